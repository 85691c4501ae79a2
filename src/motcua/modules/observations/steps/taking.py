"""Taking in a batch, inside the caller's transaction: one pass, few statements, one receipt."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.modules.broadcast import steps as broadcast
from motcua.modules.broadcast.rules import Change

from .. import events
from ..rules.decoding import MOST_ROWS
from ..rules.intake import Settling, Sorted, State, Stretch, names_of, sort_out, stretches
from ..rules.rows import Counts, Message, MessageTooLong, Receipt, gathered
from ..rules.series import SeriesFacts
from ..rules.stored import RECEIPT, receipt_of, stored
from ..rules.telling import changes
from . import knowing, writing


class KeyReused(Refusal):
    """The key of an earlier batch with another content; nothing was taken."""

    code = "batch-key-reused"


class SeriesVanished(Exception):
    """Series that were remembered are not there: whoever registered them rolled back."""


_OPEN = """
WITH made AS (
    INSERT INTO observations_batch (source_id, key, digest, received_at, is_backfill, n_rows,
        n_accepted, n_corrected, n_duplicate, n_quarantined, n_refused, verdicts)
    SELECT code, %s, %s, %s, false, 0, 0, 0, 0, 0, 0, '[]' FROM observations_source WHERE code = %s
    ON CONFLICT (source_id, key) DO NOTHING RETURNING id
)
SELECT (SELECT id FROM made), (SELECT stamp FROM observations_registry WHERE key = 1)
"""
_CLOSE = """
UPDATE observations_batch SET is_backfill = %s, n_rows = %s, n_accepted = %s, n_corrected = %s,
    n_duplicate = %s, n_quarantined = %s, n_refused = %s, first_time = %s, last_time = %s,
    verdicts = %s::jsonb
WHERE id = %s
"""


def take(
    *,
    source: str,
    message: Message,
    key: str | None = None,
    is_backfill: bool = False,
    by: Actor,
    at: datetime,
) -> Receipt:
    """Take a source's rows, inside the caller's transaction.

    With a `key` the same batch is taken once: whoever sends it again gets the first receipt.
    `is_backfill`: values of long ago, of which nobody is to be alarmed; told by itself where all
    rows are older than their cadence explains.

    :raises NotFound, SourceClosed: no such source, or it sends no more
    :raises KeyReused: the key belongs to another batch
    :raises MessageTooLong: more rows than one batch may have
    :raises TransactionManagementError: outside a transaction
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a batch is taken inside a transaction")
    if message.size > MOST_ROWS:
        raise MessageTooLong("more rows than one batch may have", rows=message.size, most=MOST_ROWS)
    batch, stamp = rows.fetch(_OPEN, [key, message.digest, at, source])[0]
    if batch is None:
        knowing.must_be_open(source)
        return _first_receipt(source, key, message.digest)
    found, states = _locked(source, stamp, message, at)
    settling = _settled(batch, found, states, at)
    receipt = _receipt((batch, source), message, found, settling, is_backfill=is_backfill)
    _write(receipt, found, settling, states, by)
    return receipt


def _locked(
    source: str, stamp: UUID | None, message: Message, at: datetime
) -> tuple[Sorted, dict[int, State]]:
    """The rows by series, and the series' states, held until the end.

    :raises SeriesVanished: a series has no state, which no committed one is without
    """
    codes, pairs = names_of(message)
    for _ in range(2):
        known = knowing.directory(source, stamp, codes, pairs)
        found = sort_out(message, known, at=at)
        states = writing.states(list(found.points)) if found.points else {}
        if len(states) == len(found.points):
            return found, states
        knowing.forget(source)
    raise SeriesVanished(source)


def _settled(batch: int, found: Sorted, states: dict[int, State], at: datetime) -> Settling:
    wanted: list[Stretch] = []
    for key, points in found.points.items():
        seen = states[key].seen_time
        if seen is not None and min(points)[0] <= seen:
            wanted += stretches(found.facts[key], points, seen)
    settling = Settling(batch, at, writing.past(wanted))
    facts, settle = found.facts, settling.settle
    for key, points in found.points.items():
        settle(facts[key], points, states[key])
    return settling


def _receipt(
    batch: tuple[int, str],
    message: Message,
    found: Sorted,
    settling: Settling,
    *,
    is_backfill: bool,
) -> Receipt:
    quarantined = len(settling.held)
    counts = Counts(
        n_rows=message.size,
        n_accepted=len(settling.written) - quarantined,
        n_corrected=settling.n_corrected,
        n_duplicate=settling.n_duplicate,
        n_quarantined=quarantined,
        n_refused=len(found.refused),
    )
    return Receipt(
        batch=batch[0],
        source=batch[1],
        received_at=settling.at,
        counts=counts,
        is_backfill=is_backfill or settling.is_told_late(found.facts),
        verdicts=gathered([*found.refused, *settling.verdicts]),
    )


def _write(
    receipt: Receipt, found: Sorted, settling: Settling, states: dict[int, State], by: Actor
) -> None:
    at = settling.at
    if len(settling.written) > writing.FEW:
        # COPY cannot be part of what is sent together.
        writing.add(settling.written)
    with rows.together():
        if len(settling.written) <= writing.FEW:
            writing.add(settling.written)
        writing.move({key: states[key] for key in settling.stood}, at=at)
        writing.recount(settling.lost)
        writing.hold(settling.held, at=at)
        writing.supersede(settling.superseded, at=at)
        writing.touch(settling.hours, before=None if receipt.is_backfill else _news(found, at))
        _close(receipt, settling)
        subject = ("observations.source", receipt.source)
        journal.record(_event(receipt, settling), by=by, subject=subject)
        if not receipt.is_backfill:
            broadcast.publish(_changes(found.facts, settling, states))


def _news(found: Sorted, at: datetime) -> datetime:
    """Hours that began before this are of long ago, for the slowest series of the batch."""
    return at - max((facts.news for facts in found.facts.values()), default=HOUR) - HOUR


HOUR = timedelta(hours=1)


def _close(receipt: Receipt, settling: Settling) -> None:
    counts = receipt.counts
    rows.run(_CLOSE, [
        receipt.is_backfill, counts.n_rows, counts.n_accepted, counts.n_corrected,
        counts.n_duplicate, counts.n_quarantined, counts.n_refused, *settling.span,
        stored(receipt.verdicts), receipt.batch,
    ])  # fmt: skip


def _event(receipt: Receipt, settling: Settling) -> events.BatchTaken:
    counts, (first, last) = receipt.counts, settling.span
    return events.BatchTaken(
        batch=receipt.batch,
        source=receipt.source,
        n_rows=counts.n_rows,
        n_accepted=counts.n_accepted,
        n_corrected=counts.n_corrected,
        n_duplicate=counts.n_duplicate,
        n_quarantined=counts.n_quarantined,
        n_refused=counts.n_refused,
        first_time=first,
        last_time=last,
        is_backfill=receipt.is_backfill,
        at=receipt.received_at,
    )


def _changes(
    facts: dict[int, SeriesFacts], settling: Settling, states: dict[int, State]
) -> Sequence[Change]:
    return changes(((facts[key], states[key]) for key in settling.moved), at=settling.at)


def _first_receipt(source: str, key: str | None, digest: str) -> Receipt:
    """:raises KeyReused: the key belongs to another batch"""
    found = rows.fetch(f"{RECEIPT} WHERE source_id = %s AND key = %s", [source, key])[0]
    if found[3] != digest:
        raise KeyReused("the key belongs to another batch", key=str(key)[:100])
    return receipt_of(found, is_repeat=True)
