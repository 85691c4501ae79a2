"""The calendar an agency keeps, built once per version and kept, since versions never change."""

from datetime import date
from functools import lru_cache
from importlib.resources import files
from uuid import UUID

import yaml
from django.db import connection

from motcua.kernel.calendar import Calendar, CalendarDay, DayKind, week_from
from motcua.kernel.clock import ClockRules, rules_from, rules_in_force
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from ..models import CalendarVersion, OfficeHours

_NOW = (
    "SELECT a.id, (SELECT id FROM organisation_calendarversion ORDER BY number DESC LIMIT 1),"
    " (SELECT h.id FROM organisation_officehours h WHERE h.agency_id = a.id"
    " ORDER BY h.number DESC LIMIT 1) FROM organisation_agency a WHERE a.code = %s"
)


def calendar_of(agency_code: str) -> Calendar:
    """The calendar the agency keeps now. One statement, unless a version is met first.

    :raises NotFound: no such agency, or no calendar was ever adopted
    """
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [agency_code])
        found = cursor.fetchone()
    if found is None or found[1] is None:
        raise NotFound(f"calendar of {agency_code}")
    return _built(found[1], found[2])


@lru_cache(maxsize=256)
def calendar_at_version(version: str) -> Calendar:
    """The calendar a due date was once computed with, as its explanation names it; kept.

    :raises NotFound: no such version
    """
    label, _, own = version.rpartition("#")[0].partition("+")
    calendars = CalendarVersion.objects.filter(label=label).values_list("id", flat=True)
    hours: list[UUID | None] = [None]
    if own:
        hours = list(OfficeHours.objects.filter(label=own).values_list("id", flat=True))
    for calendar_id in calendars:
        for hours_id in hours:
            built = _built(calendar_id, hours_id)
            if built.version == version:
                return built
    raise NotFound(f"calendar {version}")


def clock_rules_on(on: date) -> ClockRules:
    """The numbers of law and practice the clock goes by on a day.

    :raises RulesInvalid: none are in force
    """
    return rules_in_force(_clock_rules(), on)


@lru_cache(maxsize=1)
def _clock_rules() -> tuple[ClockRules, ...]:
    file = files("motcua.modules.organisation.seed.calendars") / "clock-rules.yaml"
    return rules_from(yaml.safe_load(file.read_text()))


@lru_cache(maxsize=256)
def _built(calendar_id: UUID, hours_id: UUID | None) -> Calendar:
    row = CalendarVersion.objects.get(id=calendar_id)
    days = tuple(
        CalendarDay(
            on=day.on,
            kind=DayKind(day.kind),
            name=Text(day.name_vi, day.name_en),
            works=day.works,
            legal_ref=day.legal_ref,
            in_place_of=day.in_place_of,
            is_forecast=day.is_forecast,
        )
        for day in row.days.order_by("on")
    )
    whole = Calendar(
        label=row.label,
        first_on=row.first_on,
        last_on=row.last_on,
        decided_until=row.decided_until,
        timezone=row.timezone,
        week=week_from(row.week),
        days=days,
    )
    if hours_id is None:
        return whole
    own = OfficeHours.objects.get(id=hours_id)
    return whole.for_agency(own.label, week=week_from(own.week))
