"""Who comes in, what is found, and what a list and a page cost."""

from hashlib import sha256
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Role
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import World, found_world, officer

from . import points
from .desks import Desk, said

pytestmark = pytest.mark.django_db

#: Session, posts, name; the rows and a calendar; the agency's and the handlers' names.
LIST = 7
PAGE = 32


def test_a_stranger_signs_in_first(world: World) -> None:
    answer = Client().get("/desk/")

    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in?next=%2Fdesk%2F"


def test_a_citizen_is_turned_away(world: World) -> None:
    dossier = points.a_filed_dossier(world)

    assert Desk(world.an).get().status_code == 403
    assert Desk(world.an).open(dossier).status_code == 403


def test_of_another_agency_and_not_there_are_the_same(world: World) -> None:
    dossier, nowhere = points.an_accepted_dossier(world), new_id()
    number = queries.dossier(dossier, by=world.an).number
    elsewhere = Desk(world.elsewhere)

    for path in ("", "/accept", "/draft", "/result", "/files/abc", f"/letters/{new_id()}"):
        theirs = elsewhere.get(f"dossiers/{dossier}{path}")
        none = elsewhere.get(f"dossiers/{nowhere}{path}")
        assert theirs.status_code == none.status_code == 404
        assert said(theirs) == said(none)
    assert elsewhere.do(dossier, "take-up").status_code == 404
    assert elsewhere.get(f"find?q={number}").status_code == 404
    assert "H26.101" not in said(elsewhere.get("?view=open"))


def test_a_number_leads_to_the_dossier(world: World) -> None:
    dossier = points.an_accepted_dossier(world)
    card = queries.dossier(dossier, by=world.receiver)
    desk = Desk(world.receiver)

    for number in (card.number, card.number.lower(), f" {card.submission_number} "):
        answer = desk.client.get("/desk/find", {"q": number})
        assert answer["Location"] == f"/desk/dossiers/{dossier}"
    assert desk.get("find?q=")["Location"] == "/desk/"
    assert desk.get("find?q=H26.101-000000-0000%00").status_code == 404


def test_the_list_shows_what_waits_for_me(world: World) -> None:
    waiting = points.a_filed_dossier(world, key="1")
    stories.pay(waiting, world, at=points.AT)
    handled = points.a_handled_dossier(world, key="2")
    numbers = {key: queries.dossier(key, by=world.an).number for key in (waiting, handled)}

    mine = said(Desk(world.receiver).get())
    assert numbers[waiting] in mine
    assert numbers[handled] not in mine
    assert "Người tiếp nhận – Ủy ban nhân dân phường Hoàn Kiếm" in mine
    assert "Chờ tiếp nhận" in mine
    assert "Quá hạn" in mine or "Hạn hôm nay" in mine or "Sắp đến hạn" in mine
    both = said(Desk(world.receiver).get("?view=open"))
    assert numbers[waiting] in both
    assert numbers[handled] in both
    assert "Không có hồ sơ nào" in said(Desk(world.receiver).get("?view=closed"))


def test_an_address_that_is_not_ours_is_not_found(world: World) -> None:
    for query in ("?view=all", "?after=zzz", "?after=%00"):
        assert Desk(world.receiver).get(query).status_code == 404


def test_a_long_list_goes_on_on_the_next_page(world: World) -> None:
    for number in range(52):
        points.a_filed_dossier(world, key=str(number))
    desk = Desk(world.receiver)

    first = desk.get("?view=open").content.decode()
    further = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = desk.client.get(further).content.decode()

    assert first.count("/desk/dossiers/") == 50
    assert second.count("/desk/dossiers/") == 2


def test_a_list_costs_the_same_however_long(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = Desk(world.receiver)
    points.a_handled_dossier(world, key="first")
    desk.get("?view=open")
    with django_assert_num_queries(LIST):
        desk.get("?view=open")
    for number in range(6):
        points.a_handled_dossier(world, key=str(number))
    with django_assert_num_queries(LIST):
        desk.get("?view=open")


def test_a_page_costs_what_it_costs(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    world = found_world(with_places=True)
    dossier = points.a_drafted_dossier(world)
    desk = Desk(world.signatory)
    desk.open(dossier)
    with django_assert_max_num_queries(PAGE):
        assert desk.open(dossier).status_code == 200


def test_an_asked_agency_sees_the_dossier_and_nothing_of_its_money(world: World) -> None:
    dossier = points.a_handled_dossier(world)
    other = officer(Role.CASE_OFFICER, "H26.102")
    assert Desk(other).open(dossier).status_code == 404
    dossiers.ask_opinion(
        dossier_id=dossier, of_agency="H26.102", question="Sổ gốc ở đâu?",
        reply_by=points.later(days=1), by=world.case_officer, at=points.AT,
    )  # fmt: skip

    page = said(Desk(other).open(dossier))
    assert "Sổ gốc ở đâu?" in page
    assert "24.000" not in page
    assert Desk(other).offers(dossier) == {"give-opinion"}
    assert waiting(other) == [dossier]


def waiting(of: object) -> list[UUID]:
    return [row.id for row in queries.waiting_for(by=of, now=points.AT).items]  # type: ignore[arg-type]  # an actor


def test_a_paper_is_named_measured_and_fetched(world: World) -> None:
    content = b"%PDF-1.7 van ban"
    key = sha256(content).hexdigest()
    dossier = points.a_dossier_with_a_paper(world, content)
    desk = Desk(world.receiver)

    page = said(desk.open(dossier))
    assert "van-ban.pdf PDF · 16 B · SHA-256" in page.replace("\xa0", " ")
    assert key in page
    file = desk.open(dossier, f"files/{key}")
    assert file.content == content
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"

    other = points.a_filed_dossier(world)
    assert desk.open(other, f"files/{key}").status_code == 404
    assert desk.open(dossier, "files/%00").status_code == 404
    assert Desk(world.elsewhere).open(dossier, f"files/{key}").status_code == 404


def test_an_officer_without_cases_reads_no_more_than_the_name(world: World) -> None:
    dossier = points.a_filed_dossier(world)
    desk = Desk(points.an_auditor())
    page = said(desk.open(dossier))

    assert "Họ và tên Nguyễn Thị An" in page
    assert "an@example.vn" not in page
    assert desk.offers(dossier) == set()
