"""What an indicator is, as its file declares it: one typed value, checked once, never changed.

The formula's digest is over everything that can change a number (formula, unit, grains, cuts,
completeness, interval, tables); words, colours and advice are not in it, so that a better sentence
does not begin a new series of numbers.
"""

import hashlib
from datetime import date
from enum import StrEnum

import msgspec

from motcua.kernel import words

from .periods import Grain

FORMAT = 1


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Content in both languages; indicators are told to everybody, so English is not optional."""

    vi: str
    en: str

    @property
    def text(self) -> words.Text:
        return words.Text(self.vi, self.en)


class Direction(StrEnum):
    """Which way is better; `neither` where more is neither good nor bad."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An observed property under the name the method knows it by, in the unit it needs (UCUM)."""

    name: str
    property: str
    unit: str
    is_optional: bool = False


class SeriesFormula(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="over", tag="series"
):
    """A registered pure method over hourly values of one thing's series."""

    method: str
    grain: Grain
    inputs: tuple[Input, ...]
    tables: dict[str, list[float | None]] = {}


class Kind(StrEnum):
    """How facts become a number."""

    COUNT = "count"
    SUM = "sum"
    SHARE = "share"
    QUANTILE = "quantile"


class FactsFormula(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="over", tag="facts"
):
    """Facts of a registered source; `where`, `when`, `value` are the project's expressions.

    `where` chooses what is counted (all, if empty). `when` is the condition of a share. `value` is
    the whole number a sum or a quantile is taken of, divided by `divisor` for people. `split` is a
    field by whose values the result is divided. `factor` multiplies a share (100 for per cent, 20
    for the points of a group).
    """

    source: str
    kind: Kind
    where: str = ""
    when: str = ""
    value: str = ""
    percent: float = 50
    split: str = ""
    factor: float = 1
    divisor: float = 1


class By(StrEnum):
    """How smaller parts become one: over time, or a place's things."""

    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    SUM = "sum"
    LEVEL = "level"


class Rollup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"of": "from"}):
    """A larger period made of the values of a smaller one."""

    grain: Grain
    of: Grain
    by: By


class OfPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a commune gets its value from the things in it, and why so."""

    by: By
    why: Words


class Cut(StrEnum):
    PLACE = "place"
    AGENCY = "agency"
    SECTOR = "sector"


class Completeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part counts when so many per cent of what was due has come; where it is `required`, a
    value below it is not given at all."""

    percent: float
    required: bool
    why: Words


class IntervalMethod(StrEnum):
    NONE = "none"
    WILSON = "wilson"
    POISSON = "poisson"
    ORDER = "order"


class Interval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The interval beside each value, or why there is none (`it is a census`)."""

    method: IntervalMethod
    why: Words
    percent: float = 95


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Values from `low` up to the next band's. `rgb` as the source gives it."""

    code: str
    low: float
    name: Words
    rgb: tuple[int, int, int]
    effect: Words | None = None
    advice: Words | None = None
    advice_sensitive: Words | None = None


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The law, decision or paper the formula rests on, and what in it we read and how."""

    kind: str
    title: Words
    number: str = ""
    issued_on: date | None = None
    issued_by: str = ""
    section: str = ""
    url: str = ""
    checked_on: date | None = None
    notes: tuple[Words, ...] = ()


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator. `number` is raised by hand when the formula changes, never otherwise."""

    format: int
    code: str
    number: int
    topic: str
    name: Words
    explanation: Words
    unit: str
    unit_name: Words
    decimals: int
    better: Direction
    formula: SeriesFormula | FactsFormula
    grains: tuple[Grain, ...]
    completeness: Completeness
    interval: Interval
    source: Source
    licence: str
    rollups: tuple[Rollup, ...] = ()
    place: OfPlace | None = None
    cuts: tuple[tuple[Cut, ...], ...] = ()
    denominator: Words | None = None
    bands: tuple[Band, ...] = ()
    is_per_capita: bool = False
    local_bands: bool = False
    #: What people call the values of `split`, in the order they are to be shown in.
    categories: dict[str, Words] = {}

    @property
    def canonical(self) -> bytes:
        return msgspec.json.encode(self, order="sorted")

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.canonical).hexdigest()

    @property
    def formula_digest(self) -> str:
        """Names the numbers: two definitions with the same one may be compared."""
        return hashlib.sha256(msgspec.json.encode(self._meaning, order="sorted")).hexdigest()

    @property
    def _meaning(self) -> tuple[object, ...]:
        return (
            self.format, self.code, self.unit, self.decimals, self.formula, self.grains,
            self.rollups, self.place.by if self.place else None, self.cuts,
            (self.completeness.percent, self.completeness.required),
            (self.interval.method, self.interval.percent),
            [(band.code, band.low) for band in self.bands],
        )  # fmt: skip

    def band_of(self, value: float | None) -> Band | None:
        """The band a value lies in; bands stand in rising order."""
        if value is None:
            return None
        return next((band for band in reversed(self.bands) if value >= band.low), None)


def to_json(definition: Definition) -> str:
    """As it is stored: categories keep their order, which the digest does not regard."""
    return msgspec.json.encode(definition).decode()


def from_json(content: bytes | str) -> Definition:
    """A definition as it was stored."""
    return msgspec.json.decode(content, type=Definition)
