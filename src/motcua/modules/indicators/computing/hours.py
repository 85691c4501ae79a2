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
from ..rules.readings import DIGITS, HourMean

Pair = tuple[int, datetime]
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class KnownHour:
    """An hour with the fingerprint of what it says."""

    mean: HourMean
    print: bytes


def refresh(pairs: Iterable[Pair], series: Mapping[int, MeasuredSeries]) -> list[Pair]:
    """Make these hours anew from raw. Returns those that say something else than before."""
    wanted = sorted({pair for pair in pairs if pair[0] in series})
    found = {(each.series, each.hour): each for each in public_rollups(wanted)}
    changed = _remove([pair for pair in wanted if pair not in found])
    columns: list[list[object]] = [[], [], [], [], [], [], [], []]
    for (key, hour), each in found.items():
        due = due_in_hour(series[key].cadence_seconds)
        energy = None if each.energy is None else float(f"{each.energy:.9g}")
        said = (
            key, hour, each.n, due, round(each.mean, DIGITS) + 0.0, each.low, each.high, energy,
        )  # fmt: skip
        for column, value in zip(columns, said, strict=True):
            column.append(value)
    if columns[0]:
        changed += rows.fetch(_BRING, columns)
    return [(int(key), hour) for key, hour in changed]


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


def _remove(pairs: Sequence[Pair]) -> list[Pair]:
    if not pairs:
        return []
    found = rows.fetch(_REMOVE, [[pair[0] for pair in pairs], [pair[1] for pair in pairs]])
    return [(int(key), hour) for key, hour in found]


_READ = (
    "SELECT h.series, extract(epoch FROM h.hour)::bigint,"
    " h.n, h.expected, h.mean, h.low, h.high, h.energy"
    " FROM unnest(%s::bigint[]) AS w (series)"
    " CROSS JOIN unnest(%s::timestamptz[], %s::timestamptz[]) AS span (low, high)"
    " JOIN indicators_hour h ON h.series = w.series AND h.hour >= span.low AND h.hour < span.high"
)
_REMOVE = (
    "DELETE FROM indicators_hour h USING unnest(%s::bigint[], %s::timestamptz[])"
    " AS gone (series, hour) WHERE h.series = gone.series AND h.hour = gone.hour"
    " RETURNING h.series, h.hour"
)
_BRING = """
INSERT INTO indicators_hour AS old (series, hour, n, expected, mean, low, high, energy)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::int[], %s::int[], %s::float8[],
    %s::float8[], %s::float8[], %s::float8[])
ON CONFLICT (series, hour) DO UPDATE SET n = excluded.n, expected = excluded.expected,
    mean = excluded.mean, low = excluded.low, high = excluded.high, energy = excluded.energy
WHERE (old.n, old.expected, old.mean, old.low, old.high, old.energy) IS DISTINCT FROM
    (excluded.n, excluded.expected, excluded.mean, excluded.low, excluded.high, excluded.energy)
RETURNING series, hour
"""
