"""What happened to documents. Ids and values only: neither names nor what is in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DocumentReceived:
    """All of it is there; `parts` photos make it up (1: it is one file)."""

    kind: ClassVar[str] = "document.received/1"

    document: UUID
    media_type: str
    size: int
    parts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentChecked:
    """It was looked into. `trouble` is why it cannot be taken, `verdict` what the scan said."""

    kind: ClassVar[str] = "document.checked/1"

    document: UUID
    state: str
    trouble: str
    verdict: str
    pages: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentCopiedUnscanned:
    """The scanner was away too long: a copy was made apart, and the document goes on waiting."""

    kind: ClassVar[str] = "document.copied_unscanned/1"

    document: UUID
    pages: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentDiscarded:
    """Its owner threw it away, or nobody used it (`unused`)."""

    kind: ClassVar[str] = "document.discarded/1"

    document: UUID
    unused: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonErased:
    """The key of a person was erased, and with it the content of so many documents."""

    kind: ClassVar[str] = "documents.person_erased/1"

    person: UUID
    documents: int
    at: datetime
