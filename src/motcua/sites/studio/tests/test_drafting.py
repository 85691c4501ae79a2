"""Designers draft, check, submit and approve at the studio's pages."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from lxml import html

from motcua.modules.catalogue import queries as catalogue
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
        f"procedures/{CODE}/end",
        *(f"proposals/{proposal}{tail}" for tail in (
            "", "/files", "/files/form.yaml", "/files/form.yaml?line=4", "/checks", "/diff",
            "/saves", "/saves/2/fees.yaml", "/files/letters/refusal_notice.typ",
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
