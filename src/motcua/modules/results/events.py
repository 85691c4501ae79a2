"""Facts about results and letters, in the past tense; ids and values only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ResultDrafted:
    """Also a draft that was written again after it came back."""

    kind: ClassVar[str] = "result.drafted/1"
    result: UUID
    subject_type: str
    subject_id: str
    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultReturned:
    """The draft went back to whoever wrote it."""

    kind: ClassVar[str] = "result.returned/1"
    result: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultApproved:
    """The signatory has decided; their signature is to be made."""

    kind: ClassVar[str] = "result.approved/1"
    result: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultSigned:
    """The signatory's signature is on the file."""

    kind: ClassVar[str] = "result.signed/1"
    result: UUID
    subject_type: str
    subject_id: str
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultNumbered:
    """The clerk gave number and date; the organisation's signature is to be made."""

    kind: ClassVar[str] = "result.numbered/1"
    result: UUID
    subject_type: str
    subject_id: str
    number: str
    issued_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultIssued:
    """Both signatures are on the file: the result is in force."""

    kind: ClassVar[str] = "result.issued/1"
    result: UUID
    subject_type: str
    subject_id: str
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultDelivered:
    """The applicant can have it online."""

    kind: ClassVar[str] = "result.delivered/1"
    result: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultHandedOver:
    """Somebody received it at the counter."""

    kind: ClassVar[str] = "result.handed_over/1"
    result: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultReplaced:
    """Another result stands in its place."""

    kind: ClassVar[str] = "result.replaced/1"
    result: UUID
    replaced_by: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultRecalled:
    kind: ClassVar[str] = "result.recalled/1"
    result: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterRequested:
    """A letter was decided; it is to be typeset and sealed."""

    kind: ClassVar[str] = "letter.requested/1"
    letter: UUID
    letter_kind: str
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterIssued:
    """The letter is typeset, sealed and stored."""

    kind: ClassVar[str] = "letter.issued/1"
    letter: UUID
    letter_kind: str
    subject_type: str
    subject_id: str
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterVoided:
    kind: ClassVar[str] = "letter.voided/1"
    letter: UUID
    letter_kind: str
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptKeyMade:
    """From now on the data of receipts is signed with this key; `before` no longer signs."""

    kind: ClassVar[str] = "receipt_key.made/1"
    thumbprint: str
    before: str
    at: datetime
