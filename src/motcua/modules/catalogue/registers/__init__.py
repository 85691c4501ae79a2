"""The registers a city is connected to: which documents need not be asked for because of them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from motcua.kernel.words import Text

_FILE = Path(__file__).parent / "registers.yaml"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vi: str
    en: str


class _Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    document_type: str
    held_by: _Words
    since: date


def held(on: date) -> Mapping[str, Text]:
    """Type of a document -> who holds its facts on that day."""
    return {
        each.document_type: Text(each.held_by.vi, each.held_by.en)
        for each in _registers()
        if each.since <= on
    }


@lru_cache(maxsize=1)
def _registers() -> tuple[_Register, ...]:
    return msgspec.yaml.decode(_FILE.read_bytes(), type=tuple[_Register, ...])
