"""Publishing, and numbering what was published.

A change is first written waiting. Once its transaction is committed the sequencer gives it the next
position, one sequencer at a time, so that whoever sees a position sees every one before it.
"""

from collections.abc import Sequence

import msgspec
from django.db import connection, transaction

from motcua.foundation import rows
from motcua.foundation.database.bootstrap import city_schema
from motcua.foundation.identifiers import new_id

from ..rules import Change
from ..rules.bells import Bell, channel

_PUBLISH = """
WITH waiting AS (
    INSERT INTO broadcast_waitingchange
        (id, topic, kind, subject, place, at, data, is_public)
    SELECT * FROM unnest(
        %b::uuid[], %b::text[], %b::text[], %b::text[], %b::text[], %b::timestamptz[],
        %b::text[]::jsonb[], %b::bool[])
    RETURNING 1
)
SELECT pg_notify(%s, '') FROM (SELECT FROM waiting LIMIT 1) AS any_of_them
"""
#: Only the holder numbers; told apart from other locks by this word.
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
_NUMBER = """
WITH taken AS (
    DELETE FROM broadcast_waitingchange WHERE number IN (
        SELECT number FROM broadcast_waitingchange ORDER BY number LIMIT %s)
    RETURNING *
), how_many AS (
    SELECT count(*) AS n FROM taken
), head AS (
    INSERT INTO broadcast_sequencehead (key, position, first)
    SELECT 1, n, 1 FROM how_many WHERE n > 0
    ON CONFLICT (key) DO UPDATE
    SET position = broadcast_sequencehead.position + excluded.position
    RETURNING position
), placed AS (
    INSERT INTO broadcast_change
        (position, id, topic, kind, subject, place, at, data, is_public, numbered_at)
    SELECT head.position - n + row_number() OVER (ORDER BY number),
        id, topic, kind, subject, place, at, data, is_public, clock_timestamp()
    FROM taken, how_many, head
    RETURNING 1
)
SELECT n, pg_notify(%s, position::text) FROM how_many, head
"""


def ring_subscriptions() -> None:
    """Whoever carries hears, once the transaction is committed, that a subscription changed."""
    rows.run("SELECT pg_notify(%s, '')", [_channel(Bell.SUBSCRIPTIONS)])


def head() -> int:
    """The last position given; 0 before the first."""
    found = rows.fetch("SELECT position FROM broadcast_sequencehead")
    return int(found[0][0]) if found else 0


def publish(changes: Sequence[Change]) -> None:
    """Tell the city, once the caller's transaction is committed; a rollback tells nothing.

    Changes of one call keep their order. One statement, however many they are.

    :raises TransactionManagementError: outside a transaction, where telling and deed could part
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a change is published inside a transaction")
    if not changes:
        return
    rows.run(_PUBLISH, [
        [new_id() for _ in changes],
        [change.topic for change in changes],
        [change.kind for change in changes],
        [change.subject for change in changes],
        [change.place for change in changes],
        [change.at for change in changes],
        [msgspec.json.encode(change.data).decode() for change in changes],
        [change.public for change in changes],
        _channel(Bell.WAITING),
    ])  # fmt: skip


def number_waiting(limit: int) -> int:
    """Give what waits its positions, at most `limit` of them. Returns how many.

    0 where nothing waits, and where another sequencer is at it: that one then does it.
    """
    (is_ours,) = rows.fetch(_LOCK, [f"{city_schema(connection)}.sequencer"])[0]
    if not is_ours:
        return 0
    numbered = rows.fetch(_NUMBER, [limit, _channel(Bell.MOVED)])
    return int(numbered[0][0]) if numbered else 0


def _channel(bell: Bell) -> str:
    return channel(city_schema(connection), bell)
