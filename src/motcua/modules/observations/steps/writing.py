"""Observations into their table, and each series' newest state beside them. Few statements each.

Values are bound in binary: of lists of a thousand that costs a tenth of their text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from psycopg import sql

from motcua.foundation import rows

from ..rules.flags import UNUSED_FROM, rule_of
from ..rules.intake import Kept, State, Stretch, Written
from ..rules.quality import unpacked

TABLE = "observations_observation"
COLUMNS = (
    "series_id", "time", "received_at", "value", "batch_id", "ruleset_id", "revision", "flag",
)  # fmt: skip
TYPES = ("int8", "timestamptz", "timestamptz", "float8", "int8", "int4", "int2", "int2")
_COPY = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
    sql.Identifier(TABLE), sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
)
_INSERT = f"""
INSERT INTO {TABLE} ({", ".join(COLUMNS)})
SELECT * FROM unnest(%b::bigint[], %b::timestamptz[], %b::timestamptz[], %b::float8[],
    %b::bigint[], %b::integer[], %b::smallint[], %b::smallint[])
"""  # noqa: S608 -- ours
#: Up to here an insert is one journey to the database, where a COPY is three.
FEW = 32

_LOCK = """
SELECT series_id, seen_time, time, tail FROM observations_latest
WHERE series_id = ANY(%b::bigint[]) ORDER BY series_id FOR NO KEY UPDATE
"""
_MOVE = """
UPDATE observations_latest l SET seen_time = u.seen_time, seen_at = %s, tail = u.tail,
    time = coalesce(u.time, l.time), value = coalesce(u.value, l.value),
    flag = coalesce(u.flag, l.flag), revision = coalesce(u.revision, l.revision),
    received_at = CASE WHEN u.time IS NULL THEN l.received_at ELSE %s END
FROM unnest(%b::bigint[], %b::timestamptz[], %b::bytea[], %b::timestamptz[], %b::float8[],
    %b::smallint[], %b::smallint[]) AS u (id, seen_time, tail, time, value, flag, revision)
WHERE l.series_id = u.id
"""
#: For one series: unlike lists of unknown length, these are planned once and for all.
_LOCK_ONE = """
SELECT series_id, seen_time, time, tail FROM observations_latest
WHERE series_id = %s::bigint FOR NO KEY UPDATE
"""
_MOVE_ONE = """
UPDATE observations_latest SET seen_at = %s, seen_time = %s, tail = %s,
    time = coalesce(%s::timestamptz, time), value = coalesce(%s::float8, value),
    flag = coalesce(%s::smallint, flag), revision = coalesce(%s::smallint, revision),
    received_at = coalesce(%s::timestamptz, received_at)
WHERE series_id = %s::bigint
"""
#: What is there in each stretch, and what came shortly before it; newest revisions last.
_PAST = f"""
SELECT u.id, u.low, o.time, o.revision, o.value, o.flag
FROM unnest(%b::bigint[], %b::timestamptz[], %b::timestamptz[], %b::timestamptz[])
    AS u (id, low, high, before)
JOIN {TABLE} o ON o.series_id = u.id AND o.time BETWEEN u.before AND u.high
WHERE o.time BETWEEN %s AND %s
ORDER BY o.series_id, o.time, o.revision
"""  # noqa: S608 -- ours
#: The newest used value of a series, by what is last known of each moment.
_RECOUNT = f"""
UPDATE observations_latest l
SET time = n.time, value = n.value, flag = n.flag, revision = n.revision,
    received_at = n.received_at
FROM unnest(%b::bigint[]) AS u (id)
LEFT JOIN LATERAL (
    SELECT o.time, o.value, o.flag, o.revision, o.received_at FROM {TABLE} o
    WHERE o.series_id = u.id AND o.flag < {UNUSED_FROM} AND NOT EXISTS (
        SELECT FROM {TABLE} r WHERE r.series_id = o.series_id AND r.time = o.time
        AND r.revision > o.revision AND r.revision > 0)
    ORDER BY o.time DESC, o.revision DESC LIMIT 1
) n ON true
WHERE l.series_id = u.id
"""  # noqa: S608 -- ours
_HOLD = """
INSERT INTO observations_held (series_id, time, revision, value, rule, ruleset_id, held_at,
    state, decided_by, reason)
