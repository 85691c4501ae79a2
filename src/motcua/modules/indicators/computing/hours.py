"""Hours of series: made anew from raw where something came, and read for the methods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from motcua.foundation import rows
from motcua.modules.observations.queries.measured import MeasuredSeries, public_rollups

from ..rules.completeness import due_in_hour
from ..rules.periods import HOUR
from ..rules.readings import HourMean

Pair = tuple[int, datetime]
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class KnownHour:
    """An hour with the fingerprint of what it says."""

    mean: HourMean
    print: bytes


def refresh(pairs: Iterable[Pair], series: Mapping[int, MeasuredSeries]) -> list[Pair]:
    """Make these hours anew from raw. Returns those that say something else than before.

    What the raw rows come to never leaves the database: it is asked for inside our own statement.
    """
    wanted = sorted({pair for pair in pairs if pair[0] in series})
    if not wanted:
        return []
    told = public_rollups(wanted)
    dues = [due_in_hour(series[key].cadence_seconds) for key in told.series]
    if told.is_rectangle:
        removed, within = _IN_RECTANGLE, [told.series, told.start, told.end]
    else:
        removed, within = _AMONG, [[pair[0] for pair in wanted], [pair[1] for pair in wanted]]
    statement = _REFRESH.format(told=told.statement, removed=removed)
    asked = [*told.parameters, *within, told.series, dues]
    return [(key, _moment(seconds)) for key, seconds in rows.fetch(statement, asked)]


def read(series: Iterable[int], spans: Sequence[Span]) -> dict[int, dict[datetime, KnownHour]]:
    """The hours of these series within these spans of time."""
    ids = sorted(set(series))
    found: dict[int, dict[datetime, KnownHour]] = {key: {} for key in ids}
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    for key, seconds, *said in rows.fetch(_READ, [ids, starts, ends]):
        print_of = blake2b(repr((key, seconds, *said)).encode(), digest_size=8).digest()
        found[key][_moment(seconds)] = KnownHour(HourMean(*said), print_of)
    return found


@lru_cache(maxsize=50_000)
def _moment(seconds: int) -> datetime:
    """Hours are few and rows are many: each hour is made once."""
    return datetime.fromtimestamp(seconds, UTC)


def merged(spans: Iterable[Span], *, gap: timedelta = 24 * HOUR) -> list[Span]:
    """Spans in order, those that touch or nearly touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + gap:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


_READ = (
    "SELECT h.series, extract(epoch FROM h.hour)::bigint,"
    " h.n, h.expected, h.mean, h.low, h.high, h.level"
    " FROM unnest(%s::bigint[]) AS w (series)"
    " CROSS JOIN unnest(%s::timestamptz[], %s::timestamptz[]) AS span (low, high)"
    " JOIN indicators_hour h ON h.series = w.series AND h.hour >= span.low AND h.hour < span.high"
)
_IN_RECTANGLE = "h.series = ANY(%s::bigint[]) AND h.hour >= %s AND h.hour < %s"
_AMONG = "(h.series, h.hour) IN (SELECT * FROM unnest(%s::bigint[], %s::timestamptz[]))"
_REFRESH = """
WITH told AS MATERIALIZED ({told}), gone AS (
    DELETE FROM indicators_hour h WHERE {removed} AND NOT EXISTS (
        SELECT FROM told t WHERE t.series_id = h.series AND t.hour = h.hour)
    RETURNING h.series, h.hour
), brought AS (
    INSERT INTO indicators_hour AS old (series, hour, n, expected, mean, low, high, level)
    SELECT t.series_id, t.hour, t.n, d.due, t.mean, t.low, t.high, t.level
    FROM told t JOIN unnest(%s::bigint[], %s::int[]) AS d (series_id, due) USING (series_id)
    ON CONFLICT (series, hour) DO UPDATE SET n = excluded.n, expected = excluded.expected,
        mean = excluded.mean, low = excluded.low, high = excluded.high, level = excluded.level
    WHERE (old.n, old.expected, old.mean, old.low, old.high, old.level) IS DISTINCT FROM
        (excluded.n, excluded.expected, excluded.mean, excluded.low, excluded.high, excluded.level)
    RETURNING old.series, old.hour
)
SELECT series, extract(epoch FROM hour)::bigint FROM gone
UNION ALL SELECT series, extract(epoch FROM hour)::bigint FROM brought
"""
