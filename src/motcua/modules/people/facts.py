"""The values people are described by. Pure; used by rules and ports alike."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from motcua.kernel.numbers import Sex
from motcua.kernel.words import Text


class PersonKind(StrEnum):
    """LoaiDoiTuong of the national portal: 1 citizen, 2 enterprise, 3 state agency, 4 other."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    AGENCY = "agency"
    OTHER = "other"


class MessageChannel(StrEnum):
    """How a message comes to a person."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Address:
    """Province and commune by code since July 2025, and the rest as people say it."""

    province: str = ""
    commune: str = ""
    detail: str = ""

    def __bool__(self) -> bool:
        return bool(self.province or self.commune or self.detail)


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person is reached. Empty means unknown."""

    phone: str = ""
    email: str = ""
    address: Address = field(default=Address())


@dataclass(frozen=True, slots=True)
class Claims:
    """What an identity provider says of whoever signed in. `subject` is stable at `provider`.

    For a business, `personal_id`, `birth_on` and `full_name` are those of the person who acts for
    it. `assurance` is the level of the account (loAs, 1 or 2), `proofing` how well the person was
    proved (IAL); 0 is unknown.
    """

    provider: str
    subject: str
    kind: PersonKind
    full_name: str
    personal_id: str = ""
    tax_code: str = ""
    organisation: str = ""
    birth_on: date | None = None
    sex: Sex | None = None
    tech_id: str = ""
    assurance: int = 0
    proofing: int = 0
    contact: Contact = field(default=Contact())


class Delivery(StrEnum):
    """How far a notice has come; in its person's account it stands from the beginning.

    `ACCOUNT_ONLY`: no address is known, or nothing carries messages there. `UNDELIVERABLE`: the
    address takes none; it is tried again for some days, and operators see it.
    """

    WAITING = "waiting"
    SENT = "sent"
    ACCOUNT_ONLY = "account_only"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something one person must be told: in their account, and where they are known to be reached.

    `about` is a short code that says nothing of the person; `key` makes it one for this person,
    however often it is given; `short` is for text messages; `path` is the page that goes on from
    here, as it is called in Vietnamese.
    """

    about: str
    key: str
    subject: Text
    text: Text
    short: Text
    path: str
