"""The national portal's catalogue, which lies beside the project only: tests skip without it."""

import gzip
from functools import cache
from pathlib import Path

import msgspec
import pytest

FILE = Path(__file__).resolve().parents[6] / "shared/data/national-procedures-2026-07.jsonl.gz"


class _Named(msgspec.Struct):
    name: str = ""


class _Sector(msgspec.Struct):
    code: str = ""
    name: str = ""


class _Detail(msgspec.Struct, rename="camel"):
    categories_details: list[_Sector] = []
    subject_types_details: list[_Named] = []
    is_ward: bool = False
    is_province: bool = False
    is_ministry: bool = False


class Row(msgspec.Struct, rename="camel"):
    """What tests of finding need of a line."""

    code: str
    name: str
    life_events: list[str]
    detail: _Detail


@cache
def national_data() -> tuple[Row, ...]:
    """Every line, or a test that is skipped, saying so."""
    if not FILE.exists():
        pytest.skip("the national portal's catalogue is not beside the project")
    decoder = msgspec.json.Decoder(Row)
    with gzip.open(FILE) as lines:
        return tuple(decoder.decode(line) for line in lines)


def codes(rows: tuple[Row, ...]) -> set[str]:
    return {row.code.strip() for row in rows}
