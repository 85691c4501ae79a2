"""The calendar knows which days are worked, at which hours, and where its knowledge ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from motcua.kernel.calendar import (
    CalendarDay,
    CalendarInvalid,
    DayHours,
    DayKind,
    NaiveTime,
    Span,
    UnknownYear,
    Week,
    calendar_from,
    days_to_plain,
    week_from,
)
from motcua.kernel.words import Text

from .shipped import CALENDAR, at, document, week

OFF_2026 = [
    "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19",
    "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01",
    "2026-09-02", "2026-11-24",
]  # fmt: skip
OFF_2027 = [
    "2027-01-01", "2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10",
    "2027-04-16", "2027-04-30", "2027-05-03", "2027-09-02", "2027-09-03", "2027-11-24",
]  # fmt: skip


def weekdays_off(year: int) -> list[str]:
    days = CALENDAR.days_off(date(year, 1, 1), date(year, 12, 31))
    return [day.on.isoformat() for day in days if day.on.weekday() < 5]


def worked_weekends(year: int) -> list[str]:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(365)]
    return [d.isoformat() for d in days if d.weekday() >= 5 and CALENDAR.is_working_day(d)]


def test_days_off_of_2026_are_those_decided() -> None:
    assert weekdays_off(2026) == OFF_2026
    assert worked_weekends(2026) == ["2026-01-10", "2026-08-22"]


def test_days_off_of_2027_are_those_forecast() -> None:
    assert weekdays_off(2027) == OFF_2027
    assert worked_weekends(2027) == []


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        ("2026-11-24", DayKind.HOLIDAY),
        ("2026-04-26", DayKind.HOLIDAY),
        ("2026-04-27", DayKind.COMPENSATION_OFF),
        ("2026-08-31", DayKind.COMPENSATION_OFF),
        ("2026-11-22", "WEEKEND"),
    ],
)
def test_a_day_off_says_why(on: str, kind: str) -> None:
    day = CALENDAR.day_off(date.fromisoformat(on))

    assert day is not None
    assert day.kind == kind
    assert (day.name is None) == (kind == "WEEKEND")


def test_culture_day_is_off_only_since_its_resolution() -> None:
    assert CALENDAR.is_working_day(date(2025, 11, 24))
    assert not CALENDAR.is_working_day(date(2026, 11, 24))


def test_later_tet_is_a_forecast_and_new_year_is_not() -> None:
    tet, new_year = CALENDAR.day_off(date(2027, 2, 5)), CALENDAR.day_off(date(2027, 1, 1))

    assert tet is not None
    assert tet.is_forecast
    assert new_year is not None
    assert not new_year.is_forecast


def test_a_make_up_day_has_the_hours_of_the_day_it_replaces() -> None:
    assert CALENDAR.hours_on(date(2026, 8, 22)) == CALENDAR.hours_on(date(2026, 8, 24))


@pytest.mark.parametrize(
    ("moment", "first_working_moment"),
    [
        ("2026-11-20 06:00", "2026-11-20 07:00"),
        ("2026-11-20 09:12", "2026-11-20 09:12"),
        ("2026-11-20 11:30", "2026-11-20 11:30"),
        ("2026-11-20 12:00", "2026-11-20 13:30"),
        ("2026-11-20 17:00", "2026-11-20 17:00"),
        ("2026-11-20 17:01", "2026-11-23 07:00"),
        ("2026-11-23 18:00", "2026-11-25 07:00"),
        ("2026-08-22 10:00", "2026-08-22 10:00"),
    ],
)
def test_normalise(moment: str, first_working_moment: str) -> None:
    assert CALENDAR.normalise(at(moment)) == at(first_working_moment)


@pytest.mark.parametrize(
    ("moment", "settled"),
    [
        ("2026-11-21 16:00", "2026-11-23 16:00"),
        ("2026-11-20 19:00", "2026-11-20 17:00"),
        ("2026-11-21 19:00", "2026-11-23 17:00"),
        ("2026-11-21 03:00", "2026-11-23 07:00"),
        ("2026-11-20 12:00", "2026-11-20 13:30"),
    ],
)
def test_settle_owes_the_date_and_keeps_the_hour_where_it_can(moment: str, settled: str) -> None:
    assert CALENDAR.settle(at(moment)) == at(settled)


def test_working_minutes_skip_lunch_nights_and_days_off() -> None:
    assert CALENDAR.working_minutes(at("2026-11-23 07:00"), at("2026-11-23 17:00")) == 480
    assert CALENDAR.working_minutes(at("2026-11-23 16:00"), at("2026-11-25 08:00")) == 120
    assert CALENDAR.working_minutes(at("2026-11-23 12:00"), at("2026-11-23 12:30")) == 0


def test_moments_may_come_in_any_zone() -> None:
    assert CALENDAR.normalise(datetime(2026, 11, 20, 23, 0, tzinfo=UTC)) == at("2026-11-23 07:00")


def test_saturday_reception_is_open_but_does_not_count() -> None:
    police = CALENDAR.for_agency("police", week=week("police"))
    saturday = date(2026, 11, 21)

    assert police.open_on(saturday) == (Span(time(7), time(11, 30)),)
    assert not police.is_working_day(saturday)
    assert police.normalise(at("2026-11-21 08:00")) == at("2026-11-23 07:00")
    assert police.open_on(date(2026, 5, 2)) != ()
    assert police.open_on(date(2026, 4, 30)) == ()


def test_an_agencys_own_days_win() -> None:
    flood = CalendarDay(date(2026, 11, 23), DayKind.LOCAL_OFF, Text("Bão lụt", "Flood"))
    local = CALENDAR.for_agency("H26.101", days=[flood])

    assert local.normalise(at("2026-11-23 08:00")) == at("2026-11-25 07:00")
    assert CALENDAR.is_working_day(date(2026, 11, 23))


def test_the_version_names_the_content() -> None:
    changed = replace(CALENDAR.days[0], legal_ref="another")

    assert calendar_from(document("vn-days.yaml"), week("default")).version == CALENDAR.version
    assert replace(CALENDAR, days=CALENDAR.days[::-1]).version == CALENDAR.version
    assert replace(CALENDAR, days=CALENDAR.days[1:]).version != CALENDAR.version
    assert replace(CALENDAR, days=(changed, *CALENDAR.days[1:])).version != CALENDAR.version
    assert replace(CALENDAR, week=week("police")).version != CALENDAR.version


@pytest.mark.parametrize("on", [date(2023, 12, 31), date(2029, 1, 1), date.max])
def test_an_unknown_year_is_refused(on: date) -> None:
    with pytest.raises(UnknownYear) as refusal:
        CALENDAR.is_working_day(on)

    assert refusal.value.params["year"] == on.year
    assert refusal.value.code == "calendar-unknown-year"


@pytest.mark.parametrize("year", [1, 1900, 2030, 9999])
def test_far_moments_are_refused_in_words(year: int) -> None:
    with pytest.raises(UnknownYear):
        CALENDAR.normalise(datetime(year, 12, 31, 23, 59, tzinfo=UTC))
    with pytest.raises(UnknownYear):
        CALENDAR.normalise(datetime(year, 1, 1, 0, 0, tzinfo=UTC))


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(NaiveTime):
        CALENDAR.normalise(datetime(2026, 11, 20, 9))  # noqa: DTZ001 -- the point of the test


def test_walking_off_the_calendar_is_refused() -> None:
    with pytest.raises(UnknownYear):
        CALENDAR.add_working_days(at("2028-12-29 09:00"), 1)
    with pytest.raises(UnknownYear):
        CALENDAR.add_working_minutes(at("2028-12-29 16:00"), 61)


def test_days_survive_a_document() -> None:
    again = document("vn-days.yaml") | {"days": days_to_plain(CALENDAR.days)}

    assert calendar_from(again, week("default")) == CALENDAR


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"label": ""},
        {"first_on": "yesterday"},
        {"first_on": date(2029, 1, 1)},
        {"days": [{"date": "2026-01-01", "kind": "SUNNY", "vi": "Nắng"}]},
        {"days": [{"date": "2026-01-01", "kind": "HOLIDAY"}]},
        {"days": [{"date": "2026-01-01", "kind": "HOLIDAY", "vi": "Tết"}] * 2},
        {"days": "none"},
        {"days": [{"date": "2026-08-22", "kind": "MAKEUP_WORKDAY", "vi": "Làm bù"}]},
    ],
)
def test_a_document_that_says_nonsense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CalendarInvalid):
        calendar_from(document("vn-days.yaml") | change, week("default"))


@pytest.mark.parametrize(
    "hours",
    [["09:00"], ["17:00-07:00"], ["07:00-12:00", "11:00-17:00"], ["07:00-11:00", "11:00-17:00"]],
)
def test_hours_that_overlap_or_end_before_they_begin_are_refused(hours: list[str]) -> None:
    with pytest.raises(CalendarInvalid):
        week_from({"mon": {"hours": hours}})


def test_an_office_that_never_opens_is_refused() -> None:
    with pytest.raises(CalendarInvalid):
        Week((DayHours(),) * 7)


def test_an_office_closed_on_the_replaced_weekday_makes_nothing_up() -> None:
    closed_fridays = week_from({key: {"hours": ["08:00-11:00"]} for key in ("mon", "tue", "wed")})
    office = CALENDAR.for_agency("mornings", week=closed_fridays)

    assert not office.is_working_day(date(2025, 4, 26))  # in place of a Friday
    assert office.is_working_day(date(2026, 8, 22))  # in place of a Monday
