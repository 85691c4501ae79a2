"""Designers draft, check, submit and approve at the studio's pages."""

from io import BytesIO
from uuid import UUID

import pytest
import yaml
from django.http import HttpResponse
from lxml import html

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms.rules.kinds.registry import KINDS
from motcua.modules.proposals import queries
from motcua.modules.proposals.rules.machine import State
from motcua.modules.proposals.tests.factories import CODE, the_procedure

from .rooms import People, Room, said, texts, the_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    found = the_people()
    the_procedure()
    return found


def started(room: Room) -> UUID:
    answer = room.post(f"procedures/{CODE}/start")
    assert answer.status_code == 302
    return UUID(answer["Location"].partition("?")[0].rsplit("/", 1)[1])


def edit(room: Room, proposal: UUID, file: str, old: str, new: str) -> int:
    page = room.get(f"proposals/{proposal}/files/{file}")
    text = texts_of(page)
    assert old in text
    seen = texts(page, f"//input[@name='seen:{file}']/@value")[0]
    answer = room.post(
        f"proposals/{proposal}/files/{file}",
        **{"content": text.replace(old, new, 1), f"seen:{file}": seen},
    )
    return answer.status_code


def texts_of(page: HttpResponse) -> str:
    return str(html.fromstring(page.content).xpath("//textarea[@name='content']")[0].text)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_can_be_seen(people: People, language: str) -> None:
    room = Room(people.giang, language=language)
    proposal = started(room)
    edit(room, proposal, "fees.yaml", "8000 * answers.copies", "9000 * answers.copies")
    for path in (
        "", "?q=khai+sinh", "?view=review", f"procedures/{CODE}", "procedures/new",
        f"procedures/{CODE}/end", "import", "import/keys",
        *(f"proposals/{proposal}{tail}" for tail in (
            "", "/files", "/files/form.yaml", "/files/form.yaml?line=4", "/checks", "/diff",
            "/saves", "/saves/2/fees.yaml", "/parts/facts", "/parts/form", "/parts/form?at=pages.0",
            "/parts/form?at=pages.0.questions.0", "/parts/form?at=pages.0.questions.0.choices.1",
            "/parts/components", "/parts/components?at=1", "/parts/fees",
            "/parts/fees?at=charges.0", "/parts/route", "/parts/route?at=department.1",
            "/parts/result", "/parts/words", "/parts/words?file=procedure.yaml",
            "/preview", "/preview/pages/who", "/preview/check", "/preview/officer",
            "/files/letters/refusal_notice.typ",
        )),
    ):  # fmt: skip
        assert room.get(path).status_code == 200, path


def test_a_change_is_drafted_submitted_returned_and_approved(people: People) -> None:
    giang, tue = Room(people.giang), Room(people.tue)
    proposal = started(giang)
    edit(giang, proposal, "fees.yaml", "8000 * answers.copies", "9000 * answers.copies")
    assert "9000" in said(giang.get(f"proposals/{proposal}/diff"))
    words = {"reason": "Mức thu mới", "decision_number": "12/QĐ-UBND", "when": "now"}
    answer = giang.post(f"proposals/{proposal}/submit", **words)
    assert answer.status_code == 302, said(answer)
    assert giang.post(f"proposals/{proposal}/approve", submission=1).status_code == 403
    assert tue.post(f"proposals/{proposal}/return", submission=1).status_code == 422
    tue.post(f"proposals/{proposal}/return", submission=1, comment="Ghi căn cứ mới")
    assert "Ghi căn cứ mới" in said(giang.get(f"proposals/{proposal}"))
    giang.post(f"proposals/{proposal}/submit", **words)
    assert "Chờ bạn duyệt" in said(tue.get())
    assert tue.post(f"proposals/{proposal}/approve", submission=2).status_code == 302
    assert queries.proposal(proposal, by=people.tue).state is State.PUBLISHED
    history = said(tue.get(f"procedures/{CODE}"))
    assert "12/QĐ-UBND" in history
    assert "9000" in catalogue.public_package(CODE)["fees.yaml"].decode()


