"""Calendars and office hours. A new version is adopted; an old one is never edited."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import identifiers, journal
from motcua.kernel.actors import Actor
from motcua.kernel.calendar import Calendar, Week
from motcua.kernel.errors import AlreadyDone, Invalid

from .. import events, rules, steps
from ..models import CalendarDay, CalendarVersion, OfficeHours


@transaction.atomic(durable=True)
def adopt_calendar(*, calendar: Calendar, legal_ref: str, by: Actor, at: datetime) -> str:
    """Make a calendar the city's from now on; its week is that of agencies without their own.

    Returns the calendar's version.

    :raises Invalid: the label could not be told apart from an agency's
    :raises NotAllowed: the actor administers no topmost agency
    :raises AlreadyDone: exactly this calendar was adopted before
    """
    steps.refuse_stranger(by, None)
    if not rules.is_calendar_label(calendar.label):
        raise Invalid(f"not a label: {calendar.label}", label="not-a-label")
    if CalendarVersion.objects.filter(version=calendar.version).exists():
        raise AlreadyDone(f"calendar {calendar.version}")
    row = CalendarVersion.objects.create(
        number=identifiers.next_number("organisation.calendar", ""),
        version=calendar.version,
        label=calendar.label,
        first_on=calendar.first_on,
        last_on=calendar.last_on,
        decided_until=calendar.decided_until,
        timezone=calendar.timezone,
        week=rules.week_to_plain(calendar.week),
        legal_ref=legal_ref,
        adopted_at=at,
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(
            calendar=row,
            on=day.on,
            kind=day.kind,
            name_vi=day.name.vi,
            name_en=day.name.en,
            works=day.works,
            in_place_of=day.in_place_of,
            is_forecast=day.is_forecast,
            legal_ref=day.legal_ref,
        )
        for day in calendar.days
    )
    journal.record(
        events.CalendarAdopted(number=row.number, version=row.version, legal_ref=legal_ref, at=at),
        by=by,
        subject=("calendar", row.version),
    )
    return row.version


@transaction.atomic(durable=True)
def set_office_hours(*, agency_code: str, label: str, week: Week, by: Actor, at: datetime) -> int:
    """Give an agency a week of its own from now on. Returns its number within the agency.

    :raises Invalid: the label could not be told apart from a calendar's
    :raises NotFound: no such agency
    :raises NotAllowed: the actor does not administer the agency
    :raises AlreadyDone: the agency keeps exactly this week
    """
    agency = steps.locked_agency(agency_code)
    steps.refuse_stranger(by, agency_code)
    if not rules.is_calendar_label(label):
        raise Invalid(f"not a label: {label}", label="not-a-label")
    plain = rules.week_to_plain(week)
    last = OfficeHours.objects.filter(agency=agency).order_by("-number").first()
    if last is not None and (last.label, last.week) == (label, plain):
        raise AlreadyDone(f"office hours of {agency_code}")
    number = last.number + 1 if last else 1
    OfficeHours.objects.create(
        number=number,
        agency=agency,
        label=label,
        week=plain,
        legal_ref=week.legal_ref,
        adopted_at=at,
    )
    journal.record(
        events.OfficeHoursSet(agency=agency_code, number=number, legal_ref=week.legal_ref, at=at),
        by=by,
        subject=("agency", agency_code),
    )
    return number
