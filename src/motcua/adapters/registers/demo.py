"""The registers of the demo city, built in: all over one file of people who do not exist."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

import msgspec

from motcua.kernel.errors import Weather
from motcua.modules.registers.ports import Extract, Fact, HeldDocument, Registers, Subject
from motcua.modules.registers.rules import DOCUMENTS, FACTS, RegisterCode


class NotInProduction(Exception):
    """These people do not exist; a real city must not believe in them."""


class _Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: object
    as_of: date


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document_type: str
    title: str
    number: str
    issued_on: date
    issued_by: str
    holder: str = ""
    expires_on: date | None = None
    revoked_on: date | None = None


class _Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    facts: dict[str, _Fact]
    documents: tuple[_Document, ...] = ()

    @property
    def name(self) -> str:
        """In whose name papers are made out where they do not say otherwise."""
        named = self.facts.get("applicant.full_name") or self.facts.get("business.name")
        return str(named.value) if named else ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    people: tuple[_Person, ...]


@dataclass(slots=True)
class DemoRegister:
    """One of them. `is_down` lets a test, or a demonstration, see what happens without it."""

    code: RegisterCode
    is_down: bool = False

    def look_up(
        self, subject: Subject, *, facts: Collection[str], documents: Collection[str],
        ref: str, at: datetime,
    ) -> Extract | None:  # fmt: skip
        del ref, at
        if self.is_down:
            raise Weather(f"{self.code} does not answer")
        is_business = self.code is RegisterCode.BUSINESS
        person = _people().get(subject.tax_code if is_business else subject.personal_id)
        if person is None:
            return None
        return Extract(
            {
                name: Fact(_dated(fact.value, fact.as_of), fact.as_of)
                for name, fact in person.facts.items()
                if name in facts and FACTS.get(name) is self.code
            },
            tuple(
                HeldDocument(
                    each.document_type,
                    each.title,
                    each.number,
                    each.issued_on,
                    each.issued_by,
                    each.holder or person.name,
                    each.expires_on,
                    each.revoked_on,
                )
                for each in person.documents
                if each.document_type in documents and DOCUMENTS[each.document_type] is self.code
            ),
        )


def stand(*, is_production: bool) -> Registers:
    """All of them.

    :raises NotInProduction: in production
    """
    if is_production:
        raise NotInProduction("the demo registers")
    return on_stage()


def on_stage() -> Registers:
    """All of them where one only rehearses: there nothing is real, in production neither."""
    return Registers(tuple(DemoRegister(code) for code in RegisterCode))


def _dated(value: object, as_of: date) -> object:
    """An address is true for a day: that on which the register wrote it."""
    return {**value, "as_of": as_of.isoformat()} if isinstance(value, Mapping) else value


@cache
def _people() -> Mapping[str, _Person]:
    found = msgspec.yaml.decode((files(__package__) / "people.yaml").read_bytes(), type=_File)
    return {person.number: person for person in found.people}
