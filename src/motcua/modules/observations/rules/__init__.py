"""What is pure about observing: units, properties, rules of quality, messages and verdicts."""

from .decoding import CSV, JSON, MOST_ROWS, NDJSON, decoded
from .flags import UNUSED_FROM, Flag, Rule, by_person, is_held, is_suspect, is_used, rule_of
from .holding import HeldState
from .properties import Property, properties
from .quality import Flat, Judge, Range, Ruleset, Spike, Step, Tail
from .registering import SeriesSpec, SourceFacts, ThingFacts
from .rows import (
    Counts,
    Message,
    MessageTooLong,
    MessageUnreadable,
    Outcome,
    Receipt,
    Row,
    Verdict,
    Why,
)
from .units import Kind, Unit, conversion, converted, unit

__all__ = [
    "CSV",
    "JSON",
    "MOST_ROWS",
    "NDJSON",
    "UNUSED_FROM",
    "Counts",
    "Flag",
    "Flat",
    "HeldState",
    "Judge",
    "Kind",
    "Message",
    "MessageTooLong",
    "MessageUnreadable",
    "Outcome",
    "Property",
    "Range",
    "Receipt",
    "Row",
    "Rule",
    "Ruleset",
    "SeriesSpec",
    "SourceFacts",
    "Spike",
    "Step",
    "Tail",
    "ThingFacts",
    "Unit",
    "Verdict",
    "Why",
    "by_person",
    "conversion",
    "converted",
    "decoded",
    "is_held",
    "is_suspect",
    "is_used",
    "properties",
    "rule_of",
    "unit",
]
