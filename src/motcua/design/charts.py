"""The port through which charts are drawn: one Vega-Lite specification in, two drawings out.

Specifications are pure values made by sites. What draws them is heavy and lives in a process of its
own behind `adapters.charts`; a page is whole without it, since every chart has its table.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

#: A specification as JSON has it.
Spec = Mapping[str, object]

NUMBERS = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0đ"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", "\u00a0VND"]},
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture for every browser (`svg`), and what a browser with script draws live (`vega`)."""

    digest: str
    svg: bytes
    vega: bytes


class NotDrawn(Exception):
    """No chart for now: its process is busy, late or broken. The table says the same."""


class Draughtsman(Protocol):
    """Draws charts, or says that it cannot now. Never waits longer than a few seconds."""

    def draw(self, spec: Spec, language: str) -> Drawn:
        """:raises NotDrawn: not now; `spec` may be drawn later"""
        ...


def digest(spec: Spec, language: str) -> str:
    """The name of a drawing: the same specification in the same language is the same drawing."""
    told = json.dumps([spec, language], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
