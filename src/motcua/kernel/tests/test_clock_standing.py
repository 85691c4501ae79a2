"""Early, on time, late; green, amber, red: dates decide."""

import pytest

from motcua.kernel.clock import Standing, Urgency, standing, urgency

from .shipped import CALENDAR, RULES, at

DUE = at("2026-11-20 10:00")


@pytest.mark.parametrize(
    ("ended", "verdict"),
    [
        ("2026-11-19 23:59", Standing.EARLY),
        ("2026-11-20 00:00", Standing.ON_TIME),
        ("2026-11-20 16:59", Standing.ON_TIME),
        ("2026-11-21 00:00", Standing.LATE),
    ],
)
def test_the_date_of_the_end_is_compared(ended: str, verdict: Standing) -> None:
    assert standing(DUE, CALENDAR, now=at("2026-12-01 10:00"), ended_at=at(ended)) is verdict


@pytest.mark.parametrize(
    ("now", "verdict"),
    [("2026-11-20 23:59", Standing.IN_TIME), ("2026-11-21 00:00", Standing.OVERDUE)],
)
def test_open_work_is_overdue_after_its_date(now: str, verdict: Standing) -> None:
    assert standing(DUE, CALENDAR, now=at(now)) is verdict


@pytest.mark.parametrize(
    ("now", "level"),
    [
        ("2026-11-02 10:00", Urgency.GREEN),
        ("2026-11-13 10:00", Urgency.GREEN),
        ("2026-11-16 17:00", Urgency.AMBER),  # under 30 % of fourteen working days
        ("2026-11-19 08:00", Urgency.AMBER),
        ("2026-11-20 07:00", Urgency.RED),
        ("2026-11-20 23:00", Urgency.RED),
        ("2026-11-21 08:00", Urgency.OVERDUE),
    ],
)
def test_urgency_grows_as_little_is_left(now: str, level: Urgency) -> None:
    started = at("2026-11-02 10:00")

    assert urgency(DUE, CALENDAR, RULES, started_at=started, now=at(now)) is level


def test_one_working_day_left_is_amber_however_short_the_whole() -> None:
    started = at("2026-11-23 10:00")
    due_at = at("2026-11-25 10:00")

    assert urgency(due_at, CALENDAR, RULES, started_at=started, now=started) is Urgency.AMBER
