"""The calendar and rules this installation ships, read from their files and not through modules."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from motcua.kernel.calendar import Calendar, Week, calendar_from, week_from
from motcua.kernel.clock import ClockRules, rules_from

FOLDER = Path(__file__).parents[2] / "modules" / "organisation" / "seed" / "calendars"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def document(name: str) -> dict[str, object]:
    found = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def week(name: str) -> Week:
    weeks = document("office-hours.yaml")["weeks"]
    assert isinstance(weeks, dict)
    return week_from(weeks[name])


CALENDAR: Calendar = calendar_from(document("vn-days.yaml"), week("default"))
RULES: ClockRules = rules_from(document("clock-rules.yaml"))[-1]


def at(text: str) -> datetime:
    """A moment in Hà Nội: `2026-11-20 16:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)
