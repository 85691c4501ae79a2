"""What the measuring engine asks: which series there are, and what their hours come to.

Only public series are measured: everybody can then count a public number again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.foundation import rows

from ..rules.flags import UNUSED_FROM
from ..rules.properties import properties
from ..rules.units import Kind

HOUR = timedelta(hours=1)
#: More hours than this that fill so much of their rectangle are read as a whole, not one by one.
FEW, DENSE = 5000, 0.5


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """A public series; its values are in its property's unit."""

    id: int
    thing: str
    place: str
    property: str
    cadence_seconds: int


@dataclass(frozen=True, slots=True)
class Rollups:
    """A question to be asked inside somebody's own statement: rows of (series_id, hour, n, mean,
    low, high, level), one for each hour that has a used value, each value by its latest revision.

    `level` is the equivalent sound level, for sound levels only. Means and levels have six
    decimals, so that the order of adding up makes no difference. Of a rectangle every hour from
    `start` up to `end` of every series is told, be it asked for or not.
    """

    statement: str
    parameters: list[object]
    is_rectangle: bool
    series: list[int]
    start: datetime
    end: datetime


def public_measured(
    *, series: Iterable[int] | None = None, properties: Iterable[str] | None = None
) -> list[MeasuredSeries]:
    """Public series of these ids or of these properties, in order of id."""
    condition, wanted = ("s.id = ANY(%s::bigint[])", list(series or ()))
    parameters: list[object] = [wanted]
    if properties is not None:
        condition, parameters = "s.property = ANY(%s::text[])", [sorted(set(properties))]
    found = rows.fetch(_SERIES.format(condition), parameters)
    return [MeasuredSeries(*row) for row in found]


def public_rollups(pairs: Sequence[tuple[int, datetime]]) -> Rollups:
    """The question what these hours of these series come to.

    :raises ValueError: none are named
    """
    ids, moments = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    series, start, end = sorted(set(ids)), min(moments), max(moments) + HOUR
    within: list[object] = [series, start, end]
    # Few hours are ever corrected, and looking for later revisions costs as much as reading.
    latest = _LATEST if rows.fetch(_IS_REVISED, within) else ""
    energy = "o.value" if (sound := _sound(series)) else "NULL::float8"
    dense = len(pairs) > FEW and len(pairs) >= DENSE * len(series) * ((end - start) // HOUR)
    statement = (_RECTANGLE if dense else _PAIRS).format(latest=latest, energy=energy)
    narrowed = within if dense else [ids, moments]
    asked: list[object] = [sound, *narrowed, UNUSED_FROM]
    return Rollups(statement, asked, dense, series, start, end)


def _sound(series: Sequence[int]) -> list[int]:
    """Those of them that are sound levels."""
    codes = [code for code, each in _known().items() if each.kind is Kind.SOUND_LEVEL]
    found = rows.fetch(_OF_PROPERTIES, [series, codes])
    return [key for (key,) in found]


def public_span(series: Iterable[int]) -> tuple[datetime, datetime] | None:
    """From the first to after the last observation of these series; None if there are none."""
    ((first, last),) = rows.fetch(_SPAN, [list(series)])
    return None if first is None else (first, last + HOUR)


_known = properties
_SERIES = (
    "SELECT s.id, s.thing_id, t.place, s.property, s.cadence_seconds FROM observations_series s"
    " JOIN observations_thing t ON t.code = s.thing_id WHERE s.is_public AND {} ORDER BY s.id"
)
_OF_PROPERTIES = (
    "SELECT id FROM observations_series WHERE id = ANY(%s::bigint[]) AND property = ANY(%s::text[])"
)
_IS_REVISED = (
    "SELECT FROM observations_observation WHERE revision > 0"
    " AND series_id = ANY(%s::bigint[]) AND time >= %s AND time < %s LIMIT 1"
)
_AGGREGATES = """
    count(*) AS n, round(avg(o.value)::numeric, 6)::float8 AS mean,
    min(o.value) AS low, max(o.value) AS high,
    round((10 * log(nullif(avg(CASE WHEN o.series_id = ANY(%s::bigint[]) AND abs({energy}) < 1000
        THEN power(10, {energy} / 10) END), 0)))::numeric, 6)::float8 AS level
"""
#: A later revision says something else, be it that the value is wrong.
_LATEST = """
    AND NOT EXISTS (
        SELECT FROM observations_observation later
        WHERE later.series_id = o.series_id AND later.time = o.time
        AND later.revision > 0 AND later.revision > o.revision)
"""
_RECTANGLE = f"""
SELECT o.series_id, date_bin('1 hour', o.time, '2000-01-01 00:00Z') AS hour, {_AGGREGATES}
FROM observations_observation o
WHERE o.series_id = ANY(%s::bigint[]) AND o.time >= %s AND o.time < %s AND o.flag < %s {{latest}}
GROUP BY 1, 2
"""  # noqa: S608 -- ours
#: Hour by hour, so that how much is read never depends on what the planner thinks it knows.
_PAIRS = f"""
SELECT w.series_id, w.hour, told.*
FROM (SELECT %s::bigint[] AS sound) s,
    unnest(%s::bigint[], %s::timestamptz[]) AS w (series_id, hour)
CROSS JOIN LATERAL (
    SELECT {_AGGREGATES.replace("%s::bigint[]", "s.sound")}
    FROM observations_observation o
    WHERE o.series_id = w.series_id AND o.time >= w.hour
    AND o.time < w.hour + interval '1 hour' AND o.flag < %s {{latest}}
) told WHERE told.n > 0
"""  # noqa: S608 -- ours
_SPAN = """
SELECT min(o.first), max(o.last) FROM unnest(%s::bigint[]) AS w (id)
CROSS JOIN LATERAL (
    SELECT (SELECT time FROM observations_observation WHERE series_id = w.id
            ORDER BY time LIMIT 1) AS first,
           (SELECT time FROM observations_observation WHERE series_id = w.id
            ORDER BY time DESC LIMIT 1) AS last
) o
"""