def test_what_is_broken_is_saved_and_told_with_its_line(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    assert edit(giang, proposal, "fees.yaml", "charges:", "charges: [") == 302
    checks = giang.get(f"proposals/{proposal}/checks")
    assert any(place.startswith("fees.yaml:") for place in texts(checks, "//main//code"))
    words = {"reason": "x", "decision_number": "1", "when": "now"}
    refused = giang.post(f"proposals/{proposal}/submit", **words)
    assert refused.status_code == 422
    assert "fees.yaml" in said(refused)


def test_two_tabs_do_not_overwrite_each_other(people: People) -> None:
    giang, tue = Room(people.giang), Room(people.tue)
    proposal = started(giang)
    edit(giang, proposal, "fees.yaml", "8000 * answers.copies", "9000 * answers.copies")
    answer = tue.post(
        f"proposals/{proposal}/files/fees.yaml",
        **{"content": "says: Bản của Tuệ\n", "seen:fees.yaml": "1"},
    )
    assert answer.status_code == 409
    words = said(answer)
    assert "Bản của Tuệ" in words
    assert "9000" in words
    assert "Bản của Tuệ" in texts_of(answer)


def test_strangers_and_other_officers_are_kept_out(people: People) -> None:
    proposal = started(Room(people.giang))
    assert Room().get(f"proposals/{proposal}").status_code == 302
    assert Room(people.chi).get(f"proposals/{proposal}").status_code == 403
    auditor = Room(people.auditor)
    assert auditor.get(f"proposals/{proposal}").status_code == 200
    assert auditor.post(f"proposals/{proposal}/discard").status_code == 403
    assert auditor.post(f"procedures/{CODE}/start").status_code == 403


def act(room: Room, proposal: UUID, part: str, at: str = "", **typed: object) -> HttpResponse:
    """Press a button of a part's page, with everything its fields hold and what is typed anew."""
    path = f"proposals/{proposal}/parts/{part}" + (f"?at={at}" if at else "")
    page = html.fromstring(room.get(path).content)
    held: dict[str, object] = {}
    for form in page.xpath("//main//form"):
        if "act" in typed or form.xpath(".//input[@name='act']"):
            held |= {k: v for k, v in form.form_values() if k != "csrfmiddlewaretoken"}
    return room.post(path, **{**held, **typed})


def test_a_question_is_added_in_fields_and_its_english_with_it(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    answer = act(giang, proposal, "form", act="add:pages.3.questions")
    at = answer["Location"].partition("at=")[2].partition("&")[0]
    assert at == "pages.3.questions.2"
    answer = act(
        giang, proposal, "form", at,
        **{"f-label": "Gọi lúc nào tiện?", "f-label-en": "When may we call?", "f-key": "call_when",
           "f-kind": "short_text", "f-required": "no"},
    )  # fmt: skip
    assert answer.status_code == 302
    texts_now = queries.texts(proposal, by=people.giang)
    assert texts_now["form.yaml"].content.count("call_when") == 1
    line = "form.pages.contact.questions.call_when.label: When may we call?"
    assert line in texts_now["words.en.yaml"].content
    assert "Gọi lúc nào tiện?" in said(giang.get(f"proposals/{proposal}/parts/form?at={at}"))
    preview = Room(people.giang, language="en").get(f"proposals/{proposal}/preview/pages/contact")
    assert "When may we call?" in said(preview)
    assert giang.get(f"proposals/{proposal}/checks").status_code == 200


def test_pages_are_moved_and_taken_out_with_one_press(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    assert act(giang, proposal, "components", act="down:0").status_code == 302
    assert act(giang, proposal, "components", act="remove:6").status_code == 302
    before = list(catalogue.public_package(CODE)["components.yaml"].decode().splitlines())
    after = queries.texts(proposal, by=people.giang)["components.yaml"].content.splitlines()
    assert set(after) < set(before)


def test_a_translation_is_edited_beside_its_vietnamese(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    path = f"proposals/{proposal}/parts/words?file=fees.yaml"
    form = html.fromstring(giang.get(path).content).xpath("//main//form[.//fieldset]")[0]
    typed = {k: v for k, v in form.form_values() if k != "csrfmiddlewaretoken"}
    assert giang.post(path, **{**typed, "en-0": "8,000 dong a copy"}).status_code == 302
    texts_now = queries.texts(proposal, by=people.giang)
    assert "fees.says: 8,000 dong a copy" in texts_now["words.en.yaml"].content
    assert texts_now["fees.yaml"].number == 1


def test_a_preview_asks_what_answers_call_for_and_keeps_nothing(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    page = f"proposals/{proposal}/preview/pages/"
    answer = giang.post(page + "who", **{"asked": "acting_as", "q-acting_as": "organisation"})
    assert answer["Location"].endswith("/preview/pages/requester")
    answer = giang.post(page + "who", **{"asked": "acting_as", "q-acting_as": "self"})
    assert answer["Location"].endswith("/preview/pages/yourself")
    assert giang.post(page + "who").status_code == 422
    paper = giang.get(f"proposals/{proposal}/preview/papers/result")
    assert paper["Content-Type"] == "application/pdf"


def test_a_package_leaves_signed_and_comes_back_only_whole(people: People) -> None:
    giang = Room(people.giang)
    content = giang.post(f"procedures/{CODE}/export").content
    assert giang.post("import", file=BytesIO(content)).status_code == 302
    at = content.index(b"8000 * answers.copies")
    for flipped in (content[:at] + b"7" + content[at + 1 :], content[:-9] + b"x" + content[-8:]):
        refused = giang.post("import", file=BytesIO(flipped))
        assert refused.status_code == 422
    assert Room(people.chi).get("import").status_code == 403


def test_a_table_is_made_in_fields_column_by_column(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    act(giang, proposal, "form", act="add:pages.3.questions")
    at = "pages.3.questions.2"
    asked = {"f-label": "Dự toán", "f-label-en": "Estimate", "f-key": "costs", "f-required": "no"}
    assert act(giang, proposal, "form", at, **asked, **{"f-kind": "table"}).status_code == 302

    for number, (key, kind) in enumerate([("what", "short_text"), ("amount", "money")]):
        act(giang, proposal, "form", at, act=f"add:{at}.columns")
        column = {"f-label": key, "f-label-en": key, "f-key": key, "f-kind": kind}
        assert act(giang, proposal, "form", f"{at}.columns.{number}", **column).status_code == 302
    assert act(giang, proposal, "form", at, **{"f-totals": "amount"}).status_code == 302

    content = queries.texts(proposal, by=people.giang)["form.yaml"].content
    question = yaml.safe_load(content)["pages"][3]["questions"][2]
    assert [column["kind"] for column in question["columns"]] == ["short_text", "money"]
    assert question["totals"] == ["amount"]
    preview = giang.get(f"proposals/{proposal}/preview/pages/contact")
    assert html.fromstring(preview.content).xpath("//output/@data-mc-total") == ["amount"]


def test_every_kind_of_question_can_be_chosen(people: People) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    page = giang.get(f"proposals/{proposal}/parts/form?at=pages.3.questions.0")
    offered = html.fromstring(page.content).xpath("//select[@name='f-kind']/option/@value")
    assert set(offered) - {""} == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("land_parcel", {"f-map": "yes"}),
        ("year", {"f-latest": "2026"}),
        ("email", {"f-proof": "yes"}),
    ],
)
def test_a_kind_has_fields_of_its_own(people: People, kind: str, typed: dict[str, str]) -> None:
    giang = Room(people.giang)
    proposal = started(giang)
    at = "pages.3.questions.2"
    act(giang, proposal, "form", act="add:pages.3.questions")
    asked = {"f-label": "Gì?", "f-label-en": "What?", "f-key": "thing", "f-kind": kind}
    assert act(giang, proposal, "form", at, **asked).status_code == 302

    assert act(giang, proposal, "form", at, **typed).status_code == 302

    content = queries.texts(proposal, by=people.giang)["form.yaml"].content
    question = yaml.safe_load(content)["pages"][3]["questions"][2]
    option, value = next(iter(typed.items()))
    assert question[option.removeprefix("f-")] == {"yes": True, "2026": 2026}[value]
    assert giang.get(f"proposals/{proposal}/preview/pages/contact").status_code == 200
