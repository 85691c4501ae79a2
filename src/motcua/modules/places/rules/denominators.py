"""What counts are divided by: people, households. Always of a day, always with a source."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.errors import Invalid

COLUMNS = ("place", "kind", "value", "date", "source")
MOST = 10_000_000_000


class DenominatorKind(StrEnum):
    """Area is not loaded: it is measured on the boundaries."""

    POPULATION = "population"
    HOUSEHOLDS = "households"
    BUSINESSES = "businesses"
    AREA = "area_km2"


class DenominatorsInvalid(Invalid):
    """A file of denominators that cannot be taken; params: problem, line."""

    code = "denominators-invalid"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many there were of a kind in a place on a day, and who says so."""

    place: str
    kind: DenominatorKind
    value: float
    on: date
    source: str


def read_figures(content: bytes) -> list[Figure]:
    """The figures of a CSV file with columns place, kind, value, date, source.

    :raises DenominatorsInvalid: not UTF-8, a column missing, an unknown kind, a value that is not
        a positive number, a date not as 2026-11-22, no source, the same figure twice
    """
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise _wrong(f"missing columns: {', '.join(missing)}", 1)
        figures = list(_figures(rows))
    except UnicodeDecodeError:
        raise _wrong("not UTF-8", 1) from None
    except csv.Error as error:
        raise _wrong(str(error), 0) from None
    if not figures:
        raise _wrong("no figures", 1)
    return figures


def _figures(rows: "csv.DictReader[str]") -> Iterator[Figure]:
    seen: set[tuple[str, DenominatorKind, date]] = set()
    for row in rows:
        figure = _figure({name: (row[name] or "").strip() for name in COLUMNS}, rows.line_num)
        key = figure.place, figure.kind, figure.on
        if key in seen:
            raise _wrong("the same place, kind and date twice", rows.line_num)
        seen.add(key)
        yield figure


def _figure(row: dict[str, str], line: int) -> Figure:
    try:
        kind = DenominatorKind(row["kind"])
        value, on = float(row["value"]), date.fromisoformat(row["date"])
    except ValueError as error:
        raise _wrong(str(error), line) from None
    if kind is DenominatorKind.AREA:
        raise _wrong("areas are measured on boundaries, not loaded", line)
    if not 0 < value <= MOST:
        raise _wrong("a value must be greater than zero", line)
    if not row["source"]:
        raise _wrong("a figure needs its source", line)
    if not row["place"]:
        raise _wrong("a figure needs its place", line)
    return Figure(row["place"], kind, value, on, row["source"])


def _wrong(problem: str, line: int) -> DenominatorsInvalid:
    return DenominatorsInvalid(f"line {line}: {problem}", problem=problem, line=line)
