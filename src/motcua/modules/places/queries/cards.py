"""What screens and other modules get to know of a place."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.kernel.words import Text

from ..models import Unit
from ..rules import Confidence, Kind, Level, full_name


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as it was on the day asked for. `name` is with its kind, `short_name` without."""

    code: str
    level: Level
    kind: Kind
    name: Text
    short_name: Text
    parent_code: str
    province_code: str
    valid_from: date | None
    valid_to: date | None
    legal_ref: str
    needs_verification: bool
    note: str
    also_coded: str


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit an old one went into; the default took the larger part."""

    unit: UnitCard
    province: Text
    is_default: bool


@dataclass(frozen=True, slots=True)
class OldUnit:
    """A unit of before the merger that an old address may mean, and what became of it.

    `path` names it with what it lay in, nearest first. When `is_split`, ask the person which of
    the successors holds the address.
    """

    code: str
    level: Level
    path: tuple[Text, ...]
    successors: tuple[Successor, ...]

    @property
    def is_split(self) -> bool:
        return len(self.successors) > 1


def card(unit: Unit) -> UnitCard:
    kind, short = Kind(unit.kind), Text(unit.name_vi, unit.name_en)
    return UnitCard(
        code=unit.code,
        level=Level(unit.level),
        kind=kind,
        name=full_name(kind, short),
        short_name=short,
        parent_code=unit.parent_code,
        province_code=unit.province_code,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        legal_ref=unit.legal_ref,
        needs_verification=unit.confidence != Confidence.CONFIRMED,
        note=unit.note,
        also_coded=unit.also_coded,
    )


def holding_on(on: date) -> Q:
    """Rows valid on a day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
