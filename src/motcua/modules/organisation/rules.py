"""What an agency, a counter and a post must be. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from motcua.kernel.actors import Role
from motcua.kernel.calendar import Week
from motcua.kernel.calendar.reading import WEEKDAYS
from motcua.kernel.words import Text

#: Decision 20/2020/QĐ-TTg: groups from the highest level down, the first a letter and two digits.
AGENCY_CODE = re.compile(r"[A-Y][0-9]{2}(\.[0-9A-Z]+)*")
LONGEST_CODE = 35
_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}")

#: Roles nobody is posted to: people hold the first by being themselves, machines the second.
NOT_POSTS = frozenset({Role.APPLICANT, Role.OWNER, Role.SYSTEM})
POSTS = frozenset(Role) - NOT_POSTS


class AgencyKind(StrEnum):
    """What an agency is in the two tiers of government since 1 July 2025.

    Social insurance is a vertical agency of the state: it stands under no committee.
    """

    CITY_COMMITTEE = "city_committee"
    DEPARTMENT = "department"
    COMMUNE_COMMITTEE = "commune_committee"
    CITY_POLICE = "city_police"
    COMMUNE_POLICE = "commune_police"
    SOCIAL_INSURANCE = "social_insurance"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FeeAccount:
    """Where fees for an agency are paid to: the bank's six digits, the account, its holder."""

    bank_bin: str
    number: str
    holder: str


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """Everything that describes an agency.

    `authority_line` stands above a signature (Decree 30/2020), such as `TM. ỦY BAN NHÂN DÂN`.
    """

    code: str
    name: Text
    kind: AgencyKind
    parent: str | None = None
    place_code: str | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    authority_line: Text = field(default=Text(""))
    fee_account: FeeAccount | None = None


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """One window of a one-stop unit: its number on the sign, and what it serves."""

    number: str
    name: Text


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A one-stop unit of an agency, with its counters."""

    agency: str
    name: Text
    address: str = ""
    phone: str = ""
    counters: tuple[CounterFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """Somebody who may be posted. `subject` is who they are at the identity provider `provider`."""

    full_name: str
    title: Text
    provider: str
    subject: str


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """A role at an agency from a day, until the day it no longer holds; by which decision."""

    agency: str
    role: Role
    valid_from: date
    valid_to: date | None = None
    legal_ref: str = ""


def agency_faults(facts: AgencyFacts) -> dict[str, str]:
    """Field -> code of what is wrong with it; empty when the agency can be established."""
    faults = {}
    if len(facts.code) > LONGEST_CODE or not AGENCY_CODE.fullmatch(facts.code):
        faults["code"] = "not-an-agency-code"
    if not facts.name.vi.strip():
        faults["name"] = "missing"
    if facts.parent == facts.code:
        faults["parent"] = "own-parent"
    if facts.fee_account is not None:
        faults |= _account_faults(facts.fee_account)
    return faults


def _account_faults(account: FeeAccount) -> dict[str, str]:
    faults = {}
    if not _BIN.fullmatch(account.bank_bin):
        faults["bank_bin"] = "not-a-bank"
    if not _ACCOUNT.fullmatch(account.number):
        faults["account"] = "not-an-account"
    if not account.holder.strip():
        faults["account_holder"] = "missing"
    return faults


def unit_faults(facts: UnitFacts) -> dict[str, str]:
    faults = {}
    if not facts.name.vi.strip():
        faults["name"] = "missing"
    numbers = [counter.number for counter in facts.counters]
    if any(not number.strip() for number in numbers):
        faults["counters"] = "missing"
    elif len(set(numbers)) != len(numbers):
        faults["counters"] = "repeated"
    return faults


def officer_faults(facts: OfficerFacts) -> dict[str, str]:
    given = {
        "full_name": facts.full_name,
        "title": facts.title.vi,
        "provider": facts.provider,
        "subject": facts.subject,
    }
    return {name: "missing" for name, value in given.items() if not value.strip()}


def posting_faults(facts: PostingFacts) -> dict[str, str]:
    faults = {}
    if facts.role in NOT_POSTS:
        faults["role"] = "not-a-post"
    if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
        faults["valid_to"] = "before-start"
    return faults


def in_force(valid_from: date, valid_to: date | None, on: date) -> bool:
    """Whether a posting holds on a day: from its first day, up to but not on `valid_to`."""
    return valid_from <= on and (valid_to is None or on < valid_to)


def overlap(a: PostingFacts, b: PostingFacts) -> bool:
    """Whether two postings are the same role at the same agency on some day."""
    if (a.agency, a.role) != (b.agency, b.role):
        return False
    starts_in_time = b.valid_to is None or a.valid_from < b.valid_to
    ends_in_time = a.valid_to is None or b.valid_from < a.valid_to
    return starts_in_time and ends_in_time


def is_calendar_label(label: str) -> bool:
    """A calendar's version is `label#digest`, or `label+agency label#digest`."""
    return bool(label.strip()) and not set(label) & set("+#")


def week_to_plain(week: Week) -> dict[str, object]:
    """The document `kernel.calendar.week_from` reads back as the same week."""
    plain: dict[str, object] = {}
    for name, hours in zip(WEEKDAYS, week.days, strict=True):
        spans = [f"{s.opens:%H:%M}-{s.closes:%H:%M}" for s in hours.spans]
        plain[name] = {"hours": spans} if hours.counts else {"hours": spans, "counts": False}
    return plain | {"source": week.legal_ref}
