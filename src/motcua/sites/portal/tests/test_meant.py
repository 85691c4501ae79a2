"""Whether a procedure is meant for somebody, told before they sign in or fill in anything."""

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers.tests.world import EXTRACT, PACKAGES, TUESDAY, World

from .phones import Phone, links, said

PENSION = "1.014027"
HERE = f"/procedures/{PENSION}/meant"
ASKED = "asked=request&asked=acting_as&asked=own_born_on&asked=elder_born_on&asked=household"


@pytest.fixture(autouse=True)
def pension(world: World) -> None:
    revision = catalogue.import_package(files=gather(PACKAGES / PENSION), by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=revision, by=SYSTEM, at=TUESDAY)


def born(year: int, *, household: str = "neither") -> str:
    day = f"q-own_born_on-day=1&q-own_born_on-month=2&q-own_born_on-year={year}"
    return f"{HERE}?{ASKED}&q-request=begin&q-acting_as=self&q-household={household}&{day}"


def test_the_procedure_s_page_says_who_it_is_for(anybody: Phone) -> None:
    page = anybody.get(f"/procedures/{PENSION}")

    assert "từ đủ 75 tuổi" in said(page)
    assert HERE in links(page)


def test_where_there_are_no_conditions_nothing_is_asked(anybody: Phone) -> None:
    assert f"/procedures/{EXTRACT}/meant" not in links(anybody.get(f"/procedures/{EXTRACT}"))
    assert anybody.get(f"/procedures/{EXTRACT}/meant").status_code == 404
    assert anybody.get("/procedures/0.000000/meant").status_code == 404


def test_it_asks_what_the_conditions_read_and_nothing_else(anybody: Phone) -> None:
    page = anybody.get(HERE)

    assert page.status_code == 200
    assert b'name="q-request"' in page.content
    assert b'name="q-bank"' not in page.content
    assert b'name="q-phone"' not in page.content


def test_who_is_too_young_is_told_why_and_where_to_turn(anybody: Phone) -> None:
    told = said(anybody.get(born(1980)))

    assert "chưa dành cho bạn" in told
    assert "từ đủ 70 tuổi" in told
    assert "Bắt đầu nộp hồ sơ" not in told


def test_who_qualifies_may_begin(anybody: Phone) -> None:
    page = anybody.get(born(1940))

    assert "Bạn đủ điều kiện" in said(page)
    assert f"/procedures/{PENSION}/start" in links(page)


def test_while_it_cannot_be_told_nobody_is_sent_away(anybody: Phone) -> None:
    told = said(anybody.get(f"{HERE}?{ASKED}&q-request=begin"))

    assert "chưa dành cho bạn" not in told
    assert "chưa biết được" in told


def test_what_cannot_be_read_is_said(anybody: Phone) -> None:
    answer = anybody.get(born(1940).replace("month=2", "month=13"))

    assert answer.status_code == 422


def test_in_english_too(world: World) -> None:
    told = said(Phone(None, language="en").get(born(1980)))

    assert "not meant for you" in told
