"""What is refused, and how: everything missing at once, in words, and nothing typed is lost."""

from datetime import date, timedelta

import pytest

from motcua.kernel.actors import Role
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests.world import World

from . import points
from .desks import Desk, errors, said, went_well

pytestmark = pytest.mark.django_db

#: A day off to come, and a working day that is over.
SUNDAY = points.AT.date() + timedelta(days=13 - points.AT.weekday())
PAST = points.AT.date() - timedelta(days=7 + points.AT.weekday())

ITEM = {
    "item-1-about": "q:own_name", "item-1-reason": "Khác với giấy tờ", "item-1-basis": "Điều 9",
}  # fmt: skip
LATER = points.typed("reply_by", points.later(days=20).date())


@pytest.mark.parametrize("door", ["refuse", "draft-refusal", "stop"])
def test_never_without_reason_and_ground(world: World, door: str) -> None:
    at_intake = door == "refuse"
    dossier = (points.a_submitted_dossier if at_intake else points.a_handled_dossier)(world)
    who = {"refuse": world.receiver, "draft-refusal": world.case_officer, "stop": world.signatory}
    before = queries.dossier(dossier, by=world.an).state
    desk = Desk(who[door])

    nothing = desk.do(dossier, door, {"reason": " ", "legal_basis": ""})
    half = desk.do(dossier, door, {"reason": "Vì thế này", "legal_basis": " "})

    assert nothing.status_code == half.status_code == 422
    assert [where for where, _ in errors(nothing)] == ["#reason", "#legal_basis"]
    assert [where for where, _ in errors(half)] == ["#legal_basis"]
    assert "Vì thế này" in half.content.decode()
    assert queries.dossier(dossier, by=world.an).state is before


