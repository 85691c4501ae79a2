"""Numbers and symbols of documents (Decree 30/2020, Annex I, II.3); names as others see them."""

import re

from motcua.kernel.words import fold

_TYPES = re.compile(r"^(ủy|uỷ) ban nhân dân (thành phố|tỉnh|phường|xã|đặc khu)\s+", re.IGNORECASE)
_UNITS = re.compile(r"\b(thành phố|tỉnh|phường|xã|đặc khu)\s+(?P<name>\S.*)$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")


def number_text(number: int, symbol: str, *, agency_symbol: str) -> str:
    """7, `TLKS-{agency}` -> `07/TLKS-UBND`."""
    return f"{number:02d}/{symbol.replace('{agency}', agency_symbol)}"


def agency_symbol(name: str) -> str:
    """`UBND` for people's committees, else initials: Sở Tư pháp -> STP, Công an phường X -> CAP."""
    plain = _ASIDE.sub("", name).strip()
    if _TYPES.match(plain) or fold(plain).startswith("uy ban nhan dan"):
        return "UBND"
    unit = _UNITS.search(plain)
    kept = plain[: unit.start("name")] if unit else plain
    return "".join(word[0] for word in fold(kept).upper().split())


def place_of(name: str, superior: str | None) -> str:
    """The địa danh of the date line: the unit an agency belongs to, without its type.

    `Ủy ban nhân dân phường Hoàn Kiếm` -> `Hoàn Kiếm`; a department takes its superior's.
    """
    for each in (name, superior or ""):
        unit = _UNITS.search(_ASIDE.sub("", each).strip())
        if unit:
            return unit.group("name")
    return superior or name


def masked(full_name: str) -> str:
    """`Nguyễn Thị An` -> `Nguyễn T. A.`: enough to compare with a paper in hand, no more."""
    first, *rest = full_name.split() or [""]
    if not rest:
        return f"{first[:1]}."
    return " ".join([first, *(f"{word[0]}." for word in rest)])


def seal_lines(name: str) -> tuple[str, ...]:
    """The agency's name in the short lines that fit a round seal."""
    words = _ASIDE.sub("", name).split()
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= 12:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
