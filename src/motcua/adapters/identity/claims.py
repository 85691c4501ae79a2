"""From a provider's claims to ours, by a map that is data: one YAML file per provider."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from motcua.kernel import numbers
from motcua.kernel.numbers import Sex
from motcua.kernel.words import nfc
from motcua.modules.people.facts import Address, Claims, Contact, PersonKind
from motcua.modules.people.ports import SignInFailed
from motcua.modules.people.rules import is_email

FORMAT = "motcua.claims/1"
LONGEST = 500
_LEVEL = re.compile(r"[0-9]")

Names = list[str]
Told = Mapping[str, object]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim with a few values, each with a word of ours."""

    from_: Names = msgspec.field(name="from")
    values: dict[str, str]
    otherwise: str = ""


class Dated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim that is a date, in one of several forms."""

    from_: Names = msgspec.field(name="from")
    forms: list[str]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    province: Names
    commune: Names
    detail: Names


class ClaimMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For each of our fields, the claims that may hold it; the first that says something counts."""

    format: str
    subject: Names
    kind: Choice
    full_name: Names
    personal_id: Names
    tax_code: Names
    organisation: Names
    birth_on: Dated
    sex: Choice
    tech_id: Names
    assurance: Names
    proofing: Names
    phone: Names
    email: Names
    address: Place


@cache
def claim_map(name: str) -> ClaimMap:
    """The map shipped under a name, such as `vneid`.

    :raises FileNotFoundError: none is shipped under that name
    """
    text = (files(__package__) / "claim_maps" / f"{name}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), ClaimMap)


def read(told: Told, mapping: ClaimMap, *, provider: str) -> Claims:
    """Our claims. What cannot be understood counts as not told; without subject or name nobody is.

    :raises SignInFailed: no subject or no name, or a claim too long to be one
    """
    subject, full_name = _text(told, mapping.subject), _text(told, mapping.full_name)
    if not subject or not full_name:
        raise SignInFailed("the claims name nobody")
    return Claims(
        provider=provider,
        subject=subject,
        kind=PersonKind(_choice(told, mapping.kind)),
        full_name=full_name,
        personal_id=_first(told, mapping.personal_id, _personal_id),
        tax_code=_first(told, mapping.tax_code, _tax_code),
        organisation=_text(told, mapping.organisation),
        birth_on=_date(told, mapping.birth_on),
        sex=Sex(sex) if (sex := _choice(told, mapping.sex)) else None,
        tech_id=_text(told, mapping.tech_id),
        assurance=_level(told, mapping.assurance),
        proofing=_level(told, mapping.proofing),
        contact=Contact(
            phone=_first(told, mapping.phone, _phone),
            email=_first(told, mapping.email, lambda text: text if is_email(text) else ""),
            address=Address(
                province=_text(told, mapping.address.province),
                commune=_text(told, mapping.address.commune),
                detail=_text(told, mapping.address.detail),
            ),
        ),
    )


def _text(told: Told, names: Names) -> str:
    for name in names:
        value = told.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int):
            continue
        text = nfc(str(value)).strip()
        if len(text) > LONGEST:
            raise SignInFailed(f"the claim {name} is too long")
        if text:
            return text
    return ""


def _first(told: Told, names: Names, understood: Callable[[str], str]) -> str:
    texts = (understood(_text(told, [name])) for name in names)
    return next((text for text in texts if text), "")


def _personal_id(text: str) -> str:
    person, card = numbers.read_personal_id(text).value, numbers.read_old_card(text).value
    return person.number if person else card.number if card else ""


def _tax_code(text: str) -> str:
    found = numbers.read_tax_code(text).value
    return found.number if found else ""


def _phone(text: str) -> str:
    found = numbers.read_phone(text).value
    return found.number if found else ""


def _choice(told: Told, choice: Choice) -> str:
    return choice.values.get(_text(told, choice.from_).lower(), choice.otherwise)


def _level(told: Told, names: Names) -> int:
    found = _LEVEL.search(_text(told, names))
    return int(found.group()) if found else 0


def _date(told: Told, dated: Dated) -> date | None:
    text = _text(told, dated.from_)
    for form in dated.forms:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None