def test_a_request_with_two_items_chosen_and_written(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    desk = Desk(world.receiver)
    typed = ITEM | LATER | {
        "rows": "2", "contact": "Chi, 024",
        "item-2-other": "Ảnh hai mặt căn cước", "item-2-reason": "Ảnh mờ", "item-2-basis": "Điều 5",
    }  # fmt: skip

    assert went_well(desk.do(dossier, "ask-supplement", typed))

    [asked] = queries.supplements(dossier, by=world.receiver)
    assert [item.about for item in asked.items] == ["Họ, chữ đệm, tên", "Ảnh hai mặt căn cước"]
    page = said(desk.open(dossier))
    assert "Ảnh hai mặt căn cước: Ảnh mờ" in page
    assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (PDF)" in page


def test_rows_come_and_go_without_loss(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    desk = Desk(world.receiver)

    more = desk.do(dossier, "ask-supplement", ITEM | {"rows": "1", "add": "1", "contact": "Chi"})
    assert more.status_code == 200
    assert errors(more) == []
    assert 'name="rows" value="2"' in more.content.decode()
    assert "Khác với giấy tờ" in more.content.decode()

    two = ITEM | {"rows": "2", "remove": "1", "item-2-other": "Giấy khai sinh"}
    less = desk.do(dossier, "ask-supplement", two).content.decode()
    assert 'name="rows" value="1"' in less
    assert "Giấy khai sinh" in less
    assert "Khác với giấy tờ" not in less


def test_everything_missing_in_a_request_is_said_at_once(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    typed = {
        "rows": "3", "contact": "", "item-1-other": "Căn cước", "item-3-reason": "Mờ",
        "reply_by-day": "1", "reply_by-month": "1", "reply_by-year": "2020",
    }  # fmt: skip

    answer = Desk(world.receiver).do(dossier, "ask-supplement", typed)

    assert answer.status_code == 422
    assert [where for where, _ in errors(answer)] == [
        "#item-1-reason", "#item-1-basis", "#item-2-about", "#item-2-basis", "#contact",
        "#reply_by-day",
    ]  # fmt: skip


@pytest.mark.parametrize("count", ["0", "-1", "9999999", "²", "x", ""])
def test_a_count_that_is_none(world: World, count: str) -> None:
    dossier = points.a_submitted_dossier(world)
    answer = Desk(world.receiver).do(dossier, "ask-supplement", {"rows": count, **LATER})

    assert answer.status_code == 422
    assert errors(answer)[0][0] == "#item-1-about"


def test_a_second_request_needs_leave_of_another(world: World) -> None:
    dossier = points.a_supplement_given(world)
    desk, head = Desk(world.receiver), Desk(world.center_head)
    assert "ask-supplement" not in desk.offers(dossier)
    assert "5 bản Đã bổ sung" in said(desk.open(dossier))

    refused = desk.do(dossier, "ask-supplement", ITEM | LATER | {"rows": "1", "contact": "Chi"})
    assert refused.status_code == 422
    assert len(errors(refused)) == 2

    assert head.do(dossier, "allow-second-request", {"reason": ""}).status_code == 422
    assert went_well(head.do(dossier, "allow-second-request", {"reason": "Luật mới"}))
    assert "ask-supplement" not in head.offers(dossier)
    assert "ask-supplement" in desk.offers(dossier)
    again = desk.do(dossier, "ask-supplement", ITEM | LATER | {"rows": "1", "contact": "Chi"})
    assert went_well(again)


def test_who_drafts_does_not_sign(world: World) -> None:
    dossier = points.a_drafted_dossier(world)
    points.post_also(world.case_officer, Role.SIGNATORY)
    desk = Desk(world.case_officer)

    assert "sign" not in desk.offers(dossier)
    answer = desk.do(dossier, "sign")
    assert answer.status_code == 422
    assert errors(answer)[0][1].startswith("Bạn đã soạn dự thảo này")


def test_accepting_twice_gives_one_code(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    desk = Desk(world.receiver)

    assert went_well(desk.do(dossier, "accept"))
    number = queries.dossier(dossier, by=world.an).number
    again = desk.do(dossier, "accept")

    assert again.status_code == 409
    assert "Hồ sơ đã sang bước khác" in said(again)
    assert "Chờ thụ lý" in said(again)
    assert queries.dossier(dossier, by=world.an).number == number
    other = points.a_submitted_dossier(world, key="other")
    desk.do(other, "accept")
    assert queries.dossier(other, by=world.an).number.endswith("-0002")


def test_a_lost_race_gives_back_what_was_typed(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    Desk(world.center_head).do(dossier, "accept")

    typed = {"reason": "Thiếu văn bản ủy quyền", "legal_basis": "Điều 9 NĐ 123/2015"}
    answer = Desk(world.receiver).do(dossier, "refuse", typed)

    assert answer.status_code == 409
    assert all(words in said(answer) for words in typed.values())


def test_another_role_is_refused(world: World) -> None:
    dossier = points.a_submitted_dossier(world)

    for answer in (
        Desk(world.clerk).do(dossier, "accept"),
        Desk(world.clerk).open(dossier, "accept"),
    ):
        assert answer.status_code == 403
    assert queries.dossier(dossier, by=world.an).state is State.SUBMITTED


def test_a_page_from_elsewhere_is_refused(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    desk = Desk(world.receiver)
    desk.client.handler.enforce_csrf_checks = True

    assert desk.do(dossier, "accept").status_code == 403
    assert queries.dossier(dossier, by=world.an).state is State.SUBMITTED


def test_too_long_a_reason_is_kept_and_said(world: World) -> None:
    dossier = points.a_submitted_dossier(world)
    long = "dài " * 2000

    answer = Desk(world.receiver).do(dossier, "refuse", {"reason": long, "legal_basis": "\x00"})

    assert answer.status_code == 422
    assert "4000" in errors(answer)[0][1]
    assert long.strip() in answer.content.decode()


@pytest.mark.parametrize(
    ("door", "typed", "wrong"),
    [
        ("assign", {"officer": "nobody"}, {"#officer"}),
        ("ask-opinion", {"agency": "H26.101"}, {"#agency", "#question", "#reply_by-day"}),
        ("extend", {"until-day": "31", "until-month": "2", "until-year": "2026"},
         {"#until-day", "#apology"}),
        ("extend", points.typed("until", SUNDAY) | {"apology": "x"}, {"#until-day"}),
        ("extend", points.typed("until", PAST) | {"apology": "x"}, {"#until-day"}),
    ],
)  # fmt: skip
def test_each_field_says_what_it_needs(
    world: World, door: str, typed: dict[str, str], wrong: set[str]
) -> None:
    dossier = points.a_handled_dossier(world)
    desk = Desk(world.dept_head if door == "assign" else world.case_officer)

    answer = desk.do(dossier, door, typed)

    assert answer.status_code == 422
    assert {where for where, _ in errors(answer)} == wrong


@pytest.mark.parametrize("year", ["2099", "9999", "1"])
@pytest.mark.parametrize(
    ("door", "name"),
    [("extend", "until"), ("ask-opinion", "reply_by"), ("ask-supplement", "reply_by")],
)
def test_a_day_beyond_the_calendar(world: World, door: str, name: str, year: str) -> None:
    dossier = points.a_handled_dossier(world)
    desk = Desk(world.case_officer)
    said_else = {"contact": "Chi", "apology": "Xin lỗi", "agency": "H26.102", "question": "Ở đâu?"}
    typed = ITEM | said_else | {"rows": "1"} | points.typed(name, date(int(year), 6, 1))

    answer = desk.do(dossier, door, typed)

    assert answer.status_code == 422
    assert [where for where, _ in errors(answer)] == [f"#{name}-day"]
    assert desk.get("?view=open").status_code == 200


def test_an_unreadable_day_hides_nothing_else(world: World) -> None:
    dossier = points.a_submitted_dossier(world)

    answer = Desk(world.receiver).do(dossier, "ask-supplement", {"rows": "1"})

    assert [where for where, _ in errors(answer)] == ["#item-1-about", "#contact", "#reply_by-day"]


def test_fields_of_a_result_are_checked(world: World) -> None:
    dossier = points.a_handled_dossier(world)

    answer = Desk(world.case_officer).fill(dossier, "draft-result", {"q-born_on-year": "2999"})

    assert answer.status_code == 422
    assert {"#q-registered_by", "#q-register_number"} <= {where for where, _ in errors(answer)}
    assert 'value="2999"' in answer.content.decode()
