"""What holds for every reception, allowance, week and story of the clock."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.kernel.calendar import Calendar, CalendarDay, DayKind, week_from
from motcua.kernel.clock import (
    ActKind,
    Allowance,
    ClockAct,
    Due,
    PauseReason,
    Policy,
    Unit,
    due,
    due_at,
    explanation_to_dict,
    when_ready,
)
from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text

from .shipped import CALENDAR, HANOI, RULES, week

ODD_WEEK = week_from(
    {
        "mon": {"hours": ["08:00-12:00", "13:00-16:30"]},
        "wed": {"hours": ["13:00-20:00"]},
        "fri": {"hours": ["07:30-10:00"]},
        "sat": {"hours": ["08:00-12:00"]},
        "sun": {"hours": ["08:00-12:00"], "counts": False},
    }
)
CALENDARS = [
    CALENDAR,
    CALENDAR.for_agency("police", week=week("police")),
    CALENDAR.for_agency("odd", week=ODD_WEEK),
]
BY_HOURS = (Unit.HOUR, Unit.WORKING_DAY, Unit.IN_DAY)

calendars = st.sampled_from(CALENDARS)
moments = st.datetimes(
    datetime(2025, 12, 1), datetime(2027, 3, 1), timezones=st.just(HANOI)  # noqa: DTZ001
)  # fmt: skip
lengths = st.timedeltas(timedelta(0), timedelta(days=40))
policies = st.sampled_from(Policy)


@st.composite
def allowances(draw: st.DrawFn, units: Sequence[Unit] = tuple(Unit)) -> Allowance:
    unit = draw(st.sampled_from(units))
    if unit in (Unit.HOUR, Unit.WORKING_DAY):
        quarters = draw(st.integers(1, 240))
        return Allowance(Decimal(quarters) / 4, unit)
    largest = {Unit.DAY: 180, Unit.MONTH: 9, Unit.YEAR: 1, Unit.IN_DAY: 1}[unit]
    return Allowance(Decimal(draw(st.integers(1, largest))), unit)


@st.composite
def stories(draw: st.DrawFn) -> list[ClockAct]:
    """Acts in an order that can have happened, without extensions."""
    at = draw(moments)
    acts = [ClockAct(ActKind.START, at)]
    is_paused = False
    for _ in range(draw(st.integers(0, 6))):
        at += draw(lengths)
        kinds = [ActKind.RESUME] if is_paused else [ActKind.PAUSE, ActKind.RESTART]
        kind = draw(st.sampled_from([*kinds, ActKind.RESTART]))
        reason = draw(st.sampled_from(PauseReason)).value if kind is ActKind.PAUSE else ""
        acts.append(ClockAct(kind, at, reason))
        is_paused = kind is ActKind.PAUSE
    if draw(st.booleans()):
        acts.append(ClockAct(ActKind.STOP, at + draw(lengths), "done"))
    return acts


def floor(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def is_covered(answer: Due, start: datetime) -> bool:
    intervals = answer.explanation.intervals
    return (
        intervals[0].starts_at == floor(start)
        and intervals[-1].ends_at == answer.due_at
        and all(i.starts_at < i.ends_at for i in intervals)
        and all(a.ends_at == b.starts_at for a, b in pairwise(intervals))
    )


@given(moments, allowances(), calendars)
def test_due_is_a_working_moment_after_reception(
    received: datetime, allowance: Allowance, calendar: Calendar
) -> None:
    answer = when_ready(received, allowance, calendar, RULES)

    assert calendar.is_working_moment(answer.due_at)
    assert answer.due_at > floor(received)
    assert is_covered(answer, received)


@given(moments, st.integers(1, 240), st.integers(1, 240), st.sampled_from(Unit), calendars)
def test_more_time_is_never_due_earlier(
    received: datetime, some: int, more: int, unit: Unit, calendar: Calendar
) -> None:
    assume(unit is not Unit.IN_DAY)
    scale = {Unit.HOUR: 4, Unit.WORKING_DAY: 4, Unit.MONTH: 30, Unit.YEAR: 240}.get(unit, 1)
    low, high = sorted((some, more))
    whole = unit not in (Unit.HOUR, Unit.WORKING_DAY)
    amounts = [-(-n // scale) if whole else Decimal(n) / scale for n in (low, high)]
    earlier, later = (
        when_ready(received, Allowance.of(amount, unit), calendar, RULES).due_at
        for amount in amounts
    )

    assert earlier <= later


@given(moments, lengths, allowances(), calendars)
def test_received_later_is_never_due_earlier(
    received: datetime, delay: timedelta, allowance: Allowance, calendar: Calendar
) -> None:
    first = when_ready(received, allowance, calendar, RULES).due_at
    second = when_ready(received + delay, allowance, calendar, RULES).due_at

    assert first.date() <= second.date()
    # By the calendar, a last day off keeps its hour on the day it is moved to, so hours may cross.
    assert first <= second or allowance.unit not in BY_HOURS


@given(moments, allowances(), calendars, st.dates(date(2025, 12, 1), date(2028, 12, 30)))
def test_another_holiday_never_makes_it_earlier(
    received: datetime, allowance: Allowance, calendar: Calendar, on: date
) -> None:
    holiday = CalendarDay(on, DayKind.LOCAL_OFF, Text("Nghỉ"))
    with_holiday = calendar.for_agency("holiday", days=[holiday])

    before = when_ready(received, allowance, calendar, RULES).due_at
    after = when_ready(received, allowance, with_holiday, RULES).due_at

    assert before.date() <= after.date()
    assert before <= after or allowance.unit not in BY_HOURS
    assert after.date() != on


@st.composite
def paused_stories(draw: st.DrawFn) -> tuple[ClockAct, ClockAct, ClockAct]:
    start = ClockAct(ActKind.START, draw(moments))
    reason = draw(st.sampled_from(PauseReason)).value
    pause = ClockAct(ActKind.PAUSE, start.at + draw(lengths), reason)
    return start, pause, ClockAct(ActKind.RESUME, pause.at + draw(lengths))


@given(paused_stories(), allowances(), policies, calendars)
def test_a_pause_never_makes_it_earlier(
    story: tuple[ClockAct, ClockAct, ClockAct],
    allowance: Allowance,
    policy: Policy,
    calendar: Calendar,
) -> None:
    start, pause, resume = story

    without = due([start], allowance, policy, calendar, RULES)
    paused = due([start, pause], allowance, policy, calendar, RULES)
    resumed = due([start, pause, resume], allowance, policy, calendar, RULES)

    assert without.due_at == paused.due_at <= resumed.due_at
    assert is_covered(paused, start.at)
    assert is_covered(resumed, start.at)


@given(stories(), allowances(), policies, calendars)
def test_every_story_is_explained_without_gaps_and_keeps_its_promises(
    acts: list[ClockAct], allowance: Allowance, policy: Policy, calendar: Calendar
) -> None:
    try:
        answer = due(acts, allowance, policy, calendar, RULES)
    except Refusal as refusal:
        assert refusal.code == "calendar-unknown-year"  # noqa: PT017 -- stories may be very long
        return

    assert is_covered(answer, acts[0].at)
    assert calendar.is_working_moment(answer.due_at)
    assert all(a.due_at <= b.due_at for a, b in pairwise(answer.explanation.promises))
    assert answer.explanation.promises[-1].due_at == answer.due_at
    assert due_at(acts, allowance, policy, calendar, RULES) == answer.due_at
    assert json.loads(json.dumps(explanation_to_dict(answer.explanation)))["intervals"]


@given(moments, moments, allowances(), calendars)
def test_an_extension_gives_the_date_asked_for_or_refuses(
    received: datetime, until: datetime, allowance: Allowance, calendar: Calendar
) -> None:
    start = ClockAct(ActKind.START, received)
    extend = ClockAct(ActKind.EXTEND, received, until=until)
    before = due([start], allowance, Policy.PAUSE, calendar, RULES).due_at
    try:
        answer = due([start, extend], allowance, Policy.PAUSE, calendar, RULES)
    except Refusal:
        assert until.date() <= before.date() or not calendar.is_working_day(until.date())
        return

    assert before < answer.due_at
    assert answer.due_at.date() == until.date()
    assert is_covered(answer, received)


@given(moments, allowances(), calendars)
def test_the_zone_of_the_question_does_not_matter(
    received: datetime, allowance: Allowance, calendar: Calendar
) -> None:
    local = when_ready(received, allowance, calendar, RULES)
    utc = when_ready(received.astimezone(UTC), allowance, calendar, RULES)

    assert local == utc


@given(moments, st.integers(1, 1200), calendars)
def test_hours_agree_with_counting_minute_by_minute(
    received: datetime, minutes: int, calendar: Calendar
) -> None:
    at, left = floor(received), minutes
    while left:
        at += timedelta(minutes=1)
        is_open = calendar.is_working_moment(at) and calendar.is_working_moment(
            at - timedelta(minutes=1)
        )
        left -= is_open

    allowance = Allowance(Decimal(1), Unit.HOUR)
    assert calendar.add_working_minutes(floor(received), minutes) == at
    assert allowance.minutes(hours_per_working_day=8) == 60


@pytest.mark.parametrize("unit", list(Unit))
@given(
    received=st.datetimes(timezones=st.just(UTC)),
    amount=st.one_of(st.integers(), st.decimals(), st.text(max_size=8)),
)
def test_nonsense_is_answered_or_refused_never_broken(
    unit: Unit, received: datetime, amount: int | str | Decimal
) -> None:
    try:
        answer = when_ready(received, Allowance.of(amount, unit), CALENDAR, RULES)
    except Refusal as refusal:
        assert refusal.status == 422  # noqa: PT017 -- either outcome is a promise
    else:
        assert answer.due_at > received - timedelta(minutes=1)
