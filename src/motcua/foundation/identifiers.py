"""Keys that sort by time, and numbers that never skip or repeat."""

from collections.abc import Mapping
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


def numbers_given(last: Mapping[tuple[str, str], int]) -> None:
    """Numbers up to these were given elsewhere, by series and period: ours begin after them.

    :raises TransactionManagementError: outside a transaction
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is taken inside a transaction")
    # In one order for all, so that two who do this at once never wait for each other.
    rows = sorted((series, period, number) for (series, period), number in last.items())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_number (series, period, last)"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[])"
            " ON CONFLICT (series, period) DO UPDATE"
            " SET last = greatest(foundation_number.last, excluded.last)",
            [list(column) for column in zip(*rows, strict=True)] or [[], [], []],
        )


def last_numbers(prefix: str) -> dict[tuple[str, str], int]:
    """The last number given, by series and period, of every series whose name begins so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT series, period, last FROM foundation_number WHERE starts_with(series, %s)",
            [prefix],
        )
        return {(series, period): last for series, period, last in cursor.fetchall()}
