"""Keys that sort by time, and numbers that never skip or repeat."""

from uuid import UUID

from django.db import connection, transaction
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUID of version 7: unique everywhere, in order of time."""
    return uuid7()


def next_number(series: str, period: str) -> int:
    """The next number of a series in a period, from 1, without gaps or duplicates.

    The row stays locked until the caller's transaction ends, so a rolled-back number is given
    again. Call it as late as possible: others wait for the same series meanwhile.

    :raises TransactionManagementError: outside a transaction, where a gap could appear
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_number (series, period, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (series, period) DO UPDATE SET last = foundation_number.last + 1"
            " RETURNING last",
            [series, period],
        )
        (number,) = cursor.fetchone()
    return int(number)
