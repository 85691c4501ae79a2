"""A whole city described in one document, and founding it through the operations.

Founding again adds only what is missing, so an interrupted start can be repeated.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from motcua.kernel.actors import SYSTEM, Role
from motcua.kernel.calendar import Week
from motcua.kernel.errors import AlreadyDone
from motcua.kernel.words import Text

from .. import operations, queries
from ..rules import (
    AgencyFacts,
    AgencyKind,
    CounterFacts,
    FeeAccount,
    OfficerFacts,
    PostingFacts,
    UnitFacts,
)
from .calendars import shipped_calendar, shipped_week


@dataclass(frozen=True, slots=True)
class CityOfficer:
    """An officer of the document with the one post they hold."""

    facts: OfficerFacts
    posting: PostingFacts


@dataclass(frozen=True, slots=True)
class City:
    """Agencies from the top down, their units and officers, and who keeps which week."""

    name: Text
    agencies: tuple[AgencyFacts, ...]
    units: tuple[UnitFacts, ...]
    officers: tuple[CityOfficer, ...]
    weeks: dict[str, tuple[str, Week]]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vi: str
    en: str = ""

    def text(self) -> Text:
        return Text(self.vi, self.en)


class _Counter(_Words, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: str


class _Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    kind: AgencyKind
    name: _Words
    unit: _Words
    authority_line: _Words
    officers: dict[Role, list[str]]
    parent: str | None = None
    place_code: str | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    fee_account: FeeAccount | None = None


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    name: _Words
    provider: str
    posted_on: date
    legal_ref: str
    hours: dict[AgencyKind, str]
    titles: dict[str, dict[Role, _Words]]
    agencies: list[_Agency]
    counters: list[_Counter]


@cache
def demo_city() -> City:
    """The city shipped for demonstration; every name in it says so."""
    text = (files(__package__) / "demo_city.yaml").read_text(encoding="utf-8")
    return read_city(text)


def read_city(text: str) -> City:
    """:raises msgspec.ValidationError: the document lacks or has too much of something"""
    document = msgspec.convert(yaml.safe_load(text), _Document)
    return City(
        name=document.name.text(),
        agencies=tuple(_facts(agency) for agency in document.agencies),
        units=tuple(_unit(agency, document.counters) for agency in document.agencies),
        officers=tuple(o for agency in document.agencies for o in _officers(agency, document)),
        weeks={
            agency.code: (name, shipped_week(name))
            for agency in document.agencies
            if (name := document.hours.get(agency.kind))
        },
    )


def found(city: City, *, at: datetime) -> None:
    """Establish everything the city is described by, in the system's name."""
    with suppress(AlreadyDone):
        calendar = shipped_calendar()
        operations.adopt_calendar(calendar=calendar, legal_ref="", by=SYSTEM, at=at)
    for agency, unit in zip(city.agencies, city.units, strict=True):
        with suppress(AlreadyDone):
            operations.establish_agency(agency=agency, by=SYSTEM, at=at)
        if not queries.one_stop_units(agency.code):
            operations.open_one_stop_unit(unit=unit, by=SYSTEM, at=at)
    for code, (label, week) in city.weeks.items():
        with suppress(AlreadyDone):
            operations.set_office_hours(agency_code=code, label=label, week=week, by=SYSTEM, at=at)
    for officer in city.officers:
        _enlist_and_post(officer, at)


def _enlist_and_post(officer: CityOfficer, at: datetime) -> None:
    facts = officer.facts
    with suppress(AlreadyDone):
        operations.enlist_officer(officer=facts, by=SYSTEM, at=at)
    card = queries.officer_by_subject(facts.provider, facts.subject)
    with suppress(AlreadyDone):
        operations.post_officer(officer_id=card.id, posting=officer.posting, by=SYSTEM, at=at)


def _facts(agency: _Agency) -> AgencyFacts:
    return AgencyFacts(
        code=agency.code,
        name=agency.name.text(),
        kind=agency.kind,
        parent=agency.parent,
        place_code=agency.place_code,
        address=agency.address,
        phone=agency.phone,
        email=agency.email,
        authority_line=agency.authority_line.text(),
        fee_account=agency.fee_account,
    )


def _unit(agency: _Agency, counters: list[_Counter]) -> UnitFacts:
    return UnitFacts(
        agency=agency.code,
        name=agency.unit.text(),
        address=agency.address,
        phone=agency.phone,
        counters=tuple(CounterFacts(c.number, c.text()) for c in counters),
    )


def _officers(agency: _Agency, document: _Document) -> Iterator[CityOfficer]:
    titles = document.titles["default"] | document.titles.get(agency.kind, {})
    for role, names in agency.officers.items():
        for number, name in enumerate(names, start=1):
            suffix = f"-{number}" if number > 1 else ""
            facts = OfficerFacts(
                full_name=name,
                title=titles[role].text(),
                provider=document.provider,
                subject=f"{agency.code.lower()}-{role}{suffix}",
            )
            posting = PostingFacts(
                agency=agency.code,
                role=role,
                valid_from=document.posted_on,
                legal_ref=document.legal_ref,
            )
            yield CityOfficer(facts, posting)
