"""What screens and other modules get to know of series, sources and readings."""

from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.words import Text

from ..rules.flags import Rule
from ..rules.properties import Property, properties


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series with its thing and its source. `unit` is what its values are in (UCUM), `sign` the
    same for people; the place is a commune's code, or "" where none is known."""

    id: int
    code: str
    property: str
    name: Text
    unit: str
    sign: str
    decimals: int
    procedure: str
    cadence_seconds: int
    licence: str
    is_public: bool
    is_closed: bool
    thing: str
    thing_name: Text
    place: str
    lon: float | None
    lat: float | None
    source: str
    source_name: Text
    agency: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of a series as it is known: its flag, and which revision of the moment it is."""

    series: int
    time: datetime
    value: float
    flag: int
    revision: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class HourSummary:
    """The used values of a series in the hour that begins at `hour` (UTC)."""

    series: int
    hour: datetime
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a series stands: its newest used value, if any, and when it last spoke at all."""

    series: SeriesCard
    time: datetime | None
    value: float | None
    flag: int | None
    seen_time: datetime | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """Values a series should have by its cadence, has, and has that are used."""

    series: int
    n_expected: int
    n_received: int
    n_used: int

    @property
    def share(self) -> float:
        """Used of expected, from 0 to 1."""
        return min(1.0, self.n_used / self.n_expected) if self.n_expected else 0.0


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as all may know it."""

    code: str
    name: Text
    agency: str
    licence: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source does: its series, how many are silent, and its rows of the last 24 hours."""

    source: SourceCard
    n_series: int
    n_stale: int
    last_batch_at: datetime | None
    n_rows: int
    n_accepted: int
    n_duplicate: int
    n_quarantined: int
    n_refused: int
    has_token: bool


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A value a rule holds back; `key` names it for whoever decides."""

    series: SeriesCard
    time: datetime
    revision: int
    value: float
    rule: Rule
    ruleset: int
    ruleset_version: int
    parameters: dict[str, object]
    held_at: datetime
    state: str
    decided_at: datetime | None
    decided_by: str
    reason: str


def known(code: str) -> Property:
    return properties()[code]
