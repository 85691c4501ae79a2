"""The demo city is whole, says that it is one, and can be founded again without harm."""

import pytest

from motcua.kernel.actors import Role
from motcua.modules.organisation import queries
from motcua.modules.organisation.rules import AgencyKind, agency_faults
from motcua.modules.organisation.seed import cities

from .factories import TODAY, TUESDAY

AT_THE_COUNTER = {
    Role.RECEIVER, Role.CENTER_HEAD, Role.DEPT_HEAD, Role.CASE_OFFICER,
    Role.SIGNATORY, Role.CLERK, Role.RETURNER, Role.CASHIER,
}  # fmt: skip


def test_every_agency_that_decides_has_every_role() -> None:
    city = cities.demo_city()
    deciding = [a.code for a in city.agencies if a.kind is not AgencyKind.CITY_COMMITTEE]

    for code in deciding:
        assert {o.posting.role for o in city.officers if o.posting.agency == code} == AT_THE_COUNTER
    assert len(deciding) == 9


def test_every_name_says_that_it_is_a_sample() -> None:
    city = cities.demo_city()

    assert all("mẫu" in a.name.vi.lower() for a in city.agencies)
    assert all("sample" in a.name.en.lower() for a in city.agencies)
    assert all(not agency_faults(a) for a in city.agencies)


def test_subjects_and_people_are_told_apart() -> None:
    officers = cities.demo_city().officers

    assert len({o.facts.subject for o in officers}) == len(officers)
    assert len({o.facts.full_name for o in officers}) == len(officers)


@pytest.mark.django_db(transaction=True)
def test_founding_twice_changes_nothing() -> None:
    cities.found(cities.demo_city(), at=TUESDAY)
    cities.found(cities.demo_city(), at=TUESDAY)

    chi = queries.officer_by_subject("demo", "h26.101-receiver")
    assert chi.full_name == "Lê Thị Chi"
    assert len(queries.postings_of(chi.id)) == 1
    assert len(queries.one_stop_units("H26.101")) == 1
    assert [o.full_name for o in queries.officers_holding(Role.DEPT_HEAD, "H26.101", on=TODAY)] == [
        "Hoàng Thị Dung"
    ]
    assert queries.calendar_of("H26.201").label.endswith("+police")


@pytest.mark.django_db(transaction=True)
def test_competent_agencies_are_found_by_kind_and_place() -> None:
    cities.found(cities.demo_city(), at=TUESDAY)

    committees = queries.competent_agencies([AgencyKind.COMMUNE_COMMITTEE])
    police = queries.competent_agencies([AgencyKind.COMMUNE_POLICE], place_code="00376")

    assert [a.code for a in committees] == ["H26.101", "H26.102", "H26.103"]
    assert [a.code for a in police] == ["H26.203"]
