"""Identity cards at the counter: the code printed on them, or what a clerk types from them."""

from datetime import date

from django.utils.translation import gettext as _

from motcua.kernel import numbers
from motcua.kernel.words import nfc
from motcua.modules.people.facts import Claims, PersonKind

from .typed import Gap

#: The code on the chip-based card: number|old number|name|ddmmyyyy|sex|address|issued on.
_PARTS = 6
_SEXES = {"nam": numbers.Sex.MALE, "nữ": numbers.Sex.FEMALE}


def claims_of(code: str) -> Claims | None:
    """What the code on the card says, as a reader types it into the field; None if it is none."""
    parts = [nfc(part).strip() for part in code.split("|")]
    if len(parts) < _PARTS:
        return None
    number, name, born = numbers.read_personal_id(parts[0]).value, parts[2], _born(parts[3])
    if number is None or not name or born is None:
        return None
    return _claims(number.number, name, born, sex=_SEXES.get(parts[4].lower()))


def typed_claims(number: str, name: str, born: date | None) -> tuple[Claims | None, list[Gap]]:
    """What the clerk read on the card, and what is wrong with it."""
    gaps: list[Gap] = []
    found = numbers.read_personal_id(number).value
    if found is None:
        gaps.append(("number", _("Số căn cước có 12 chữ số")))
    if not name:
        gaps.append(("name", _("Nhập họ và tên như trên thẻ")))
    if born is None:
        gaps.append(("born-day", _("Nhập ngày sinh như trên thẻ")))
    if gaps or found is None:
        return None, gaps
    return _claims(found.number, " ".join(name.split()), born), []


def _claims(number: str, name: str, born: date | None, *, sex: numbers.Sex | None = None) -> Claims:
    return Claims(
        provider="counter",
        subject="",
        kind=PersonKind.CITIZEN,
        full_name=name,
        personal_id=number,
        birth_on=born,
        sex=sex,
    )


def _born(digits: str) -> date | None:
    try:
        return date(int(digits[4:8]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
