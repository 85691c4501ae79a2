"""What indicators say to the rest of the house."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Move:
    """A newest value that is new or differs. `thing` is the station; "" where it is of a place.

    `split` names the category of a divided indicator (`late`), `band` the band the value lies in.
    """

    indicator: str
    version: int
    grain: str
    start: datetime
    end: datetime
    place: str
    agency: str
    sector: str
    thing: str
    split: str
    value: float | None
    before: float | None
    band: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class IndicatorsMoved:
    """One computing run. A run over the past moves nothing: `moves` is empty, `is_backfill` true.

    A run that moves much is told in several entries of at most 500 moves; one after which the
    newest values read the same is not told at all.
    """

    kind: ClassVar[str] = "indicators.moved/1"

    run: UUID
    is_backfill: bool
    values: int
    moves: tuple[Move, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class DefinitionLoaded:
    """A definition came into use; `is_new_formula` tells whether its numbers start afresh."""

    kind: ClassVar[str] = "indicator.defined/1"

    indicator: str
    version: int
    digest: str
    is_new_formula: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class IndicatorRecounted:
    """Somebody had values counted again from raw; `corrected` of them had been otherwise."""

    kind: ClassVar[str] = "indicator.recounted/1"

    indicator: str
    start: datetime
    end: datetime
    values: int
    corrected: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LocalBandsSet:
    """The bands of one thing were declared (the alarm levels of a gauge)."""

    kind: ClassVar[str] = "indicator.local_bands_set/1"

    indicator: str
    thing: str
    at: datetime
