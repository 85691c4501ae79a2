"""Calendars from and to plain documents (as YAML or JSON give them). No file is opened here."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from motcua.kernel.words import Text

from .calendar import Calendar
from .days import CalendarDay, CalendarInvalid, DayHours, DayKind, Span, Week

FORMAT = "motcua.calendar/1"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Document = Mapping[str, object]


def calendar_from(document: Document, week: Week) -> Calendar:
    """The calendar a document of format `motcua.calendar/1` describes, for offices with that week.

    :raises CalendarInvalid: not such a document; the problem is in its params
    """
    if document.get("format") != FORMAT:
        raise CalendarInvalid(f"not a document of format {FORMAT}")
    works = {
        DayKind(str(kind)): bool(_mapping(rule).get("works"))
        for kind, rule in _mapping(document.get("day_kinds")).items()
    }
    days = tuple(_day(_mapping(day), works) for day in _list(document.get("days")))
    _check_swaps(days)
    return Calendar(
        label=_text(document, "label"),
        first_on=_date(document, "first_on"),
        last_on=_date(document, "last_on"),
        decided_until=_date(document, "decided_until"),
        timezone=_text(document, "timezone"),
        week=week,
        days=days,
    )


def week_from(document: Document) -> Week:
    """A week from `{mon: {hours: ["07:00-11:30"]}, sat: {hours: […], counts: false}, source: …}`.

    :raises CalendarInvalid: hours that are not `HH:MM-HH:MM` or overlap
    """
    return Week(
        tuple(_hours(_mapping(document.get(day, {}))) for day in WEEKDAYS),
        legal_ref=str(document.get("source", "")),
    )


def days_to_plain(days: Iterable[CalendarDay]) -> list[dict[str, object]]:
    """The `days` of a document, in the order of dates, without what says nothing."""
    plain = []
    for day in sorted(days, key=lambda d: d.on):
        entry: dict[str, object] = {"date": day.on, "kind": day.kind.value, "vi": day.name.vi}
        optional = {
            "en": day.name.en, "in_place_of": day.in_place_of,
            "forecast": day.is_forecast, "legal_ref": day.legal_ref,
        }  # fmt: skip
        plain.append(entry | {key: value for key, value in optional.items() if value})
    return plain


def _day(entry: Document, works: Mapping[DayKind, bool]) -> CalendarDay:
    try:
        kind = DayKind(str(entry.get("kind")))
        does_work = works[kind]
    except (KeyError, ValueError):
        raise CalendarInvalid(f"unknown kind of day: {entry.get('kind')}") from None
    return CalendarDay(
        on=_date(entry, "date"),
        kind=kind,
        works=does_work,
        name=Text(_text(entry, "vi"), str(entry.get("en", ""))),
        legal_ref=str(entry.get("legal_ref", "")),
        in_place_of=_date(entry, "in_place_of") if "in_place_of" in entry else None,
        is_forecast=bool(entry.get("forecast", False)),
    )


def _check_swaps(days: tuple[CalendarDay, ...]) -> None:
    off = {day.on for day in days if not day.works}
    for day in days:
        if day.works and day.in_place_of not in off:
            raise CalendarInvalid("worked in place of a day that is not off", on=str(day.on))


def _hours(entry: Document) -> DayHours:
    spans = tuple(_span(str(span)) for span in _list(entry.get("hours", [])))
    return DayHours(spans, counts=bool(entry.get("counts", True)))


def _span(text: str) -> Span:
    opens, _, closes = text.partition("-")
    try:
        return Span(time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise CalendarInvalid(f"not a span of hours: {text}") from None


def _mapping(value: object) -> Document:
    if not isinstance(value, Mapping):
        raise CalendarInvalid(f"expected a mapping, found {value!r}")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise CalendarInvalid(f"expected a list, found {value!r}")
    return value


def _text(document: Document, key: str) -> str:
    value = document.get(key)
    if not isinstance(value, str) or not value:
        raise CalendarInvalid(f"{key} is missing")
    return value


def _date(document: Document, key: str) -> date:
    value = document.get(key)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            value = None
    # A datetime is also a date for isinstance, and would not compare with dates.
    if type(value) is not date:
        raise CalendarInvalid(f"{key} is not a date")
    return value
