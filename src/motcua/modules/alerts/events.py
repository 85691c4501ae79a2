"""What happened to warnings and to the rules that raise them. Codes and ids only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AlertProposed:
    """`rule` is empty where a person proposed by themselves. `type`: Alert, Update or Cancel."""

    kind: ClassVar[str] = "alert.proposed/1"

    alert: UUID
    chain: UUID
    type: str
    event: str
    severity: str
    rule: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertIssued:
    """The public was told. `is_by_rule`: a rule that may issue by itself let it go out."""

    kind: ClassVar[str] = "alert.issued/1"

    alert: UUID
    chain: UUID
    type: str
    event: str
    severity: str
    is_by_rule: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertRejected:
    kind: ClassVar[str] = "alert.rejected/1"

    alert: UUID
    chain: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertLapsed:
    """A proposal nobody decided in time, or that events overtook."""

    kind: ClassVar[str] = "alert.lapsed/1"

    alert: UUID
    chain: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertSuperseded:
    """Another message of the chain took its place."""

    kind: ClassVar[str] = "alert.updated/1"

    alert: UUID
    chain: UUID
    follower: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertCancelled:
    kind: ClassVar[str] = "alert.cancelled/1"

    alert: UUID
    chain: UUID
    follower: UUID
    ending: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertExpired:
    kind: ClassVar[str] = "alert.expired/1"

    alert: UUID
    chain: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleDrafted:
    kind: ClassVar[str] = "alert_rule.drafted/1"

    rule: str
    number: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RulePublished:
    kind: ClassVar[str] = "alert_rule.published/1"

    rule: str
    number: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleDropped:
    """A draft was put aside."""

    kind: ClassVar[str] = "alert_rule.dropped/1"

    rule: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleRetired:
    """A version is no longer in force: a newer one is, or none."""

    kind: ClassVar[str] = "alert_rule.retired/1"

    rule: str
    number: int
    at: datetime
