"""Every page of the desk, in English and whole; and no word without its English."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from motcua.design import words
from motcua.kernel.actors import Role
from motcua.modules.dossiers.tests.world import World, officer

from . import points
from .desks import Desk, texts

pytestmark = pytest.mark.django_db

TEMPLATES = Path(words.SOURCE / "sites" / "desk" / "templates" / "desk")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ]|[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")

#: At each point of the story: who opens which door, and the template that is drawn.
PAGES: dict[Callable[[World], UUID], list[tuple[str, str, str]]] = {
    points.a_submitted_dossier: [
        ("receiver", "accept", "accept.html"),
        ("receiver", "refuse", "grounds.html"),
        ("receiver", "ask-supplement", "supplement.html"),
        ("clerk", "accept", "refused.html"),
    ],
    points.a_supplement_given: [
        ("center_head", "allow-second-request", "reason.html"),
        ("receiver", "", "dossier.html"),
    ],
    points.an_accepted_dossier: [
        ("dept_head", "assign", "assign.html"),
        ("case_officer", "take-up", "plain.html"),
    ],
    points.a_handled_dossier: [
        ("case_officer", "ask-opinion", "ask_opinion.html"),
        ("case_officer", "ask-payment", "payment.html"),
        ("case_officer", "extend", "extend.html"),
    ],
    points.a_returned_draft: [("case_officer", "draft-result", "draft_result.html")],
    points.a_drafted_dossier: [("signatory", "sign", "sign.html")],
    points.a_signed_dossier: [("clerk", "issue", "issue.html")],
    points.a_result_at_the_counter: [
        ("returner", "hand-over", "hand_over.html"),
        ("returner", "", "dossier.html"),
    ],
    points.a_withdrawal_asked_for: [("case_officer", "", "dossier.html")],
    points.an_opinion_asked_for: [("case_officer", "", "dossier.html")],
}
PLACES = ("//button", "//h1", "//th[@scope='col']", "//a[contains(@class,'button')]")
ELSEWHERE = {
    "worklist.html", "not_found.html", "give_opinion.html", "fee.html", "act.html", "carried.html",
    # The counter's pages are walked in English by `test_counter`.
    "counter.html", "counter_sheet.html", "counter_read.html", "counter_print.html",
    "mandate.html",
    # What is opened instead of a file is walked by `test_papers`.
    "extract.html", "unscanned.html",
}  # fmt: skip


def test_every_word_has_english() -> None:
    assert words.missing(words.SOURCE / "sites" / "desk") == []


def test_every_template_is_looked_at() -> None:
    there = {path.name for path in TEMPLATES.glob("[a-z]*.html")}
    assert there == {name for pages in PAGES.values() for *_, name in pages} | ELSEWHERE


@pytest.mark.parametrize("point", PAGES, ids=lambda point: point.__name__)
def test_pages_in_english(world: World, point: Callable[[World], UUID]) -> None:
    dossier = point(world)

    for role, door, _template in PAGES[point]:
        _is_english(Desk(getattr(world, role), language="en").open(dossier, door).content)


def test_other_pages_in_english(world: World) -> None:
    dossier = points.an_opinion_asked_for(world)
    desk = Desk(world.receiver, language="en")
    asked = Desk(officer(Role.CASE_OFFICER, "H26.102"), language="en")

    _is_english(desk.get().content)
    _is_english(desk.get("?view=open").content)
    _is_english(desk.get("find?q=H26").content)
    _is_english(asked.open(dossier, "give-opinion").content)


def _is_english(content: bytes) -> None:
    """Buttons, headings and heads of tables are the interface's; names may be Vietnamese."""
    assert texts(content, "//html/@lang") == ["en"]
    ids = texts(content, "//@id")
    assert len(ids) == len(set(ids))
    assert len(texts(content, "//main//h1")) == 1
    said_there = [said for place in PLACES for said in texts(content, f"//main{place}")]
    assert [said for said in said_there if VIETNAMESE.search(said)] == []
    assert said_there
