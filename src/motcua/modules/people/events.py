"""Facts about people. Ids, levels and names of fields; never what is in the fields."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PersonMet:
    """Somebody signed in for the first time."""

    kind: ClassVar[str] = "people.person_met/1"

    person: str
    person_kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonSignedIn:
    """`renewed` names the fields the identity provider told anew."""

    kind: ClassVar[str] = "people.person_signed_in/1"

    person: str
    provider: str
    assurance: int
    renewed: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody showed who they are: at a counter, or by a paper an officer looked at."""

    kind: ClassVar[str] = "people.person_seen/1"

    person: str
    is_new: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactUpdated:
    kind: ClassVar[str] = "people.contact_updated/1"

    person: str
    fields: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactCodeMade:
    """Somebody wants to show that an address is theirs; a code is to be sent to it."""

    kind: ClassVar[str] = "people.contact_code_made/1"

    person: str
    code: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactProved:
    """The code came back: the address is theirs. `code` is empty for invented people."""

    kind: ClassVar[str] = "people.contact_proved/1"

    person: str
    code: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """Something was told to somebody: it stands in their account and is to be sent to them."""

    kind: ClassVar[str] = "people.notice_given/1"

    person: str
    notice: str
    about: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonForgotten:
    """Asked for by the person, or by law. `wholly`: nothing tells any more who they were; else who
    they are stays as long as the law keeps their dossiers."""

    kind: ClassVar[str] = "people.person_forgotten/1"

    person: str
    wholly: bool
    at: datetime
