"""An address as typed, cut into parts, each with the keys a unit might be found by."""

import re
from dataclasses import dataclass

from motcua.kernel.words import fold

from .names import compact, order, words

#: What people write before a name, folded -> the kinds it may stand for, folded and joined.
_PREFIXES = {
    "p": ("phuong",), "f": ("phuong",), "phuong": ("phuong",), "ward": ("phuong",),
    "x": ("xa",), "xa": ("xa",), "commune": ("xa",),
    "tt": ("thitran",), "thi tran": ("thitran",), "township": ("thitran",),
    "dk": ("dackhu",), "dac khu": ("dackhu",),
    "q": ("quan",), "quan": ("quan",), "district": ("quan", "huyen"),
    "h": ("huyen",), "huyen": ("huyen",),
    "tx": ("thixa",), "thi xa": ("thixa",), "town": ("thixa",),
    "tp": ("thanhpho",), "thanh pho": ("thanhpho",), "city": ("thanhpho",),
    "t": ("tinh",), "tinh": ("tinh",), "province": ("tinh",),
}  # fmt: skip
_LONGEST_FIRST = "|".join(sorted(map(re.escape, _PREFIXES), key=len, reverse=True))
#: A dot or a blank ends a prefix; before a number it may stand alone: `Q1`, `P.05`.
_PREFIXED = re.compile(rf"({_LONGEST_FIRST})(?:[.\s]+(?P<name>.+)|\s*(?P<number>\d+))")
_SUFFIXED = re.compile(
    r"(?P<name>.+?)\s+(?P<kind>ward|commune|township|district|town|city|province)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """`exact` keys hold the kind as written, `loose` ones only the name.

    `typed` keeps the marks, to tell Hòa Lộc from Hoa Lộc where both are neighbours.
    """

    exact: tuple[str, ...]
    loose: tuple[str, ...]
    typed: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.exact, *self.loose)

    def ends_with(self, name: str) -> bool:
        """Whether the name stands there with its marks, wherever its tone marks are put."""
        wanted = order(name)
        return order(self.typed)[-len(wanted) :] == wanted


def parts_of(text: str) -> list[Part]:
    """`12 Hàng Than, P.Trúc Bạch, Q. Ba Đình` -> three parts, the widest unit last."""
    return [part for piece in re.split(r"[,;\n]+", text) if (part := _part(piece)) is not None]


def _part(piece: str) -> Part | None:
    whole = compact(piece)
    if not whole:
        return None
    prefixes, name = _split(fold(piece))
    if not prefixes:
        return Part((), (whole,), piece)
    number_only = all(word.isdigit() for word in words(name))
    loose = (whole,) if number_only else (compact(name), whole)
    return Part(tuple(prefix + compact(name) for prefix in prefixes), loose, piece)


def _split(folded: str) -> tuple[tuple[str, ...], str]:
    found = _PREFIXED.fullmatch(folded)
    if found is not None:
        return _PREFIXES[found[1]], found["name"] or found["number"]
    found = _SUFFIXED.fullmatch(folded)
    if found is not None:
        return _PREFIXES[found["kind"]], found["name"]
    return (), folded
