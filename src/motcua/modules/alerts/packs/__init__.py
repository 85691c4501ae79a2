"""Kinds of warnings and the threshold rules that ship with the program, read from their files."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from motcua.kernel.words import Text

from ..rules import thresholds
from ..rules.cap import Category, Response
from ..rules.thresholds import ThresholdRule, Words


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of warning. `oet` is its code in the OASIS event terms list, version 1.2."""

    code: str
    name: Words
    categories: tuple[Category, ...]
    oet: str
    responses: tuple[Response, ...] = ()

    @property
    def text(self) -> Text:
        return self.name.text()


@cache
def events() -> Mapping[str, Event]:
    """Every kind of warning, by code, in the order of the file."""
    text = (files(__package__) / "events.yaml").read_text(encoding="utf-8")
    listed = msgspec.convert(yaml.safe_load(text)["events"], list[Event])
    return {event.code: event for event in listed}


@cache
def rules() -> tuple[ThresholdRule, ...]:
    """The threshold rules that ship, one file each."""
    found = sorted((files(__package__) / "rules").iterdir(), key=lambda each: each.name)
    return tuple(
        thresholds.read(yaml.safe_load(each.read_text(encoding="utf-8")))
        for each in found
        if each.name.endswith(".yaml")
    )


def document(rule: ThresholdRule) -> dict[str, object]:
    """The rule as the plain document it is drafted from."""
    plain: dict[str, object] = json.loads(thresholds.canonical(rule))
    return plain
