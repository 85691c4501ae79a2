"""Facts about places."""

from dataclasses import dataclass
from datetime import datetime
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