SELECT u.id, u.time, u.revision, u.value, u.rule, u.ruleset, %s, 'held', '', ''
FROM unnest(%b::bigint[], %b::timestamptz[], %b::smallint[], %b::float8[], %s::text[],
    %b::bigint[]) AS u (id, time, revision, value, rule, ruleset)
"""
_SUPERSEDE = """
UPDATE observations_held h SET state = 'superseded', decided_at = %s
FROM unnest(%b::bigint[], %b::timestamptz[], %b::smallint[]) AS u (id, time, revision)
WHERE h.series_id = u.id AND h.time = u.time AND h.revision = u.revision AND h.state = 'held'
"""
_TOUCH = """
INSERT INTO observations_touched (hour, series_ids, is_backfill)
SELECT u.hour, u.ids::bigint[], u.is_backfill
FROM unnest(%b::timestamptz[], %s::text[], %b::bool[]) AS u (hour, ids, is_backfill)
"""


def states(series: Sequence[int]) -> dict[int, State]:
    """What is known of these series, each locked until the transaction ends, in one order."""
    if len(series) == 1:
        found = rows.fetch_binary(_LOCK_ONE, series)
    else:
        found = rows.fetch_binary(_LOCK, [sorted(series)])
    return {key: State(seen, time, unpacked(tail)) for key, seen, time, tail in found}


def past(stretches: Sequence[Stretch]) -> dict[tuple[int, datetime], list[Kept]]:
    """What the table has of each stretch and shortly before it, in order of time and revision."""
    if not stretches:
        return {}
    found: dict[tuple[int, datetime], list[Kept]] = {}
    ids, lows, highs, befores = ([each[n] for each in stretches] for n in range(4))
    # The first and the last of all are told apart, so that only their months are looked into.
    for series, low, *kept in rows.fetch_binary(
        _PAST, [ids, lows, highs, befores, min(befores), max(highs)]
    ):
        found.setdefault((series, low), []).append(Kept(*kept))
    return found


def add(written: Sequence[Written]) -> None:
    """Write observations; the caller holds their series, and knows that these are not there."""
    if not written:
        return
    if len(written) <= FEW:
        rows.run(_INSERT, [list(column) for column in zip(*written, strict=True)])
        return
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(TYPES)
        write = copy.write_row
        for row in written:
            write(row)


def move(moved: Mapping[int, State], *, at: datetime) -> None:
    """Write where series stand now."""
    if len(moved) == 1:
        ((series, state),) = moved.items()
        is_new = state.value is not None
        rows.run(_MOVE_ONE, [
            at, state.seen_time, state.tail.packed(), state.time if is_new else None, state.value,
            state.flag, state.revision, at if is_new else None, series,
        ])  # fmt: skip
        return
    if not moved:
        return
    found = moved.values()
    rows.run(_MOVE, [
        at, at, list(moved),
        [state.seen_time for state in found],
        [state.tail.packed() for state in found],
        [state.time if state.value is not None else None for state in found],
        [state.value for state in found],
        [state.flag for state in found],
        [state.revision for state in found],
    ])  # fmt: skip


def recount(series: Iterable[int]) -> None:
    """Look up the newest used value of these series again."""
    ids = sorted(series)
    if ids:
        rows.run(_RECOUNT, [ids])


def hold(held: Sequence[Written], *, at: datetime) -> None:
    """Put values into quarantine."""
    if held:
        rows.run(_HOLD, [
            at,
            [row.series for row in held],
            [row.time for row in held],
            [row.revision for row in held],
            [row.value for row in held],
            [str(rule_of(row.flag) or "") for row in held],
            [row.ruleset for row in held],
        ])  # fmt: skip


def supersede(revisions: Sequence[tuple[int, datetime, int]], *, at: datetime) -> None:
    """Values in quarantine that something newer came for are no longer anybody's task."""
    if revisions:
        rows.run(_SUPERSEDE, [at, *(list(column) for column in zip(*revisions, strict=True))])


def touch(hours: Mapping[datetime, Iterable[int]], *, before: datetime | None) -> None:
    """Tell what is to be computed again; hours that ended `before` then are told as long ago.

    None: all of them are.
    """
    if not hours:
        return
    rows.run(_TOUCH, [
        list(hours),
        [f"{{{','.join(map(str, sorted(ids)))}}}" for ids in hours.values()],
        [before is None or hour < before for hour in hours],
    ])  # fmt: skip
