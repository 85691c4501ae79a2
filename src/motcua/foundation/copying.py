"""Many rows at once, by COPY, inside the caller's transaction."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from psycopg import sql


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows, their values in the order of `columns`. Returns how many.

    Constraints, foreign keys and triggers hold as for an INSERT; there is no ON CONFLICT.

    :raises TransactionManagementError: outside a transaction, where half of them could stay
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("rows are copied inside a transaction")
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    written = 0
    with connection.wrap_database_errors, connection.cursor() as c, c.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            written += 1
    return written
