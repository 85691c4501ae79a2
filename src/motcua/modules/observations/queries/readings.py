"""Values of public series: as they are known now, as they were known, by the hour, the newest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.foundation import rows

from ..rules.flags import UNUSED_FROM
from ..rules.properties import properties
from .cards import Completeness, HourSummary, Reading, Standing
from .series import COLUMNS, TABLES, WIDTH, card

_O = "observations_observation"
_PUBLIC = "s.id = ANY(%b::bigint[]) AND s.is_public"
#: The last word on each moment: revised moments are few, and looked up in an index of their own.
_LAST = f"""NOT EXISTS (
    SELECT FROM {_O} r WHERE r.revision > 0 AND r.series_id = o.series_id
    AND r.time = o.time AND r.revision > o.revision"""
_WINDOW = f"""
SELECT o.series_id, o.time, o.value, o.flag, o.revision, o.received_at
FROM {_O} o WHERE o.series_id IN (SELECT s.id FROM observations_series s WHERE {_PUBLIC})
AND o.time >= %s AND o.time < %s AND {_LAST} AND r.time >= %s AND r.time < %s)
ORDER BY o.series_id, o.time
"""  # noqa: S608 -- ours
_WINDOW_THEN = f"""
SELECT DISTINCT ON (o.series_id, o.time)
    o.series_id, o.time, o.value, o.flag, o.revision, o.received_at
FROM {_O} o WHERE o.series_id IN (SELECT s.id FROM observations_series s WHERE {_PUBLIC})
AND o.time >= %s AND o.time < %s AND o.received_at <= %s
ORDER BY o.series_id, o.time, o.revision DESC
"""  # noqa: S608 -- ours
_HOURS = f"""
SELECT o.series_id, date_bin('1 hour', o.time, '2000-01-01Z'), count(*), avg(o.value),
    min(o.value), max(o.value)
FROM {_O} o WHERE o.series_id IN (SELECT s.id FROM observations_series s WHERE {_PUBLIC})
AND o.time >= %s AND o.time < %s AND o.flag < {UNUSED_FROM}
AND {_LAST} AND r.time >= %s AND r.time < %s)
GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 -- ours
_HOURS_THEN = f"""
SELECT series_id, date_bin('1 hour', time, '2000-01-01Z'), count(*), avg(value), min(value),
    max(value)
FROM ({_WINDOW_THEN}) AS o WHERE flag < {UNUSED_FROM} GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 -- ours
_COUNTS = f"""
SELECT s.id, s.cadence_seconds, count(o.time), count(o.time) FILTER (WHERE o.flag < {UNUSED_FROM})
FROM observations_series s LEFT JOIN {_O} o ON o.series_id = s.id
AND o.time >= %s AND o.time < %s AND {_LAST} AND r.time >= %s AND r.time < %s)
WHERE {_PUBLIC} GROUP BY s.id ORDER BY s.id
"""  # noqa: S608 -- ours
#: Silent for so many cadences, and at least an hour: stale.
STALE_CADENCES = 5
IS_STALE = (
    "(l.seen_time IS NULL OR l.seen_time < %s::timestamptz"
    f" - make_interval(secs => greatest(3600, {STALE_CADENCES} * s.cadence_seconds)))"
)
_STANDING = f"""
SELECT {COLUMNS}, l.time, l.value, l.flag, l.seen_time, {IS_STALE}
FROM {TABLES} JOIN observations_latest l ON l.series_id = s.id
WHERE s.is_public AND NOT s.is_closed
"""  # noqa: S608 -- ours


def public_window(
    series: Sequence[int], start: datetime, end: datetime, *, as_known_at: datetime | None = None
) -> list[Reading]:
    """Every moment's last word from `start` until before `end`, by series and time, whatever its
    flag (`rules.is_used` tells which count). With `as_known_at`: as it was known then."""
    if as_known_at is not None:
        found = rows.fetch(_WINDOW_THEN, [list(series), start, end, as_known_at])
    else:
        found = rows.fetch(_WINDOW, [list(series), start, end, start, end])
    return [Reading(*row) for row in found]


def public_hours(
    series: Sequence[int], start: datetime, end: datetime, *, as_known_at: datetime | None = None
) -> list[HourSummary]:
    """Used values by the hour (UTC) from `start` until before `end`; hours without any are left
    out. Counted by the database in one go, for as many series as are asked."""
    if as_known_at is not None:
        found = rows.fetch(_HOURS_THEN, [list(series), start, end, as_known_at])
    else:
        found = rows.fetch(_HOURS, [list(series), start, end, start, end])
    return [HourSummary(*row) for row in found]


def public_completeness(
    series: Sequence[int], start: datetime, end: datetime
) -> list[Completeness]:
    """Values expected by the cadence from `start` until before `end`, received, and used."""
    seconds = max(0.0, (end - start).total_seconds())
    found = rows.fetch(_COUNTS, [start, end, start, end, list(series)])
    return [
        Completeness(key, int(seconds // cadence), received, used)
        for key, cadence, received, used in found
    ]


def public_latest(
    *, at: datetime, observed: str = "", place: str = "", series: Sequence[int] = ()
) -> list[Standing]:
    """Where open, public series stand; `at` is the moment staleness is judged by."""
    conditions: list[str] = []
    parameters: list[object] = [at]
    if observed:
        conditions.append("s.property = %s")
        parameters.append(observed)
    if place:
        conditions.append("t.place = %s")
        parameters.append(place)
    if series:
        conditions.append("s.id = ANY(%b::bigint[])")
        parameters.append(list(series))
    more = "".join(f" AND {condition}" for condition in conditions)
    found = rows.fetch(f"{_STANDING}{more} ORDER BY s.code", parameters)
    return [_standing(row) for row in found if row[2] in properties()]


def public_freshness(*, at: datetime) -> list[Standing]:
    """Open, public series that are silent for longer than their cadence explains."""
    found = rows.fetch(f"{_STANDING} AND {IS_STALE} ORDER BY s.code", [at, at])
    return [_standing(row) for row in found if row[2] in properties()]


def _standing(row: Sequence[Any]) -> Standing:
    return Standing(card(row), *row[WIDTH:])
