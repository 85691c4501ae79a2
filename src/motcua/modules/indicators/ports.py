"""Where indicators get facts that are no observations: a source names its fields and gives rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from motcua.kernel.expressions import Type, Value


@dataclass(frozen=True, slots=True)
class Window:
    """Facts that belong to `start` up to, but not on, `end`, as they stand at the moment `at`.

    `at` is never after `end`: what is still open is judged at the end of a period that is over,
    and at this moment in a period that runs.
    """

    start: datetime
    end: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class FactRow:
    """`count` facts that are alike: of one place, agency and sector, and with the same fields.

    A field that is not known is left out of `facts`. Ids and personal data never stand here.
    """

    facts: Mapping[str, Value]
    count: int = 1
    place: str = ""
    agency: str = ""
    sector: str = ""


class FactSource(Protocol):
    """Gives facts of one family, grouped as far as it likes; SQL's GROUP BY is meant to do it.

    `name` stands in definitions for ever (`dossiers.received`). `fields` are what conditions may
    read, with the types of the expression language; whole numbers for durations. The source alone
    decides which day a fact belongs to (received, finished, paid). A source whose facts change by
    the passing of time alone (an open dossier becomes late) says so by `is_living`: the running
    periods are then counted again every hour without being marked.
    """

    @property
    def name(self) -> str: ...

    @property
    def fields(self) -> Mapping[str, Type]: ...

    @property
    def is_living(self) -> bool: ...

    def rows(self, window: Window, agencies: frozenset[str] | None) -> Iterable[FactRow]:
        """Facts of the window, of these agencies alone, or of all where it is None."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """What was registered, by name."""

    by_name: dict[str, FactSource] = field(default_factory=dict)
