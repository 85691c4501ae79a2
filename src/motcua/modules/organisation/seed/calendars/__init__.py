"""Calendars, office hours and clock rules as shipped: data with sources, read into pure values.

An installation adopts them when it is seeded and edits its own copy from then on; `generate` makes
the calendar's file anew from the `holidays` library.
"""

from functools import cache
from importlib.resources import files

import yaml

from motcua.kernel.calendar import Calendar, Week, calendar_from, week_from
from motcua.kernel.clock import ClockRules, rules_from


def shipped_calendar() -> Calendar:
    """The national calendar with the default week of administrative offices."""
    return calendar_from(_document("vn-days.yaml"), shipped_week("default"))


@cache
def shipped_week(name: str) -> Week:
    """A week by its name in `office-hours.yaml`: `default` or `police`.

    :raises KeyError: no such week
    """
    weeks = _document("office-hours.yaml")["weeks"]
    assert isinstance(weeks, dict)
    return week_from(weeks[name])


@cache
def shipped_rules() -> tuple[ClockRules, ...]:
    """Every version of the clock's rules, oldest first."""
    return rules_from(_document("clock-rules.yaml"))


def _document(name: str) -> dict[str, object]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    assert isinstance(document, dict)
    return document
