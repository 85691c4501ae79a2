"""The shipped calendar is what the generator makes, and every day in it names its law."""

from datetime import date

from motcua.kernel.calendar import DayKind
from motcua.modules.organisation.seed.calendars import (
    generate,
    shipped_calendar,
    shipped_rules,
    shipped_week,
)


def test_the_committed_file_is_the_generated_one() -> None:
    committed = generate.TARGET.read_text(encoding="utf-8")

    assert committed == generate.written(), "run the generator again and read what changed"


def test_every_day_has_a_name_in_both_languages_and_a_source() -> None:
    for day in shipped_calendar().days:
        assert day.name.vi
        assert day.name.en
        assert day.legal_ref


def test_forecasts_begin_after_what_was_decided() -> None:
    calendar = shipped_calendar()
    forecasts = [day.on for day in calendar.days if day.is_forecast]

    assert calendar.decided_until == date(2026, 12, 31)
    assert min(forecasts) > calendar.decided_until
    assert {on.month for on in forecasts if on.year == 2027} == {2, 9}


def test_every_worked_saturday_replaces_a_day_off() -> None:
    calendar = shipped_calendar()
    worked = [day for day in calendar.days if day.kind is DayKind.MAKEUP_WORKDAY]

    assert [day.on.isoformat() for day in worked] == [
        "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22",
    ]  # fmt: skip
    for day in worked:
        assert day.in_place_of is not None
        assert not calendar.is_working_day(day.in_place_of)
        assert calendar.is_working_day(day.on)


def test_weeks_and_rules_are_there() -> None:
    assert shipped_week("default").days[5].spans == ()
    assert not shipped_week("police").days[5].counts
    assert shipped_rules()[-1].valid_to is None
