"""Facts about the organisation. Ids, codes and dates only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AgencyEstablished:
    kind: ClassVar[str] = "organisation.agency_established/1"

    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgencyAmended:
    """`fields` names what changed."""

    kind: ClassVar[str] = "organisation.agency_amended/1"

    agency: str
    fields: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class OneStopUnitOpened:
    kind: ClassVar[str] = "organisation.one_stop_unit_opened/1"

    unit: str
    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficerEnlisted:
    kind: ClassVar[str] = "organisation.officer_enlisted/1"

    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficerPosted:
    """`valid_to` is the first day the post no longer holds, or None while no end is known."""

    kind: ClassVar[str] = "organisation.officer_posted/1"

    posting: str
    officer: str
    agency: str
    role: str
    valid_from: date
    valid_to: date | None
    legal_ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PostingEnded:
    kind: ClassVar[str] = "organisation.posting_ended/1"

    posting: str
    officer: str
    ends_on: date
    legal_ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficerDismissed:
    """The account is closed; the name stays on what was signed."""

    kind: ClassVar[str] = "organisation.officer_dismissed/1"

    officer: str
    legal_ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficerSignedIn:
    kind: ClassVar[str] = "organisation.officer_signed_in/1"

    officer: str
    provider: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CalendarAdopted:
    """`version` is the calendar's label and the digest of everything it says."""

    kind: ClassVar[str] = "organisation.calendar_adopted/1"

    number: int
    version: str
    legal_ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficeHoursSet:
    kind: ClassVar[str] = "organisation.office_hours_set/1"

    agency: str
    number: int
    legal_ref: str
    at: datetime
