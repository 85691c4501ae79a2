"""Facts about places."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """A data set became the truth about places; the counts are of dated rows."""

    kind: ClassVar[str] = "places.loaded/1"

    version: str
    added: int
    changed: int
    removed: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BoundariesLoaded:
    """A version of a province's commune boundaries holds from a day on."""

    kind: ClassVar[str] = "places.boundaries_loaded/1"

    version: str
    province: str
    valid_from: date
    units: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DenominatorsLoaded:
    """Figures that counts are divided by were added or corrected."""

    kind: ClassVar[str] = "places.denominators_loaded/1"

    added: int
    changed: int
    at: datetime
