"""How a person is told from others, and how they are shown to those who need not know all. Pure."""

import re
from dataclasses import replace
from datetime import date

from motcua.kernel.errors import Invalid, Refusal
from motcua.kernel.numbers import read_phone
from motcua.kernel.words import fold, nfc

from .facts import Address, Claims, Contact, PersonKind

DOTS = "•"
LONGEST_ADDRESS = 300
#: RFC 5321 gives 64 characters before the @ and 254 in all; what a mail server takes is its matter.
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PROVINCE = re.compile(r"([0-9]{2})?")
_COMMUNE = re.compile(r"([0-9]{5})?")


class IdentityIncomplete(Refusal):
    """The identity has no number by which a person or business is told from others."""

    code = "identity-incomplete"
    status = 403


class IdentityConflict(Refusal):
    """The identity tells a number that belongs to somebody else here; a person must look at it."""

    code = "identity-conflict"
    status = 409


class IdentityMismatch(Refusal):
    """The number is known here, with another name or day of birth than what was said."""

    code = "identity-mismatch"
    status = 409


def must_match(claims: Claims, *, name: str, birth_on: date | None) -> None:
    """What a card or paper says of a number must be what is known of it.

    :raises IdentityMismatch: another name, or another day of birth
    """
    said = claims.organisation or claims.full_name
    if fold(said) != fold(name):
        raise IdentityMismatch("another name")
    is_citizen = claims.kind is PersonKind.CITIZEN
    if is_citizen and claims.birth_on and birth_on and claims.birth_on != birth_on:
        raise IdentityMismatch("another day of birth")


def identity_number(kind: PersonKind, personal_id: str, tax_code: str) -> str:
    """What makes two sign-ins the same person: for a business its own number, never its agent's.

    :raises IdentityIncomplete: the number is missing
    """
    number = personal_id if kind is PersonKind.CITIZEN else tax_code
    if not number:
        raise IdentityIncomplete(f"a {kind} without a number")
    return f"{kind}:{number}"


def is_email(text: str) -> bool:
    return len(text) <= 254 and bool(_EMAIL.fullmatch(text))


def checked_contact(contact: Contact) -> Contact:
    """The contact as it is stored. Empty fields stay empty: people may be reached in one way only.

    :raises Invalid: `params` give for each wrong field the code of what is wrong
    """
    faults: dict[str, str] = {}
    phone, email = contact.phone.strip(), nfc(contact.email.strip())
    if phone:
        reading = read_phone(phone)
        phone = reading.value.number if reading.value else ""
        if reading.problems:
            faults["phone"] = reading.problems[0].code
    if email and not is_email(email):
        faults["email"] = "not-an-email"
    address = replace(contact.address, detail=nfc(contact.address.detail.strip()))
    if not _is_address(address):
        faults["address"] = "not-an-address"
    if faults:
        raise Invalid("a contact that cannot be", **faults)
    return Contact(phone, email, address)


def _is_address(address: Address) -> bool:
    return bool(
        _PROVINCE.fullmatch(address.province)
        and _COMMUNE.fullmatch(address.commune)
        and len(address.detail) <= LONGEST_ADDRESS
    )


def mask_number(number: str) -> str:
    """Only the last three characters: `001096000123` -> `•••••••••123`."""
    return DOTS * max(len(number) - 3, 0) + number[-3:] if len(number) > 3 else DOTS * len(number)


def mask_phone(phone: str) -> str:
    """`0912345678` -> `09•••••678`."""
    if len(phone) < 8:
        return DOTS * len(phone)
    return phone[:2] + DOTS * (len(phone) - 5) + phone[-3:]


def mask_email(email: str) -> str:
    """`an.nguyen@example.vn` -> `a•••@example.vn`; the length of the name is not shown."""
    name, at, domain = email.rpartition("@")
    return f"{name[:1]}{DOTS * 3}{at}{domain}" if at and name else DOTS * 3


def mask_name(name: str) -> str:
    """The given name stays, the others are initials: `Nguyễn Thị An` -> `N. T. An`."""
    *others, given = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in others), given])
