"""What the rules must be told of the world: the day, and the names of places."""

from dataclasses import dataclass
from datetime import date

from .places import NO_PLACES, PlaceNames


@dataclass(frozen=True, slots=True)
class Scene:
    today: date
    places: PlaceNames = NO_PLACES
