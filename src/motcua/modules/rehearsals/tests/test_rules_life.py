"""States of a rehearsal, room for few of them, and a clock that only goes forward."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.calendar import Calendar, DayHours, Span, Week
from motcua.kernel.errors import Invalid, WrongMoment
from motcua.modules.rehearsals.rules.life import (
    MOST_OPEN,
    MOVES,
    Act,
    State,
    TooManyRehearsals,
    must_have_room,
    next_state,
)
from motcua.modules.rehearsals.rules.moments import (
    BeyondCalendar,
    ClockGoesForward,
    Jump,
    NothingDue,
    jumped,
)

_MORNING, _AFTERNOON = (
    Span(datetime(2026, 1, 1, 8).time(), datetime(2026, 1, 1, 12).time()),  # noqa: DTZ001 -- a wall clock
    Span(datetime(2026, 1, 1, 13).time(), datetime(2026, 1, 1, 17).time()),  # noqa: DTZ001 -- as above
)
OPEN, SHUT = DayHours((_MORNING, _AFTERNOON)), DayHours()
CALENDAR = Calendar(
    "test",
    date(2026, 1, 1),
    date(2027, 12, 31),
    date(2027, 12, 31),
    Week((*[OPEN] * 5, SHUT, SHUT)),
)
#: Tuesday 2026-11-17, nine in the morning in Hà Nội.
NOW = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


def to(jump: Jump, **told: datetime) -> datetime:
    return jumped(jump, now=told.pop("now", NOW), calendar=CALENDAR, **told)


def test_the_clock_stops_where_it_was_sent() -> None:
    due = NOW + timedelta(hours=5)
    assert to(Jump.HOUR) == NOW + timedelta(hours=1)
    assert to(Jump.BEFORE_DUE, due=due) == due - timedelta(minutes=1)
    assert to(Jump.AFTER_DUE, due=due) == due + timedelta(minutes=1)
    assert to(Jump.WORKING_DAY) == datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
    assert to(Jump.CHOSEN, chosen=due) == due


def test_the_weekend_is_passed_over() -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert to(Jump.WORKING_DAY, now=friday) == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_it_never_goes_back_nor_beyond_what_is_known() -> None:
    with pytest.raises(ClockGoesForward):
        to(Jump.CHOSEN, chosen=NOW - timedelta(seconds=1))
    with pytest.raises(ClockGoesForward):
        to(Jump.BEFORE_DUE, due=NOW + timedelta(seconds=30))
    with pytest.raises(NothingDue):
        to(Jump.AFTER_DUE)
    with pytest.raises(BeyondCalendar):
        to(Jump.CHOSEN, chosen=datetime(2028, 1, 5, tzinfo=UTC))
    with pytest.raises(BeyondCalendar):
        to(Jump.WORKING_DAY, now=datetime(2027, 12, 31, 9, tzinfo=UTC))
    with pytest.raises(Invalid):
        to(Jump.CHOSEN)


@given(st.lists(st.sampled_from([Jump.HOUR, Jump.WORKING_DAY]), max_size=30))
def test_whatever_is_jumped_time_passes(jumps: list[Jump]) -> None:
    at = NOW
    for jump in jumps:
        after = to(jump, now=at)
        assert after > at
        at = after


@given(st.lists(st.sampled_from(list(Act)), max_size=8))
def test_a_closed_rehearsal_stays_closed(acts: list[Act]) -> None:
    state = State.PREPARING
    for act in acts:
        if state in MOVES[act].sources:
            assert state is not State.CLOSED
            state = next_state(state, act)
        else:
            with pytest.raises(WrongMoment):
                next_state(state, act)


def test_there_is_room_for_few() -> None:
    must_have_room(MOST_OPEN - 1)
    with pytest.raises(TooManyRehearsals):
        must_have_room(MOST_OPEN)
