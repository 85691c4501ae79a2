"""Receipts of batches, for whoever sent them."""

from datetime import datetime

from motcua.foundation import rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import policies
from ..rules.rows import Receipt
from ..rules.stored import RECEIPT, receipt_of


def receipt(*, batch: int, by: Actor) -> Receipt:
    """The receipt of a batch as it was given.

    :raises NotFound: no such batch, or not the reader's to see
    """
    found = rows.fetch(f"{RECEIPT} WHERE id = %s", [batch])
    if not found:
        raise NotFound("no such batch")
    given = receipt_of(found[0])
    if by != policies.sender(given.source):
        policies.must_watch(by)
    return given


def receipts(
    *, source: str, by: Actor, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[Receipt]:
    """Receipts of a source, newest first; `before`: received_at and batch of the last one of the
    page before.

    :raises NotAllowed: neither the source nor the operations centre
    """
    if by != policies.sender(source):
        policies.must_watch(by)
    condition, parameters = "source_id = %s", [source]
    given: list[object] = [*parameters]
    if before:
        condition += " AND (received_at, id) < (%s, %s)"
        given += before
    found = rows.fetch(
        f"{RECEIPT} WHERE {condition} ORDER BY received_at DESC, id DESC LIMIT %s", [*given, limit]
    )
    return [receipt_of(row) for row in found]
