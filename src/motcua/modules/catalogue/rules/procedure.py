"""A procedure: what can be asked for, of whom, on what legal ground, how and how fast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from motcua.kernel.clock import Allowance, Policy, Unit
from motcua.kernel.words import Text
from motcua.modules.organisation.rules import AgencyKind


class Channel(StrEnum):
    """Ways to file: counter, online, public post (national codes 1, 2, 3)."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"


class Level(StrEnum):
    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"


class Audience(StrEnum):
    CITIZEN = "citizen"
    FOREIGNER = "foreigner"
    BUSINESS = "business"
    COOPERATIVE = "cooperative"
    ORGANISATION = "organisation"


class Returning(StrEnum):
    """How a result reaches people; the national words."""

    ONLINE = "ONLINE"
    AT_HOME = "AT_HOME"
    AT_SUBMISSION_PLACE = "AT_SUBMISSION_PLACE"


class Confidence(StrEnum):
    """How sure a figure is: read, read second-hand, recalled, unknown, or sources disagree."""

    SECONDARY = "secondary"
    RECALLED = "recalled"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Sector:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Competence:
    """A kind of agency that decides, under the name people know it by."""

    kind: AgencyKind
    name: Text


@dataclass(frozen=True, slots=True)
class LegalBasis:
    number: str
    name: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that announced the procedure."""

    number: str
    issuer: Text
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as the clock takes it, and as the law words it."""

    allowance: Allowance
    says: Text
    source: str = ""

    @property
    def amount(self) -> Decimal:
        return self.allowance.amount

    @property
    def unit(self) -> Unit:
        return self.allowance.unit


@dataclass(frozen=True, slots=True)
class Case:
    """A situation with its own code; its time limit stands where it differs from the channel's."""

    code: str
    name: Text
    time: TimeLimit | None


@dataclass(frozen=True, slots=True)
class Step:
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one may get in the end: a result's code and name."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A caution about a figure, published beside it."""

    about: str
    confidence: Confidence
    text: Text


@dataclass(frozen=True, slots=True)
class Procedure:
    code: str
    name: Text
    short_name: Text
    summary: Text
    sector: Sector
    levels: tuple[Level, ...]
    agencies: tuple[Competence, ...]
    audience: tuple[Audience, ...]
    legal_basis: tuple[LegalBasis, ...]
    decision: Decision
    cases: tuple[Case, ...]
    channels: Mapping[Channel, TimeLimit]
    clock_policy: Policy
    clock_source: str
    intake: TimeLimit
    returning: tuple[Returning, ...]
    partial_reason: Text | None
    requirements: Text
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    everyday: tuple[Text, ...]
    effective_from: date
    effective_to: date | None
    notes: tuple[Note, ...]

    @property
    def agency_kinds(self) -> tuple[AgencyKind, ...]:
        return tuple(agency.kind for agency in self.agencies)


INTAKE = TimeLimit(
    Allowance(Decimal(8), Unit.HOUR),
    Text("8 giờ làm việc", "8 working hours"),
    "Giới hạn quen dùng với hồ sơ trực tuyến (107/2021/NĐ-CP; cần đối chiếu)",
)
"""The answer to an online filing, where the package says nothing (recalled; to be verified)."""
