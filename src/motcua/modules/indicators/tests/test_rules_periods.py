"""Periods follow each other without a gap, and begin where people here say they do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.indicators.rules.periods import (
    HERE,
    Grain,
    between,
    containing,
    midnight,
    of_day,
)

moments = st.datetimes(
    datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001 -- given one
)  # fmt: skip
grains = st.sampled_from(Grain)


@given(moments, grains)
def test_a_moment_lies_in_one_period_and_periods_follow_each_other(
    moment: datetime, grain: Grain
) -> None:
    period = containing(grain, moment)
    assert period.start <= moment < period.end
    assert period.next.start == period.end
    assert period.next.previous == period
    assert containing(grain, period.start) == period


@given(moments, st.sampled_from([Grain.MONTH, Grain.QUARTER, Grain.YEAR]))
def test_a_period_is_made_of_its_parts(moment: datetime, grain: Grain) -> None:
    period = containing(grain, moment)
    days = list(period.parts(Grain.DAY))
    assert (days[0].start, days[-1].end) == (period.start, period.end)
    assert sum(day.hours for day in days) == period.hours


@pytest.mark.parametrize(
    ("grain", "first", "after"),
    [
        (Grain.DAY, date(2026, 11, 17), date(2026, 11, 18)),
        (Grain.MONTH, date(2026, 11, 1), date(2026, 12, 1)),
        (Grain.QUARTER, date(2026, 10, 1), date(2027, 1, 1)),
        (Grain.YEAR, date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_days_and_longer_are_those_of_hanoi(grain: Grain, first: date, after: date) -> None:
    # Half past midnight in Hà Nội, the evening before in UTC.
    moment = datetime(2026, 11, 17, 0, 30, tzinfo=HERE)
    period = containing(grain, moment)
    assert (period.start, period.end) == (midnight(first), midnight(after))
    assert period.first_day == first


def test_a_day_has_no_single_hour() -> None:
    with pytest.raises(ValueError, match="many hours"):
        of_day(Grain.HOUR, date(2026, 11, 17))


def test_what_touches_a_time_is_told_in_order() -> None:
    start = datetime(2026, 1, 31, 12, tzinfo=HERE)
    found = list(between(Grain.MONTH, start, start + timedelta(days=60)))
    assert [period.first_day.month for period in found] == [1, 2, 3, 4]
