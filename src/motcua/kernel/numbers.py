"""Numbers people are known by: personal number, old identity card, tax code, telephone.

Each reader takes what was typed and gives a parsed value with findings. Only findings that block
leave no value; warnings are for a person to look at, because registers hold surprises.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, Never, TypeVar

from .birthplaces import BIRTHPLACES

T_co = TypeVar("T_co", covariant=True)


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Severity(StrEnum):
    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or odd, by a stable code; doors hold the sentences."""

    code: str
    severity: Severity = Severity.BLOCK
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """What could be read. There is no value exactly when a finding blocks."""

    value: T_co | None
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.BLOCK)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.WARN)


@dataclass(frozen=True, slots=True)
class PersonalId:
    """The twelve digits `PPP G YY RRRRRR` and what they say; there is no check digit."""

    number: str
    place_code: str
    place: str | None
    sex: Sex
    birth_year: int


@dataclass(frozen=True, slots=True)
class OldCard:
    """Nine digits of an identity card of before 2016; they say nothing reliable."""

    number: str


class TaxPayer(StrEnum):
    ORGANISATION = "organisation"
    BRANCH = "branch"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class TaxCode:
    """`shown` has the hyphen before a branch that people write."""

    number: str
    kind: TaxPayer
    shown: str


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"


@dataclass(frozen=True, slots=True)
class Phone:
    """National form with its leading 0, and international form with +84."""

    number: str
    international: str
    kind: PhoneKind


TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{8,9}")


def read_personal_id(
    text: str,
    *,
    sex: Sex | None = None,
    birth_year: int | None = None,
    on: date | None = None,
    places: Mapping[str, str] = BIRTHPLACES,
) -> Reading[PersonalId]:
    """A personal identification number (số định danh cá nhân), checked against what is declared.

    Blocks: `personal-id-not-digits`, `personal-id-length`, `personal-id-old-card` (nine digits).
    Warns: `personal-id-unknown-place`, `personal-id-sex-differs`,
    `personal-id-birth-year-differs`, `personal-id-born-later` (than the day `on`).
    Source: Decree 137/2015 on the make-up of the number, kept by the Identity Law 26/2023.
    """
    digits = _compact(text)
    problem = _not_so_many(digits, "personal-id", 12)
    if problem is not None:
        is_old = problem.code == "personal-id-length" and len(digits) == 9
        return _blocked(Finding("personal-id-old-card") if is_old else problem)
    century, is_female = divmod(int(digits[3]), 2)
    found = PersonalId(
        number=digits,
        place_code=digits[:3],
        place=places.get(digits[:3]),
        sex=Sex.FEMALE if is_female else Sex.MALE,
        birth_year=1900 + 100 * century + int(digits[4:6]),
    )
    return Reading(found, tuple(_doubts(found, sex, birth_year, on)))


def read_old_card(text: str) -> Reading[OldCard]:
    """The number of an old identity card (CMND): nine digits.

    Later cards of that name carry the twelve digits of the personal number; read those as such.
    Blocks: `old-card-not-digits`, `old-card-length`.
    """
    digits = _compact(text)
    problem = _not_so_many(digits, "old-card", 9)
    return _blocked(problem) if problem else Reading(OldCard(digits))


def read_tax_code(text: str) -> Reading[TaxCode]:
    """A tax code: ten digits with a check digit, thirteen with a branch, or a personal number.

    Blocks: `tax-code-not-digits`, `tax-code-length`, `tax-code-prefix` (no code begins so),
    `tax-code-check-digit`, `tax-code-branch` (000). A personal number (since 2025-07-01) may
    warn as `read_personal_id` does.
    """
    digits = _compact(text)
    if len(digits) == 12 and _is_digits(digits):
        person = read_personal_id(digits)
        return Reading(TaxCode(digits, TaxPayer.PERSON, digits), person.findings)
    problem = _tax_problem(digits)
    if problem is not None:
        return _blocked(problem)
    if len(digits) == 10:
        return Reading(TaxCode(digits, TaxPayer.ORGANISATION, digits))
    return Reading(TaxCode(digits, TaxPayer.BRANCH, f"{digits[:10]}-{digits[10:]}"))


def tax_check_digit(prefix: str) -> int | None:
    """The tenth digit after these nine, or None where the tax office gives no such prefix."""
    remainder = sum(w * int(d) for w, d in zip(TAX_WEIGHTS, prefix, strict=True)) % 11
    return None if remainder == 0 else 10 - remainder


def read_phone(text: str) -> Reading[Phone]:
    """A Vietnamese telephone number in any usual writing.

    The carrier's prefix is not judged: numbers move between carriers.
    Blocks: `phone-not-digits`, `phone-foreign` (another country), `phone-length`, `phone-prefix`.
    """
    typed = re.sub(r"[()/]", "", _compact(text))
    is_international = typed.startswith(("+", "00"))
    digits = re.sub(r"^(\+|00)", "", typed)
    if not _is_digits(digits):
        return _blocked(Finding("phone-not-digits"))
    if is_international and not digits.startswith("84"):
        return _blocked(Finding("phone-foreign"))
    if digits.startswith("84"):
        # "+84 (0)912…" is a common slip; "84…" without a plus is what address books export.
        digits = "0" + digits[2:].removeprefix("0")
    if _MOBILE.fullmatch(digits):
        return Reading(Phone(digits, f"+84{digits[1:]}", PhoneKind.MOBILE))
    if _LANDLINE.fullmatch(digits):
        return Reading(Phone(digits, f"+84{digits[1:]}", PhoneKind.LANDLINE))
    is_short_or_long = not 10 <= len(digits) <= (11 if digits.startswith("02") else 10)
    return _blocked(Finding("phone-length" if is_short_or_long else "phone-prefix"))


def _tax_problem(digits: str) -> Finding | None:
    if not _is_digits(digits):
        return Finding("tax-code-not-digits")
    if len(digits) not in (10, 13):
        return Finding("tax-code-length", params={"length": len(digits)})
    check = tax_check_digit(digits[:9])
    if check is None:
        return Finding("tax-code-prefix")
    if check != int(digits[9]):
        return Finding("tax-code-check-digit")
    return Finding("tax-code-branch") if digits[10:] == "000" else None


def _doubts(
    found: PersonalId, sex: Sex | None, birth_year: int | None, on: date | None
) -> Iterable[Finding]:
    if found.place is None:
        yield _warning("personal-id-unknown-place", place=found.place_code)
    if sex is not None and sex is not found.sex:
        yield _warning("personal-id-sex-differs")
    if birth_year is not None and birth_year != found.birth_year:
        yield _warning("personal-id-birth-year-differs")
    if on is not None and found.birth_year > on.year:
        yield _warning("personal-id-born-later", year=on.year)


def _compact(text: str) -> str:
    """Without the spaces, dots and hyphens people put between groups; full-width digits folded."""
    return re.sub(r"[\s.\-‐-–]", "", unicodedata.normalize("NFKC", text))


def _is_digits(text: str) -> bool:
    return re.fullmatch(r"[0-9]+", text) is not None


def _not_so_many(digits: str, name: str, length: int) -> Finding | None:
    if not _is_digits(digits):
        return Finding(f"{name}-not-digits")
    if len(digits) != length:
        return Finding(f"{name}-length", params={"length": len(digits)})
    return None


def _warning(code: str, **params: str | int) -> Finding:
    return Finding(code, Severity.WARN, params)


def _blocked(finding: Finding) -> Reading[Never]:
    return Reading(None, (finding,))
