"""The observed properties a city knows: what they are, in which unit, and how they are tested.

Declared in `properties.yaml`; a series has exactly one of them, and all its values are kept in
that property's unit, so that any two series of a property can be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import yaml

from motcua.kernel.words import Text

from .quality import Ruleset
from .units import Kind, conversion, unit

FILE = Path(__file__).with_name("properties.yaml")


@dataclass(frozen=True, slots=True)
class Property:
    """An observed property. `unit` is a UCUM code; `rules` hold unless a series has its own."""

    code: str
    kind: Kind
    unit: str
    sign: str
    name: Text
    decimals: int
    source: str
    rules_version: int
    rules: Ruleset


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A property as it stands in the file."""

    kind: Kind
    unit: str
    vi: str
    en: str
    decimals: int
    source: str
    rules: Ruleset
    version: int = 1


@cache
def properties() -> Mapping[str, Property]:
    """All declared properties by their code."""
    raw: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    read = msgspec.convert(raw, dict[str, Declared])
    return MappingProxyType({code: _property(code, each) for code, each in read.items()})


def conversion_to(known: Property, sent: str) -> tuple[float, float] | None:
    """How a value in the unit `sent` becomes one in the property's; None: another kind."""
    return conversion(sent, known.unit)


def _property(code: str, told: Declared) -> Property:
    known = unit(told.unit)
    if known is None or known.kind is not told.kind or known.code != told.unit:
        raise ValueError(f"{code}: {told.unit} is no unit of {told.kind}")
    if wrong := told.rules.wrong():
        raise ValueError(f"{code}: the rule {wrong} cannot be meant")
    return Property(
        code=code,
        kind=told.kind,
        unit=told.unit,
        sign=known.sign,
        name=Text(told.vi, told.en),
        decimals=told.decimals,
        source=told.source,
        rules_version=told.version,
        rules=told.rules,
    )
