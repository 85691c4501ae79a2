"""Facts about joined procedures, in the past tense; ids and values only, never personal data."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GroupAdopted:
    """From now on people file this version of the group."""

    kind: ClassVar[str] = "bundle.group_adopted/1"
    group: UUID
    code: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleStarted:
    kind: ClassVar[str] = "bundle.started/1"
    bundle: UUID
    group: UUID
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleFiled:
    """The one filing is stored; `digest` is the SHA-256 of what was filed."""

    kind: ClassVar[str] = "bundle.filed/1"
    bundle: UUID
    number: str
    group: UUID
    digest: str
    parts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PartStarted:
    """A member's dossier was filed."""

    kind: ClassVar[str] = "bundle.part_started/1"
    bundle: UUID
    part: str
    dossier: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class PartBlocked:
    """What the member waited for will not come, or does not fit; the others go on."""

    kind: ClassVar[str] = "bundle.part_blocked/1"
    bundle: UUID
    part: str
    because: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleExpiring:
    """Whoever writes the draft is told that it goes, unless they go on with it."""

    kind: ClassVar[str] = "bundle.expiring/1"
    bundle: UUID
    expires_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleExpired:
    """Nobody went on with it: the draft is gone with all that was typed."""

    kind: ClassVar[str] = "bundle.expired/1"
    bundle: UUID
    at: datetime
