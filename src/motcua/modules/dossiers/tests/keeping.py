"""What a long set-up wrote, kept as rows: done once a run, copied back in a moment afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db import connection, transaction
from psycopg import sql

T = TypeVar("T")

_TABLES = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname
"""


@dataclass(slots=True)
class Kept(Generic[T]):
    """The answer of a set-up, and the rows it left in tables that were empty before."""

    set_up: Callable[[], T]
    answer: list[T] = field(default_factory=list)
    rows: dict[str, tuple[list[str], bytes]] = field(default_factory=dict)

    def __call__(self) -> T:
        """Set up, or put the rows back. Without a superuser's leave, always the former."""
        if self.answer:
            self._put_back()
            return self.answer[0]
        tables = _tables()
        empty = {name for name in tables if _is_empty(name)}
        answer = self.set_up()
        if _may_copy_back():
            filled = [name for name in sorted(empty) if not _is_empty(name)]
            self.rows = {name: (tables[name], _copied(name, tables[name])) for name in filled}
            self.answer.append(answer)
        return answer

    def _put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # Rows that stood together are put back together: nothing needs to be checked again.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name, (columns, rows) in self.rows.items():
                if _is_empty(name):
                    _fill(name, columns, rows)
                else:
                    _fill_up(name, columns, rows)
            cursor.execute("SET LOCAL session_replication_role = origin")


def _fill(table: str, columns: list[str], rows: bytes) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(_copy("COPY {} ({}) FROM STDIN", table, columns)) as copy,
    ):
        copy.write(rows)


def _fill_up(table: str, columns: list[str], rows: bytes) -> None:
    """Where something outlived the test that wrote it, as facts of the journal do."""
    with connection.cursor() as cursor:
        cursor.execute(
            _copy("CREATE TEMP TABLE kept AS SELECT {1} FROM {0} LIMIT 0", table, columns)
        )
        _fill("kept", columns, rows)
        cursor.execute(
            _copy(
                "INSERT INTO {0} ({1}) SELECT {1} FROM kept ON CONFLICT DO NOTHING", table, columns
            )
        )
        cursor.execute("DROP TABLE kept")


def _tables() -> dict[str, list[str]]:
    """Every table with the columns that can be written."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return dict(cursor.fetchall())


def _is_empty(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT NOT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
        return bool(cursor.fetchone()[0])


def _may_copy_back() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        return bool(cursor.fetchone()[0] == "on")


def _copied(table: str, columns: list[str]) -> bytes:
    statement = _copy("COPY (SELECT {1} FROM {0}) TO STDOUT", table, columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        return b"".join(bytes(block) for block in copy)


def _copy(words: str, table: str, columns: list[str]) -> sql.Composed:
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(words).format(sql.Identifier(table), named)
