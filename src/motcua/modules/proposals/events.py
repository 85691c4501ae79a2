"""What happened to proposals. Codes, ids and numbers only: what was said stays with them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ProposalStarted:
    """`base` is the revision it would change; `signer` whose signature a zip brought along."""

    kind: ClassVar[str] = "proposal.started/1"

    proposal: UUID
    procedure: str
    source: str
    base: UUID | None
    signer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalSaved:
    """`number` counts the saves of a proposal."""

    kind: ClassVar[str] = "proposal.saved/1"

    proposal: UUID
    procedure: str
    number: int
    files: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalRebased:
    """Its author took notice of what was published meanwhile."""

    kind: ClassVar[str] = "proposal.rebased/1"

    proposal: UUID
    procedure: str
    base: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangesDecided:
    """For dossiers in flight: key of a change -> the decision."""

    kind: ClassVar[str] = "proposal.changes_decided/1"

    proposal: UUID
    procedure: str
    decisions: dict[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalSubmitted:
    """`starts_on` is empty where it shall begin once approved. For an end, the day it ends on."""

    kind: ClassVar[str] = "proposal.submitted/1"

    proposal: UUID
    procedure: str
    submission: int
    digest: str
    decision_number: str
    starts_on: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalTakenBack:
    kind: ClassVar[str] = "proposal.taken_back/1"

    proposal: UUID
    procedure: str
    submission: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalReturned:
    kind: ClassVar[str] = "proposal.returned/1"

    proposal: UUID
    procedure: str
    submission: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalApproved:
    """`revision` is what it became; for an end, what it ended."""

    kind: ClassVar[str] = "proposal.approved/1"

    proposal: UUID
    procedure: str
    submission: int
    revision: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalDiscarded:
    kind: ClassVar[str] = "proposal.discarded/1"

    proposal: UUID
    procedure: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PackageExported:
    """A revision in force left as a signed zip."""

    kind: ClassVar[str] = "package.exported/1"

    procedure: str
    digest: str
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PackageKeyTrusted:
    """Packages signed with this key are taken from now on; `is_own`: it is ours."""

    kind: ClassVar[str] = "package_key.trusted/1"

    key: str
    holder: str
    is_own: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class PackageKeyEnded:
    kind: ClassVar[str] = "package_key.ended/1"

    key: str
    holder: str
    at: datetime
