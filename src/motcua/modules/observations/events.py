"""What happened to the city's observations. Codes, counts and times only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class BatchTaken:
    """Rows came in; the counts say what became of them. `is_backfill`: they tell of long ago."""

    kind: ClassVar[str] = "observations.batch_taken/1"

    batch: int
    source: str
    n_rows: int
    n_accepted: int
    n_corrected: int
    n_duplicate: int
    n_quarantined: int
    n_refused: int
    first_time: datetime | None
    last_time: datetime | None
    is_backfill: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceRegistered:
    kind: ClassVar[str] = "observations.source_registered/1"

    source: str
    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceClosed:
    """It sends no more; its tokens open nothing."""

    kind: ClassVar[str] = "observations.source_closed/1"

    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TokenIssued:
    """A new token of a source; those before it end at `others_end_at`."""

    kind: ClassVar[str] = "observations.token_issued/1"

    source: str
    others_end_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class TokensRevoked:
    kind: ClassVar[str] = "observations.tokens_revoked/1"

    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ThingRegistered:
    """New, or its facts were changed."""

    kind: ClassVar[str] = "observations.thing_registered/1"

    thing: str
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeriesRegistered:
    """New, or its facts were changed."""

    kind: ClassVar[str] = "observations.series_registered/1"

    series: int
    thing: str
    property: str
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeriesClosed:
    kind: ClassVar[str] = "observations.series_closed/1"

    series: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RulesSet:
    """Rules of a property, or of one series, have a new version."""

    kind: ClassVar[str] = "observations.rules_set/1"

    ruleset: int
    property: str
    series: int | None
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ValueDecided:
    """A person released a held value, or confirmed that it is wrong."""

    kind: ClassVar[str] = "observations.value_decided/1"

    series: int
    time: datetime
    revision: int
    decision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PastReplayed:
    """Rules judged a stretch of the past again; `n_changed` values got another flag."""

    kind: ClassVar[str] = "observations.past_replayed/1"

    replay: int
    series: int
    ruleset: int
    start: datetime
    end: datetime
    n_judged: int
    n_changed: int
    at: datetime
