"""Whom one may be at the demo provider: the people of the demo city, and its officers."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from motcua.kernel.words import Text
from motcua.modules.organisation.seed.cities import City, demo_city

Claims = dict[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """One who may be chosen; `claims` are told in the words of the identity system."""

    subject: str
    name: str
    note: Text
    claims: Claims


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts that are shown together: the people, or the officers of one agency."""

    key: str
    name: Text
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    groups: tuple[Group, ...]

    def account(self, subject: str) -> Account | None:
        every = (account for group in self.groups for account in group.accounts)
        return next((account for account in every if account.subject == subject), None)


class _Words(msgspec.Struct, frozen=True):
    vi: str
    en: str


class _Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    subject: str
    note: _Words
    claims: Claims


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    people: list[_Person]


@cache
def demo_directory() -> Directory:
    """Everybody of the shipped demo city."""
    return Directory((_people(), *_officers(demo_city())))


def _people() -> Group:
    text = (files(__package__) / "people.yaml").read_text(encoding="utf-8")
    document = msgspec.convert(yaml.safe_load(text), _Document)
    accounts = tuple(
        Account(
            subject=person.subject,
            name=person.claims.get("TenDoanhNghiep") or person.claims["HoVaTen"],
            note=Text(person.note.vi, person.note.en),
            claims=person.claims,
        )
        for person in document.people
    )
    return Group("people", Text("Người dân và doanh nghiệp", "Citizens and businesses"), accounts)


def _officers(city: City) -> list[Group]:
    groups = []
    for agency in city.agencies:
        accounts = tuple(
            Account(
                subject=officer.facts.subject,
                name=officer.facts.full_name,
                note=officer.facts.title,
                claims={"LoaiTaiKhoan": "3", "HoVaTen": officer.facts.full_name, "loAs": "2"},
            )
            for officer in city.officers
            if officer.posting.agency == agency.code
        )
        groups.append(Group(agency.code, agency.name, accounts))
    return groups
