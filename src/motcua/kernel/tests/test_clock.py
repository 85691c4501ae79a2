"""The clock keeps the vectors of the law's practice, and explains every date it gives."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from motcua.kernel.calendar import CalendarDay, DayKind, NaiveTime, UnknownYear, week_from
from motcua.kernel.clock import (
    ActKind,
    Allowance,
    AllowanceInvalid,
    ClockAct,
    ClockActRefused,
    ClockState,
    Due,
    Phase,
    Policy,
    RulesInvalid,
    Unit,
    Why,
    due,
    explanation_to_dict,
    rules_from,
    rules_in_force,
    state_of,
    transfer_by,
    when_ready,
)
from motcua.kernel.words import Text

from .shipped import CALENDAR, RULES, at, document, week

START, PAUSE, RESUME = ActKind.START, ActKind.PAUSE, ActKind.RESUME
RESTART, EXTEND, STOP = ActKind.RESTART, ActKind.EXTEND, ActKind.STOP


def act(kind: ActKind, moment: str, reason: str = "", until: str | None = None) -> ClockAct:
    reason = reason or ("supplement" if kind is PAUSE else "")
    return ClockAct(kind, at(moment), reason, until=at(until) if until else None)


def ready(received: str, amount: str, unit: Unit) -> Due:
    return when_ready(at(received), Allowance.of(amount, unit), CALENDAR, RULES)


def working_days(
    *acts: ClockAct, amount: int = 4, unit: Unit = Unit.WORKING_DAY, policy: Policy = Policy.PAUSE
) -> Due:
    return due(acts, Allowance.of(amount, unit), policy, CALENDAR, RULES)


def tape(answer: Due) -> list[tuple[str, str, str]]:
    return [
        (f"{i.starts_at:%m-%d %H:%M}", f"{i.ends_at:%m-%d %H:%M}", i.why.value)
        for i in answer.explanation.intervals
    ]


# The vectors of the domain specification, 5.6.


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-20 16:00", "3", Unit.WORKING_DAY, "2026-11-26 16:00"),
        ("2026-08-22 10:00", "1", Unit.WORKING_DAY, "2026-08-24 10:00"),
        ("2026-04-24 09:00", "5", Unit.WORKING_DAY, "2026-05-06 09:00"),
        ("2026-08-28 08:00", "2", Unit.WORKING_DAY, "2026-09-04 08:00"),
        ("2026-02-05 09:00", "15", Unit.DAY, "2026-02-23 09:00"),
        ("2026-10-30 15:30", "1", Unit.IN_DAY, "2026-11-02 17:00"),
    ],
)
def test_vectors(received: str, amount: str, unit: Unit, expected: str) -> None:
    assert ready(received, amount, unit).due_at == at(expected)


def test_vector_of_a_pause() -> None:
    asked, completed = act(PAUSE, "2026-11-09 09:00"), act(RESUME, "2026-11-12 09:00")
    start = act(START, "2026-11-06 17:00")
    assert working_days(start, amount=5).due_at == at("2026-11-13 17:00")

    answer = working_days(start, asked, completed, amount=5)

    assert answer.due_at == at("2026-11-16 17:00")
    assert tape(answer) == [
        ("11-06 17:00", "11-09 09:00", "counting"),
        ("11-09 09:00", "11-12 09:00", "paused-supplement"),
        ("11-12 09:00", "11-16 17:00", "resumed"),
    ]
    assert answer.explanation.intervals[2].params == {"added_minutes": 3 * 24 * 60}


# Units


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-23 16:00", "1", Unit.HOUR, "2026-11-23 17:00"),
        ("2026-11-23 16:00", "8", Unit.HOUR, "2026-11-25 16:00"),
        ("2026-11-25 11:00", "1", Unit.HOUR, "2026-11-25 14:00"),
        ("2026-11-25 19:00", "0.5", Unit.HOUR, "2026-11-26 07:30"),
        ("2026-11-25 09:00", "0.5", Unit.WORKING_DAY, "2026-11-25 15:00"),
        ("2026-11-25 16:00", "1.5", Unit.WORKING_DAY, "2026-11-27 10:00"),
        ("2026-11-21 10:00", "1", Unit.WORKING_DAY, "2026-11-25 07:00"),
        ("2026-11-25 12:00", "1", Unit.WORKING_DAY, "2026-11-26 13:30"),
        ("2026-11-25 10:00", "1", Unit.DAY, "2026-11-26 10:00"),
        ("2026-11-25 10:00", "3", Unit.DAY, "2026-11-30 10:00"),
        ("2026-01-30 10:00", "1", Unit.MONTH, "2026-03-02 10:00"),
        ("2025-08-29 10:00", "6", Unit.MONTH, "2026-03-02 10:00"),
        ("2024-02-29 10:00", "1", Unit.YEAR, "2025-02-28 10:00"),
        ("2026-11-25 15:00", "1", Unit.IN_DAY, "2026-11-25 17:00"),
        ("2026-11-25 15:01", "1", Unit.IN_DAY, "2026-11-26 17:00"),
        ("2026-11-25 18:00", "1", Unit.IN_DAY, "2026-11-26 17:00"),
        ("2026-11-21 16:00", "1", Unit.IN_DAY, "2026-11-23 17:00"),
        ("2026-11-23 16:00", "1", Unit.IN_DAY, "2026-11-25 17:00"),
    ],
)
def test_units(received: str, amount: str, unit: Unit, expected: str) -> None:
    assert ready(received, amount, unit).due_at == at(expected)


def test_seconds_are_dropped_because_slips_show_minutes() -> None:
    closing = at("2026-11-25 17:00") + timedelta(seconds=59)

    answer = when_ready(closing, Allowance.of(1, Unit.WORKING_DAY), CALENDAR, RULES)

    assert answer.due_at == at("2026-11-26 17:00")


def test_the_hour_is_kept_as_far_as_the_day_is_open() -> None:
    weekday = {"hours": ["08:00-12:00", "13:00-17:00"]}
    short_friday = dict.fromkeys(("mon", "tue", "wed", "thu"), weekday) | {
        "fri": {"hours": ["08:00-12:00"]}
    }
    office = CALENDAR.for_agency("short", week=week_from(short_friday))
    one_day, part = Allowance.of(1, Unit.WORKING_DAY), Allowance.of("1.9", Unit.WORKING_DAY)

    assert when_ready(at("2026-11-26 16:00"), one_day, office, RULES).due_at == at(
        "2026-11-27 12:00"
    )
    assert when_ready(at("2026-11-26 08:00"), part, office, RULES).due_at == at("2026-11-30 08:00")


def test_in_day_at_the_last_minute_is_for_the_next_working_day() -> None:
    mornings = week_from({day: {"hours": ["08:00-11:00"]} for day in ("mon", "tue", "wed")})
    office = CALENDAR.for_agency("mornings", week=mornings)

    answer = when_ready(at("2026-11-17 11:00"), Allowance.of(1, "IN_DAY"), office, RULES)

    assert answer.due_at == at("2026-11-18 11:00")


def test_saturday_reception_starts_the_clock_on_monday() -> None:
    police = CALENDAR.for_agency("police", week=week("police"))

    answer = when_ready(at("2026-11-14 09:00"), Allowance.of(3, "WORKING_DAY"), police, RULES)

    assert answer.due_at == at("2026-11-19 07:00")


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        ("0", "DAY"), ("-1", "DAY"), ("1.5", "DAY"), ("0.5", "MONTH"), ("2", "IN_DAY"),
        ("nan", "DAY"), ("inf", "WORKING_DAY"), ("1e9", "WORKING_DAY"), ("1e999999", "HOUR"),
        ("three", "DAY"), ("3", "FORTNIGHT"), ("", "DAY"),
    ],
)  # fmt: skip
def test_nonsense_allowances_are_refused(amount: str, unit: str) -> None:
    with pytest.raises(AllowanceInvalid):
        Allowance.of(amount, unit)


def test_parts_of_a_minute_are_refused() -> None:
    with pytest.raises(AllowanceInvalid):
        ready("2026-11-25 09:00", "0.001", Unit.HOUR)


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        ("999999", "WORKING_DAY"), ("999999", "HOUR"), ("999999", "DAY"), ("999999", "MONTH"),
        ("999999", "YEAR"), ("3", "YEAR"), ("1000", "WORKING_DAY"),
    ],
)  # fmt: skip
def test_dates_beyond_the_calendar_are_refused(amount: str, unit: str) -> None:
    with pytest.raises(UnknownYear):
        ready("2026-11-25 09:00", amount, Unit(unit))


def test_a_reception_the_calendar_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownYear):
        when_ready(datetime(1999, 1, 1, tzinfo=UTC), Allowance.of(1, "DAY"), CALENDAR, RULES)
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 -- the point of the test
    with pytest.raises(NaiveTime):
        when_ready(naive, Allowance.of(1, "DAY"), CALENDAR, RULES)


# Explanation


def test_the_first_vector_explains_itself() -> None:
    answer = ready("2026-11-20 16:00", "3", Unit.WORKING_DAY)

    (running,) = answer.explanation.intervals
    assert running.is_running
    assert running.params == {"amount": "3", "unit": "WORKING_DAY"}
    assert [(d.on.isoformat(), d.kind) for d in running.days_off] == [
        ("2026-11-21", "WEEKEND"),
        ("2026-11-22", "WEEKEND"),
        ("2026-11-24", "HOLIDAY"),
    ]
    assert running.days_off[2].name == Text("Ngày Văn hóa Việt Nam", "Vietnam Cultural Day")
    assert answer.explanation.calendar_version == CALENDAR.version
    assert answer.explanation.rules_version == RULES.version


def test_waiting_and_rolling_are_told_apart_from_running() -> None:
    assert tape(ready("2026-11-20 18:00", "1", Unit.DAY)) == [
        ("11-20 18:00", "11-23 07:00", "outside-hours"),
        ("11-23 07:00", "11-24 07:00", "counting"),
        ("11-24 07:00", "11-25 07:00", "rolled"),
    ]
    assert tape(ready("2026-11-21 08:00", "1", Unit.HOUR))[0][2] == "day-off"
    assert tape(ready("2026-10-30 15:30", "1", Unit.IN_DAY)) == [
        ("10-30 15:30", "11-02 07:00", "after-cutoff"),
        ("11-02 07:00", "11-02 17:00", "counting"),
    ]


def test_calendar_days_skip_nothing_but_what_they_are_rolled_over() -> None:
    counting, rolled = ready("2026-02-05 09:00", "15", Unit.DAY).explanation.intervals

    assert counting.days_off == ()
    assert [day.on.day for day in rolled.days_off] == [20, 21, 22]


def test_an_explanation_is_plain_json() -> None:
    answer = working_days(
        act(START, "2026-11-20 16:00"),
        act(PAUSE, "2026-11-23 09:00", "payment"),
        act(RESUME, "2026-11-23 10:00"),
    )

    plain = json.loads(json.dumps(explanation_to_dict(answer.explanation)))

    assert plain["intervals"][0]["starts_at"] == "2026-11-20T16:00:00+07:00"
    assert plain["intervals"][1]["why"] == "paused-payment"
    assert plain["intervals"][2]["days_off"][0]["name"]["en"] == "Vietnam Cultural Day"
    assert [p["why"] for p in plain["promises"]] == ["counting", "resumed"]
    assert plain["calendar_version"] == CALENDAR.version


def test_undecided_days_make_a_forecast() -> None:
    assert not ready("2026-11-20 16:00", "3", Unit.WORKING_DAY).explanation.is_forecast
    assert ready("2026-12-25 16:00", "10", Unit.WORKING_DAY).explanation.is_forecast


# Pauses


def test_a_pause_outside_office_hours_adds_the_calendar_time_it_lasted() -> None:
    answer = working_days(
        act(START, "2026-11-09 09:00"),
        act(PAUSE, "2026-11-14 20:00"),
        act(RESUME, "2026-11-15 08:00"),
        amount=10,
    )

    assert answer.explanation.promises[0].due_at == at("2026-11-23 09:00")
    assert answer.due_at == at("2026-11-23 17:00")  # 09:00 + 12 h is after closing


def test_a_due_date_pushed_onto_a_day_off_rolls_on_at_the_same_hour() -> None:
    answer = working_days(
        act(START, "2026-11-16 10:00"),
        act(PAUSE, "2026-11-17 10:00"),
        act(RESUME, "2026-11-18 10:00"),
    )

    assert answer.due_at == at("2026-11-23 10:00")
    assert tape(answer)[-1] == ("11-21 10:00", "11-23 10:00", "rolled")


def test_two_pauses_add_up() -> None:
    answer = working_days(
        act(START, "2026-11-02 10:00"),
        act(PAUSE, "2026-11-03 10:00"),
        act(RESUME, "2026-11-04 10:00"),
        act(PAUSE, "2026-11-05 10:00", "incident"),
        act(RESUME, "2026-11-08 10:00"),
    )

    assert [f"{p.due_at:%m-%d}" for p in answer.explanation.promises] == ["11-06", "11-09", "11-12"]


def test_while_paused_the_last_promise_stands_and_is_marked() -> None:
    answer = working_days(act(START, "2026-11-16 10:00"), act(PAUSE, "2026-11-17 10:00"))

    assert answer.is_paused
    assert answer.due_at == at("2026-11-20 10:00")
    assert answer.explanation.intervals[-1].why is Why.PAUSED_SUPPLEMENT
    assert answer.explanation.intervals[-1].params == {"open": True}


def test_a_pause_after_the_due_date_does_not_make_late_work_timely() -> None:
    answer = working_days(
        act(START, "2026-11-16 10:00"),
        act(PAUSE, "2026-11-23 09:00"),
        act(RESUME, "2026-11-23 16:00"),
    )

    assert answer.due_at == at("2026-11-20 10:00")
    assert tape(answer)[-1][1] == "11-20 10:00"


def test_a_pause_later_on_the_due_date_still_moves_it() -> None:
    answer = working_days(
        act(START, "2026-11-12 10:00"),
        act(PAUSE, "2026-11-18 14:00"),
        act(RESUME, "2026-11-19 14:00"),
    )

    assert answer.due_at == at("2026-11-19 10:00")
    assert tape(answer)[1:] == [
        ("11-18 10:00", "11-18 14:00", "past-due"),
        ("11-18 14:00", "11-19 10:00", "paused-supplement"),
    ]


# Restart, extension, stop


def test_a_supplement_under_restart_counts_from_the_beginning() -> None:
    answer = working_days(
        act(START, "2026-11-09 09:00"),
        act(PAUSE, "2026-11-11 09:00"),
        act(RESUME, "2026-11-13 18:00"),
        policy=Policy.RESTART,
    )

    assert answer.due_at == at("2026-11-20 07:00")
    assert tape(answer) == [
        ("11-09 09:00", "11-11 09:00", "counting"),
        ("11-11 09:00", "11-13 18:00", "paused-supplement"),
        ("11-13 18:00", "11-16 07:00", "outside-hours"),
        ("11-16 07:00", "11-20 07:00", "restarted"),
    ]


def test_other_pauses_do_not_restart() -> None:
    answer = working_days(
        act(START, "2026-11-09 09:00"),
        act(PAUSE, "2026-11-11 09:00", "incident"),
        act(RESUME, "2026-11-12 09:00"),
        policy=Policy.RESTART,
    )

    assert answer.due_at == at("2026-11-16 09:00")  # Friday the 13th, and a day, and a weekend


def test_a_restart_never_brings_a_promise_forward() -> None:
    answer = working_days(
        act(START, "2026-02-13 09:00"),
        act(PAUSE, "2026-02-13 10:00", "incident"),
        act(RESUME, "2026-02-23 10:00"),
        act(RESTART, "2026-02-23 11:00"),
        amount=1,
    )

    assert [f"{p.due_at:%m-%d}" for p in answer.explanation.promises] == ["02-23", "03-05", "03-05"]
    assert answer.explanation.intervals[-1].params == {"promise_kept": True}


def test_an_extension_gives_a_new_date() -> None:
    answer = working_days(
        act(START, "2026-11-16 10:00"), act(EXTEND, "2026-11-18 09:00", until="2026-11-27 17:00")
    )

    assert answer.due_at == at("2026-11-27 17:00")
    assert tape(answer)[-1] == ("11-20 10:00", "11-27 17:00", "extended")


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        ("2026-11-20 10:00", "extension-not-later"),
        ("2026-11-19 10:00", "extension-not-later"),
        ("2026-11-22 10:00", "extension-on-day-off"),
        ("2026-11-24 10:00", "extension-on-day-off"),
    ],
)
def test_an_extension_must_be_later_and_on_a_working_day(until: str, problem: str) -> None:
    with pytest.raises(ClockActRefused) as refusal:
        working_days(act(START, "2026-11-16 10:00"), act(EXTEND, "2026-11-18 09:00", until=until))

    assert refusal.value.params["problem"] == problem


def test_an_extension_after_the_due_date_shows_the_time_past_due() -> None:
    answer = working_days(
        act(START, "2026-11-16 10:00"), act(EXTEND, "2026-11-23 09:00", until="2026-11-27 17:00")
    )

    assert tape(answer)[1:] == [
        ("11-20 10:00", "11-23 09:00", "past-due"),
        ("11-23 09:00", "11-27 17:00", "extended"),
    ]


def test_after_a_stop_the_rest_is_not_running() -> None:
    answer = working_days(act(START, "2026-11-16 10:00"), act(STOP, "2026-11-18 09:00", "done"))

    assert answer.due_at == at("2026-11-20 10:00")
    assert tape(answer)[-1] == ("11-18 09:00", "11-20 10:00", "ended")


@pytest.mark.parametrize(
    ("acts", "problem"),
    [
        ([], "not-started"),
        ([act(PAUSE, "2026-11-16 10:00")], "not-started"),
        ([act(START, "2026-11-16 10:00")] * 2, "already-started"),
        ([act(START, "2026-11-16 10:00"), act(RESUME, "2026-11-17 10:00")], "not-paused"),
        ([act(START, "2026-11-16 10:00"), act(PAUSE, "2026-11-15 10:00")], "out-of-order"),
        ([act(START, "2026-11-16 10:00"), *[act(PAUSE, "2026-11-17 10:00")] * 2], "already-paused"),
        ([act(START, "2026-11-16 10:00"), act(PAUSE, "2026-11-17 10:00", "tea")], "unknown-reason"),
        ([act(START, "2026-11-16 10:00"), act(EXTEND, "2026-11-17 10:00")], "no-new-date"),
        (
            [act(START, "2026-11-16 10:00"), act(PAUSE, "2026-11-17 10:00"),
             act(EXTEND, "2026-11-17 11:00", until="2026-11-27 10:00")],
            "paused",
        ),
        ([act(START, "2026-11-16 10:00"), *[act(STOP, "2026-11-17 10:00")] * 2], "stopped"),
    ],
)  # fmt: skip
def test_acts_that_cannot_have_happened_are_refused(acts: list[ClockAct], problem: str) -> None:
    with pytest.raises(ClockActRefused) as refusal:
        working_days(*acts)

    assert refusal.value.params["problem"] == problem


def test_the_state_is_what_had_happened_by_then() -> None:
    acts = [
        act(START, "2026-11-16 10:00"),
        act(PAUSE, "2026-11-17 10:00", "payment"),
        act(RESUME, "2026-11-18 10:00"),
        act(STOP, "2026-11-19 10:00", "done"),
    ]

    assert state_of(acts, at("2026-11-16 09:00")) == ClockState(Phase.NOT_STARTED)
    assert state_of(acts, at("2026-11-16 10:00")).phase is Phase.RUNNING
    assert state_of(acts, at("2026-11-17 12:00")) == ClockState(
        Phase.PAUSED, at("2026-11-17 10:00"), "payment"
    )
    assert state_of(acts, at("2026-11-18 12:00")).since == at("2026-11-18 10:00")
    assert state_of(acts, at("2026-11-20 10:00")).reason == "done"


# Rules and calendars as data


def test_rules_are_chosen_by_date_and_name_their_sources() -> None:
    rules = rules_from(document("clock-rules.yaml"))

    assert rules_in_force(rules, date(2026, 11, 22)) is rules[-1]
    assert set(rules[-1].sources) >= {"hours_per_working_day", "in_day_cutoff"}
    with pytest.raises(RulesInvalid):
        rules_in_force(rules, date(1990, 1, 1))


def test_rules_without_a_source_or_in_force_twice_are_refused() -> None:
    versions = document("clock-rules.yaml")["rules"]
    assert isinstance(versions, list)
    bare = {**versions[0], "in_day_cutoff": {"value": "15:00"}}

    for broken in ([bare], [versions[0], versions[0]], [{"label": "x"}], "none"):
        with pytest.raises(RulesInvalid):
            rules_from({"format": "motcua.clock-rules/1", "rules": broken})


def test_another_cutoff_is_another_answer() -> None:
    versions = document("clock-rules.yaml")["rules"]
    assert isinstance(versions, list)
    early = {**versions[0], "in_day_cutoff": {"value": "11:00", "source": "a local decision"}}
    (rules,) = rules_from({"format": "motcua.clock-rules/1", "rules": [early]})

    answer = when_ready(at("2026-11-25 14:00"), Allowance.of(1, "IN_DAY"), CALENDAR, rules)

    assert answer.due_at == at("2026-11-26 17:00")
    assert answer.explanation.rules_version != RULES.version


def test_papers_accepted_after_the_cutoff_leave_the_next_morning() -> None:
    assert transfer_by(at("2026-11-23 14:00"), CALENDAR, RULES) == at("2026-11-23 17:00")
    assert transfer_by(at("2026-11-23 15:01"), CALENDAR, RULES) == at("2026-11-25 07:00")


def test_a_new_day_off_changes_the_date_and_is_named() -> None:
    storm = CalendarDay(date(2026, 11, 23), DayKind.LOCAL_OFF, Text("Bão", "Storm"))
    local = CALENDAR.for_agency("H26.101", days=[storm])

    answer = when_ready(at("2026-11-20 16:00"), Allowance.of(3, "WORKING_DAY"), local, RULES)

    assert answer.due_at == at("2026-11-27 16:00")
    assert storm.name in [day.name for day in answer.explanation.intervals[0].days_off]


def test_intervals_touch_from_reception_to_due_date() -> None:
    answer = working_days(
        act(START, "2026-11-07 10:00"),
        act(PAUSE, "2026-11-10 10:00"),
        act(RESUME, "2026-11-12 22:00"),
        act(EXTEND, "2026-11-16 10:00", until="2026-11-27 09:00"),
    )
    intervals = answer.explanation.intervals

    assert intervals[0].starts_at == at("2026-11-07 10:00")
    assert intervals[-1].ends_at == answer.due_at
    assert all(a.ends_at == b.starts_at for a, b in pairwise(intervals))
