"""How a dossier finished, by dates; and the office hours its clock ran, by the calendar's own."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.calendar import Calendar, CalendarDay, DayHours, DayKind, Span, Week
from motcua.kernel.clock import ActKind
from motcua.kernel.words import Text
from motcua.modules.service_quality.rules.finishing import Finish, Meter, finish

_HOURS = DayHours((Span(time(7), time(11, 30)), Span(time(13, 30), time(17))))
_REST = DayHours()
CALENDAR = Calendar(
    "test", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31),
    Week((_HOURS,) * 5 + (_REST,) * 2),
    (CalendarDay(date(2026, 11, 24), DayKind.HOLIDAY, Text("Ngày Văn hóa Việt Nam"), works=False),),
)  # fmt: skip
NINE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday, nine in the morning here


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, Finish.NO_DEADLINE),
        (NINE + timedelta(days=1), Finish.EARLY),
        (NINE + timedelta(hours=5), Finish.ON_TIME),
        (NINE - timedelta(hours=1), Finish.ON_TIME),
        (NINE - timedelta(days=1), Finish.LATE),
    ],
)
def test_dates_decide_and_not_hours(due: datetime | None, expected: Finish) -> None:
    assert finish(due, NINE, CALENDAR) is expected


def test_nights_weekends_holidays_and_the_applicants_time_are_not_counted() -> None:
    clock = [
        (ActKind.START, NINE),
        (ActKind.PAUSE, NINE + timedelta(hours=1)),
        (ActKind.RESUME, NINE + timedelta(days=3)),  # Monday, nine
        (ActKind.STOP, NINE + timedelta(days=5)),  # Wednesday, nine; Tuesday is a holiday
    ]

    assert Meter(CALENDAR).worked(clock) == 60 + 360 + 120


def test_counting_again_goes_on_and_an_extension_changes_nothing() -> None:
    clock = [
        (ActKind.START, NINE),
        (ActKind.EXTEND, NINE + timedelta(minutes=10)),
        (ActKind.RESTART, NINE + timedelta(minutes=20)),
        (ActKind.STOP, NINE + timedelta(minutes=50)),
    ]

    assert Meter(CALENDAR).worked(clock) == 50


def test_a_clock_that_never_ran_took_no_time_at_all() -> None:
    assert Meter(CALENDAR).worked([]) is None


moments = st.integers(0, 300 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.lists(st.tuples(moments, moments), min_size=1, max_size=4))
def test_the_meter_agrees_with_the_calendar(many: list[tuple[datetime, datetime]]) -> None:
    meter = Meter(CALENDAR)
    for start, end in (sorted(pair) for pair in many):
        clock = [(ActKind.START, start), (ActKind.STOP, end)]

        assert meter.worked(clock) == CALENDAR.working_minutes(start, end)
