"""Batches from the gate and from files."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.actors import Actor

from .. import policies, steps
from ..rules.rows import Message, Receipt


@transaction.atomic(durable=True)
def take_batch(
    *,
    source: str,
    message: Message,
    key: str | None = None,
    is_backfill: bool = False,
    by: Actor,
    at: datetime,
) -> Receipt:
    """Take a source's rows and say of each what became of it; all of it is committed, or nothing.

    The same row (series, time, value) counts once, however often it comes; another value for the
    same moment is a new revision. With a `key` the same batch is taken once: whoever sends it again
    gets the first receipt. Values older than their cadence explains, and all of a batch that
    `is_backfill`, alarm nobody.

    :raises NotAllowed: somebody who may not send for this source
    :raises NotFound, SourceClosed: no such source, or it sends no more
    :raises KeyReused: the key belongs to a batch with another content
    :raises MessageTooLong: more rows than one batch may have
    """
    policies.must_send(by, source=source)
    return steps.take(
        source=source, message=message, key=key, is_backfill=is_backfill, by=by, at=at
    )
