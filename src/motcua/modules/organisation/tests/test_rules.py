"""What an agency, a counter and a post must be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.calendar import week_from
from motcua.kernel.words import Text
from motcua.modules.organisation import policies, rules
from motcua.modules.organisation.rules import (
    AgencyFacts,
    AgencyKind,
    CounterFacts,
    FeeAccount,
    PostingFacts,
    UnitFacts,
)
from motcua.modules.organisation.seed.calendars import shipped_week

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def facts(code: str = "H26.101", **more: object) -> AgencyFacts:
    given_facts: dict[str, object] = {
        "code": code,
        "name": Text("Ủy ban nhân dân"),
        "kind": AgencyKind.COMMUNE_COMMITTEE,
    }
    return AgencyFacts(**(given_facts | more))  # type: ignore[arg-type] # built for the test


@pytest.mark.parametrize("code", ["H26", "H26.09", "G01", "H15.50.05.13", "A00.0A.1", "Y99"])
def test_codes_of_decision_20_2020_are_taken(code: str) -> None:
    assert rules.agency_faults(facts(code)) == {}


@pytest.mark.parametrize(
    "code",
    ["", "26", "h26", "H2", "Z26", "000.00.19.H26", "H26.", "H26..1", ".H26", "H26-1", "H26 ",
     "H26\n", "H26.đ", "H26." + "1" * 32],
)  # fmt: skip
def test_other_codes_are_not(code: str) -> None:
    assert rules.agency_faults(facts(code))["code"] == "not-an-agency-code"


def test_a_code_of_35_characters_is_the_longest() -> None:
    assert not rules.agency_faults(facts("H26." + "1" * 31))


def test_everything_wrong_is_told_at_once() -> None:
    broken = facts(
        "H26", name=Text(" "), parent="H26", fee_account=FeeAccount("97043", "12 34", "")
    )

    assert rules.agency_faults(broken) == {
        "name": "missing",
        "parent": "own-parent",
        "bank_bin": "not-a-bank",
        "account": "not-an-account",
        "account_holder": "missing",
    }


def test_counters_have_numbers_and_no_two_the_same() -> None:
    def unit(*numbers: str) -> UnitFacts:
        return UnitFacts("H26", Text("Một cửa"), counters=tuple(
            CounterFacts(number, Text("")) for number in numbers
        ))  # fmt: skip

    assert rules.unit_faults(unit("1", "2")) == {}
    assert rules.unit_faults(unit("1", "1")) == {"counters": "repeated"}
    assert rules.unit_faults(unit("1", "")) == {"counters": "missing"}


@pytest.mark.parametrize("role", sorted(rules.NOT_POSTS))
def test_nobody_is_posted_as_applicant_or_machine(role: Role) -> None:
    assert rules.posting_faults(PostingFacts("H26", role, date(2026, 1, 1))) == {
        "role": "not-a-post"
    }


def test_a_posting_ends_after_it_starts() -> None:
    day = date(2026, 1, 1)

    faults = rules.posting_faults(PostingFacts("H26", Role.CLERK, day, day))

    assert faults == {"valid_to": "before-start"}


def test_a_posting_does_not_hold_on_its_last_date() -> None:
    start, end = date(2026, 1, 1), date(2026, 2, 1)

    assert rules.in_force(start, end, start)
    assert rules.in_force(start, end, date(2026, 1, 31))
    assert not rules.in_force(start, end, end)
    assert not rules.in_force(start, None, date(2025, 12, 31))


@given(a=st.tuples(DAYS, DAYS | st.none()), b=st.tuples(DAYS, DAYS | st.none()), on=DAYS)
def test_two_postings_that_hold_on_one_day_overlap(
    a: tuple[date, date | None], b: tuple[date, date | None], on: date
) -> None:
    first, second = (PostingFacts("H26", Role.CLERK, *dates) for dates in (a, b))

    if rules.in_force(*a, on) and rules.in_force(*b, on):
        assert rules.overlap(first, second)
        assert rules.overlap(second, first)


@pytest.mark.parametrize("name", ["default", "police"])
def test_a_week_is_read_back_as_it_was_written(name: str) -> None:
    week = shipped_week(name)

    assert week_from(rules.week_to_plain(week)) == week


@pytest.mark.parametrize("label", ["", " ", "a+b", "a#b"])
def test_a_label_keeps_versions_readable(label: str) -> None:
    assert not rules.is_calendar_label(label)


def test_an_administrator_rules_downwards_only() -> None:
    admin = Actor("officer:1", frozenset({Post("H26.101", Role.ADMIN)}))
    clerk = Actor("officer:2", frozenset({Post("H26.101", Role.CLERK)}))

    assert policies.may_administer(admin, ("H26.101.05", "H26.101", "H26"))
    assert not policies.may_administer(admin, ("H26",))
    assert not policies.may_administer(clerk, ("H26.101", "H26"))
    assert policies.may_administer(SYSTEM, ())
