"""What the rules must be told of the world: the day, names of places and organisations, proofs."""

from dataclasses import dataclass
from datetime import date

from .files import NOTHING_HELD, Held
from .organisations import NO_ORGANISATIONS, OrganisationNames
from .places import NO_PLACES, PlaceNames
from .proofs import NONE_PROVED, Proofs


@dataclass(frozen=True, slots=True)
class Scene:
    today: date
    places: PlaceNames = NO_PLACES
    organisations: OrganisationNames = NO_ORGANISATIONS
    proofs: Proofs = NONE_PROVED
    files: Held = NOTHING_HELD
