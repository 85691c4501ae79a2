"""Rows by their key, and single statements, without the object mapper: for the busiest operations.

The mapper spends five to eight times the processor time of the statement itself. Everything else is
as with it: the caller's transaction, the mapper's errors, models as descriptions of tables.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db import IntegrityError, connection
from django.db.models import Model
from psycopg.pq import Format

M = TypeVar("M", bound=Model)


def fetch(statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """The rows of one statement; parameters are bound by the server, so each has its own type."""
    with _cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def fetch_binary(statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """As `fetch`, with values as the server keeps them: of many times that is a tenth of the cost.

    Moments are in the session's zone, which is UTC.
    """
    with _cursor() as cursor:
        cursor.cursor.format = Format.BINARY
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def run(statement: str, parameters: Sequence[object] = ()) -> None:
    """As `fetch`, for a statement that gives no rows or whose rows nobody needs."""
    with _cursor() as cursor:
        cursor.execute(statement, parameters)


def found(model: type[M], key: object) -> M | None:
    """The row of that key; None if there is none."""
    statement, names = _selecting(model)
    rows = fetch(statement, [key])
    return model.from_db(connection.alias, names, rows[0]) if rows else None


def locked(model: type[M], key: object) -> M | None:
    """The row of that key, locked until the transaction ends; None if there is none."""
    statement, names = _selecting(model)
    rows = fetch(f"{statement} FOR UPDATE", [key])
    return model.from_db(connection.alias, names, rows[0]) if rows else None


def insert(row: Model) -> None:
    """Write a new row with all that stands in it; keys must be there already."""
    statement, names = _inserting(type(row))
    run(statement, [getattr(row, name) for name in names])


def update(row: Model, names: Sequence[str]) -> None:
    """Write these fields of a row that is there."""
    statement, fields = _updating(type(row), tuple(names))
    run(statement, [*(getattr(row, name) for name in fields), row.pk])


@contextmanager
def together() -> Iterator[None]:
    """Send the writes inside in one journey; what `fetch` asks for inside waits for all before it.

    An error of any of them is raised at the end of the block, or by the next `fetch`.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def broken(error: IntegrityError) -> str:
    """The name of the constraint that refused a write."""
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))


def _cursor() -> Any:
    return connection.prepared_cursor()  # type: ignore[attr-defined] # our own backend has it


def _quoted(field: Any) -> str:
    return f'"{field.column}"'


@cache
def _selecting(model: type[Model]) -> tuple[str, list[str]]:
    meta = model._meta
    columns = ", ".join(_quoted(field) for field in meta.concrete_fields)
    where = f"{_quoted(meta.pk)} = %s"
    statement = f"SELECT {columns} FROM {meta.db_table} WHERE {where}"  # noqa: S608 -- ours
    return statement, [field.attname for field in meta.concrete_fields]


@cache
def _inserting(model: type[Model]) -> tuple[str, list[str]]:
    meta = model._meta
    columns = ", ".join(_quoted(field) for field in meta.concrete_fields)
    places = ", ".join("%s" for _ in meta.concrete_fields)
    statement = f"INSERT INTO {meta.db_table} ({columns}) VALUES ({places})"  # noqa: S608 -- ours
    return statement, [field.attname for field in meta.concrete_fields]


@cache
def _updating(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[str]]:
    meta = model._meta
    fields = [meta.get_field(name) for name in names]
    columns = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    statement = f"UPDATE {meta.db_table} SET {columns} WHERE {_quoted(meta.pk)} = %s"  # noqa: S608 -- ours
    return statement, [str(getattr(field, "attname", field.name)) for field in fields]
