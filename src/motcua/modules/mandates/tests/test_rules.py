"""How long mandates run, what they cover, and that what is over stays over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.errors import Invalid
from motcua.modules.mandates import rules
from motcua.modules.mandates.rules import Act, Kind, MandateMoved, Side, State

TODAY = date(2026, 11, 17)


def test_no_procedure_named_means_all() -> None:
    assert rules.covers((), "2.000635")
    assert rules.covers(["2.000635"], "2.000635")
    assert not rules.covers(["2.000635"], "1.000894")


@given(some.lists(some.sampled_from(list(Act)), max_size=8))
def test_what_is_over_never_begins_again(acts: list[Act]) -> None:
    state, was_over = State.OFFERED, False
    for act in acts:
        try:
            state = rules.next_state(state, act)
        except MandateMoved:
            continue
        assert not was_over
        was_over = state in rules.CLOSED


def test_each_state_that_is_open_has_a_way_out_for_both_sides() -> None:
    for state in (State.OFFERED, State.CLAIMED, State.LIVE):
        assert rules.acts_open_to([Side.HOLDER], state)
    for state in (State.OFFERED, State.LIVE):
        assert rules.acts_open_to([Side.GIVER], state) == (Act.REVOKE,)
    for state in rules.CLOSED:
        assert rules.acts_open_to(list(Side), state) == ()


def test_a_parents_mandate_ends_when_the_child_is_of_age() -> None:
    assert rules.latest_end(Kind.PARENT, TODAY, date(2016, 2, 29)) == date(2034, 2, 28)
    for born_on in (None, date(2008, 11, 17), date(1990, 1, 1)):
        with pytest.raises(Invalid):
            rules.latest_end(Kind.PARENT, TODAY, born_on)


@pytest.mark.parametrize("until", [date(2026, 11, 16), date(2031, 11, 18), date(9999, 1, 1)])
def test_a_term_lies_ahead_and_within_five_years(until: date) -> None:
    with pytest.raises(Invalid):
        rules.check_terms(kind=Kind.AUTHORISED, procedures=(), until=until, today=TODAY)


def test_a_term_of_today_or_of_five_years_is_one() -> None:
    for until in (TODAY, date(2031, 11, 17), rules.usual_end(TODAY)):
        rules.check_terms(kind=Kind.AUTHORISED, procedures=(), until=until, today=TODAY)
