"""Writes that bring the tables to a data set: only what differs is touched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ..models import Succession, Unit
from ..rules import SuccessionRow, UnitRow

UNIT_COLUMNS = (
    "level", "code", "valid_from", "kind", "name_vi", "name_en", "keys", "search", "parent_code",
    "province_code", "valid_to", "legal_ref", "confidence", "note", "also_coded",
)  # fmt: skip
SUCCESSION_COLUMNS = (
    "old_level", "old_code", "new_code", "is_default", "effective_on", "legal_ref",
)  # fmt: skip
IDENTITY = 3  # how many of the first columns say which row it is

Value = str | bool | date | list[str] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows were added, changed and removed."""

    added: int
    changed: int
    removed: int


def bring_units(rows: Iterable[UnitRow]) -> Difference:
    return _bring(Unit._meta.db_table, UNIT_COLUMNS, [_unit(row) for row in rows])


def bring_successions(rows: Iterable[SuccessionRow]) -> Difference:
    table = Succession._meta.db_table
    return _bring(table, SUCCESSION_COLUMNS, [_succession(row) for row in rows])


def wait_for_others() -> None:
    """Two loads at once would add the same rows; the second waits and finds them there."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_loadeddataset IN SHARE ROW EXCLUSIVE MODE")


def _bring(table: str, columns: Sequence[str], rows: list[Row]) -> Difference:
    wanted = {row[:IDENTITY]: row for row in rows}
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {names} FROM {table}")  # noqa: S608 -- our own names
        present = {tuple(found[1 : IDENTITY + 1]): found for found in cursor.fetchall()}
    differing = [
        present[key][0] for key, row in wanted.items()
        if key in present and tuple(present[key][1:]) != row
    ]  # fmt: skip
    gone = [found[0] for key, found in present.items() if key not in wanted]
    kept = set(differing)
    coming = [row for key, row in wanted.items() if key not in present or present[key][0] in kept]
    _delete(table, differing + gone)
    _copy(table, columns, coming)
    return Difference(len(coming) - len(differing), len(differing), len(gone))


def _delete(table: str, ids: list[int]) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table} WHERE id = ANY(%s)",  # noqa: S608 -- our own name
                [ids],
            )


def _copy(table: str, columns: Sequence[str], rows: list[Row]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _unit(row: UnitRow) -> Row:
    return (
        row.level.value, row.code, row.valid_from, row.kind.value, row.name.vi, row.name.en,
        list(row.keys), row.search, row.parent_code, row.province_code, row.valid_to,
        row.legal_ref, row.confidence.value, row.note, row.also_coded,
    )  # fmt: skip


def _succession(row: SuccessionRow) -> Row:
    return (
        row.old_level.value, row.old_code, row.new_code, row.is_default, row.effective_on,
        row.legal_ref,
    )  # fmt: skip
