"""Facts of the catalogue: ids, codes and digests only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RevisionImported:
    kind: ClassVar[str] = "revision.imported/1"

    revision: UUID
    procedure: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionPublished:
    kind: ClassVar[str] = "revision.published/1"

    revision: UUID
    procedure: str
    digest: str
    effective_from: date
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionCameIntoForce:
    """From now on new dossiers are filed on this revision; `replaces` is the one before."""

    kind: ClassVar[str] = "revision.came_into_force/1"

    revision: UUID
    procedure: str
    replaces: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionEnded:
    kind: ClassVar[str] = "revision.ended/1"

    revision: UUID
    procedure: str
    effective_to: date
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionWillEnd:
    """It was decided that it no longer holds from `effective_to` on."""

    kind: ClassVar[str] = "revision.will_end/1"

    revision: UUID
    procedure: str
    effective_to: date
    at: datetime


@dataclass(frozen=True, slots=True)
class NationalRevisionTaken:
    """What a record of the national portal tells is in force for reading; nothing is filed on it.

    `record` is the digest of the record as it was served, `replaces` what was taken before.
    """

    kind: ClassVar[str] = "revision.taken_from_national/1"

    revision: UUID
    procedure: str
    digest: str
    record: str
    replaces: UUID | None
    at: datetime
