"""A procedure: what can be asked for, of whom, on what legal ground, how and how fast.

At information level any list may be empty and a time limit may be words alone: a source that does
not say is not made to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from motcua.kernel.clock import Allowance, Policy, Unit
from motcua.kernel.words import Text
from motcua.modules.organisation.rules import AgencyKind

from .marks import ReviewMark


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


class LifeEvent(StrEnum):
    """What happens in a life that sends people to the state; the national portal's groups."""

    WORK = "viec-lam"
    HOUSING = "dien-luc-nha-o-dat-dai"
    VEHICLES = "phuong-tien-va-nguoi-lai"
    HEALTH = "suc-khoe-va-y-te"
    LEARNING = "hoc-tap"
    RESIDENCE = "cu-tru-va-giay-to-tuy-than"
    COMPLAINTS = "giai-quyet-khieu-kien"
    MARRIAGE = "hon-nhan-va-gia-dinh"
    CHILDREN = "co-con-nho"
    RETIREMENT = "huu-tri"
    DEATH = "nguoi-than-qua-doi"

    @property
    def name_of(self) -> Text:
        return _LIFE_EVENTS[self]


_LIFE_EVENTS: Mapping[LifeEvent, Text] = {
    LifeEvent.WORK: Text("Việc làm, kinh doanh", "Work and business"),
    LifeEvent.HOUSING: Text("Nhà ở, đất đai, điện lực", "Housing, land and electricity"),
    LifeEvent.VEHICLES: Text("Phương tiện và người lái", "Vehicles and driving"),
    LifeEvent.HEALTH: Text("Sức khỏe và y tế", "Health"),
    LifeEvent.LEARNING: Text("Học tập", "Learning"),
    LifeEvent.RESIDENCE: Text("Cư trú và giấy tờ tùy thân", "Residence and identity papers"),
    LifeEvent.COMPLAINTS: Text("Giải quyết khiếu kiện", "Complaints and disputes"),
    LifeEvent.MARRIAGE: Text("Hôn nhân và gia đình", "Marriage and family"),
    LifeEvent.CHILDREN: Text("Có con nhỏ", "Having a small child"),
    LifeEvent.RETIREMENT: Text("Hưu trí", "Retirement"),
    LifeEvent.DEATH: Text("Người thân qua đời", "A death in the family"),
}


class Origin(StrEnum):
    """Who wrote what is in force: the city, or the national portal word by word."""

    CITY = "city"
    NATIONAL = "national"


class PartialCode(StrEnum):
    """Why a procedure may be less than fully online (Decree 224/2026, Article 14)."""

    PRESENCE = "presence"
    ON_SITE = "on_site"
    INCIDENT = "incident"
    TECHNICAL = "technical"

    @property
    def says(self) -> Text:
        return _PARTIAL_CODES[self]


_PARTIAL_CODES: Mapping[PartialCode, Text] = {
    PartialCode.PRESENCE: Text("Người yêu cầu phải có mặt", "The applicant must be present"),
    PartialCode.ON_SITE: Text("Phải kiểm tra, xác minh tại chỗ", "It must be verified on site"),
    PartialCode.INCIDENT: Text(
        "Sự cố kỹ thuật chưa khắc phục được", "A technical incident that cannot be mended yet"
    ),
    PartialCode.TECHNICAL: Text(
        "Vấn đề kỹ thuật khác chưa giải quyết được", "Another technical matter not yet solved"
    ),
}


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
    """A time limit as the clock takes it, and as the law words it.

    `allowance` is None where the source tells it in words alone: no date follows from those.
    """

    allowance: Allowance | None
    says: Text
    source: str = ""

    @property
    def amount(self) -> Decimal | None:
        return self.allowance.amount if self.allowance else None

    @property
    def unit(self) -> Unit | None:
        return self.allowance.unit if self.allowance else None


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
class PartialReason:
    """Why it cannot be done fully online: published with its ground in law, or it does not count.

    `code` is None and `legal_basis` empty where only words were given.
    """

    says: Text
    code: PartialCode | None = None
    legal_basis: str = ""

    @property
    def is_founded(self) -> bool:
        return self.code is not None and bool(self.legal_basis)


@dataclass(frozen=True, slots=True)
class National:
    """What the national portal says of it, and what is doubtful there.

    `id` is the portal's own name for its record, `announced_by` the code of the ministry or
    province that announced it; `is_full` is what the portal declares, which is another thing than
    the level computed here.
    """

    id: str
    updated_on: date | None
    is_full: bool
    announced_by: str
    review: tuple[ReviewMark, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """`replaces` are the codes of procedures that ended when this one began."""

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
    partial: PartialReason | None
    requirements: Text
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    everyday: tuple[Text, ...]
    life_events: tuple[LifeEvent, ...]
    effective_from: date
    effective_to: date | None
    notes: tuple[Note, ...]
    national: National | None
    replaces: tuple[str, ...] = ()

    @property
    def partial_reason(self) -> Text | None:
        return self.partial.says if self.partial else None

    @property
    def agency_kinds(self) -> tuple[AgencyKind, ...]:
        return tuple(agency.kind for agency in self.agencies)


INTAKE = TimeLimit(
    Allowance(Decimal(8), Unit.HOUR),
    Text("8 giờ làm việc", "8 working hours"),
    "Giới hạn quen dùng với hồ sơ trực tuyến (107/2021/NĐ-CP; cần đối chiếu)",
)
"""The answer to an online filing, where the package says nothing (recalled; to be verified)."""
UNSTATED = "Nguồn không ghi thời hạn"
"""What a time limit says where its source does not speak of one."""
