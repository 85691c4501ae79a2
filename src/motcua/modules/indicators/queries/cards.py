"""What screens, feeds and other modules get to know of indicators and their values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from motcua.kernel.words import Text

from ..rules.definition import Definition, Direction
from ..rules.periods import Grain


@dataclass(frozen=True, slots=True)
class BandCard:
    """A band; `rgb` as `#rrggbb`. Texts are empty where the source says nothing."""

    code: str
    low: float
    name: Text
    rgb: str
    effect: Text
    advice: Text
    advice_sensitive: Text


@dataclass(frozen=True, slots=True)
class DefinitionCard:
    """An indicator as people read it; `definition` holds all that was declared.

    `splits` names the field a divided indicator is divided by; `categories` are its names for
    people, by the codes that stand in `ValueCard.split`.
    """

    code: str
    version: int
    formula_digest: str
    digest: str
    topic: str
    name: Text
    explanation: Text
    unit: str
    unit_name: Text
    decimals: int
    better: Direction
    grains: tuple[Grain, ...]
    bands: tuple[BandCard, ...]
    licence: str
    has_places: bool
    has_agencies: bool
    has_things: bool
    splits: str
    categories: Mapping[str, Text]
    is_per_capita: bool
    loaded_at: datetime
    definition: Definition

    def band_of(self, value: float | None) -> BandCard | None:
        found = self.definition.band_of(value)
        return next((b for b in self.bands if found and b.code == found.code), None)

    @property
    def smallest(self) -> Grain:
        return min(self.grains, key=lambda grain: grain.rank)


@dataclass(frozen=True, slots=True)
class ValueCard:
    """One value with everything that must stand beside it.

    `value` is None where too little came to give one: then `n_received` of `n_expected` say why.
    `low` and `high` are None where the definition gives no interval. `parts` are what it was made
    of (sub-indices, the leading pollutant's code under `leading`). `revision` counts from 1;
    `known_until` is set on a value that was replaced.
    """

    indicator: str
    formula_version: int
    grain: Grain
    start: datetime
    end: datetime
    place: str
    agency: str
    sector: str
    thing: str
    split: str
    value: float | None
    low: float | None
    high: float | None
    n_expected: int
    n_received: int
    is_complete: bool
    denominator: float | None
    denominator_on: date | None
    parts: Mapping[str, float | str]
    band: str
    boundary_version: str
    inputs_hash: str
    revision: int
    computed_at: datetime
    known_until: datetime | None

    @property
    def dimensions(self) -> Mapping[str, str]:
        """What it is about, empty dimensions left out."""
        every = {
            "place": self.place,
            "agency": self.agency,
            "sector": self.sector,
            "thing": self.thing,
            "split": self.split,
        }
        return {name: code for name, code in every.items() if code}

    @property
    def completeness(self) -> float | None:
        """From 0 to 1; None where nothing was due."""
        return min(1.0, self.n_received / self.n_expected) if self.n_expected else None


@dataclass(frozen=True, slots=True)
class Rank:
    """The places an item may hold: with overlapping intervals a range, `1-3`."""

    best: int
    worst: int

    @property
    def is_exact(self) -> bool:
        return self.best == self.worst


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One of those compared: a commune's or an agency's code, or a period's beginning, as `key`.

    `rate` is the value, or the value by its denominator.

    Where nothing can be said, `rate` is None and `unknown` tells why in words.
    """

    key: str
    name: Text
    card: ValueCard | None
    rate: float | None
    low: float | None
    high: float | None
    denominator: float | None
    denominator_on: date | None
    denominator_source: Text
    rank: Rank | None
    unknown: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows best first (or largest first where neither is better), those unknown last; periods
    stand in order of time.

    With `per` (`population`, `households`, `businesses`, `area_km2`) rates are per `scale` of it.
    """

    definition: DefinitionCard
    among: str
    grain: Grain
    start: datetime
    end: datetime
    per: str
    scale: float
    split: str
    rows: tuple[ComparisonRow, ...]
    notes: tuple[Text, ...]
