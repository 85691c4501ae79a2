"""What a check of a paper comes to. Pure: judges what is known about it and its signatures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Standing(StrEnum):
    """Whether a paper still holds."""

    VALID = "valid"
    UNFINISHED = "unfinished"
    REPLACED = "replaced"
    RECALLED = "recalled"
    VOIDED = "voided"
    DAMAGED = "damaged"


class Upload(StrEnum):
    """What an uploaded file is, compared with what we issued."""

    GENUINE = "genuine"
    EXTENDED = "extended"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """One signature, told to anybody. `signed_at` is the trusted time stamp where there is one."""

    role: str
    signer: str
    organisation: str
    title: str
    signed_at: datetime | None
    time_stamped: bool
    intact: bool
    certificate_held: bool
    demo: bool

    @property
    def holds(self) -> bool:
        return self.intact and self.certificate_held


@dataclass(frozen=True, slots=True)
class VerificationCard:
    """What anybody may know about a paper: nothing of what it says about a person.

    `subject` is a masked name. `changed_on` is the day of the replacement, recall or voiding.
    """

    id: str
    kind: str
    standing: Standing
    title: str
    title_en: str
    number: str
    issued_on: date | None
    agency: str
    agency_code: str
    subject: str
    signatures: tuple[SignatureCard, ...]
    sha256: str
    changed_on: date | None = None
    replaced_by: str | None = None

    @property
    def holds(self) -> bool:
        return self.standing is Standing.VALID


@dataclass(frozen=True, slots=True)
class UploadCard:
    """The answer to «is this file genuine?»: with the paper it is, or claims to be."""

    verdict: Upload
    paper: VerificationCard | None


def standing(
    recorded: Standing, signatures: Collection[SignatureCard], *, expected: int
) -> Standing:
    """The record's word, unless the file contradicts it.

    A paper that counts must carry all its signatures, each holding; what is not in force anyway
    keeps its own word.
    """
    if recorded is not Standing.VALID:
        return recorded
    if len(signatures) != expected or not all(each.holds for each in signatures):
        return Standing.DAMAGED
    return Standing.VALID
