"""Rows of places: a unit between two dates, and who follows whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.words import Text

from .kinds import WORDS, Kind, Level, full_name, kind_and_name, kind_words
from .names import compact, plain, words


class Confidence(StrEnum):
    """How sure we are of a row: read in the source itself, only told, or in dispute."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it was from `valid_from` up to, but not on, `valid_to`.

    A missing `valid_from` means before the record begins. `keys` are the compact names it is
    found by, `search` the folded words of its name and of those above it.
    """

    level: Level
    code: str
    kind: Kind
    name: Text
    keys: tuple[str, ...]
    search: str
    parent_code: str
    province_code: str
    valid_from: date | None
    valid_to: date | None
    legal_ref: str
    confidence: Confidence = Confidence.CONFIRMED
    note: str = ""
    also_coded: str = ""

    @property
    def identity(self) -> tuple[str, str, date | None]:
        return self.level.value, self.code, self.valid_from


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """An old unit went, whole or in part, into a new one; the default took the larger part."""

    old_level: Level
    old_code: str
    new_code: str
    is_default: bool
    effective_on: date
    legal_ref: str

    @property
    def identity(self) -> tuple[str, str, str]:
        return self.old_level.value, self.old_code, self.new_code


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything known about places, under a version that names its sources."""

    version: str
    units: tuple[UnitRow, ...]
    successions: tuple[SuccessionRow, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The full name with its kind, further compact names, and English where it is not plain."""

    full: str
    aliases: tuple[str, ...] = ()
    english: str = ""


@dataclass(frozen=True, slots=True)
class Above:
    """The units a unit lies in: codes, and short names, nearest first."""

    parent_code: str = ""
    province_code: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validity:
    """From and to when, and by what it was laid down."""

    valid_from: date | None
    valid_to: date | None
    legal_ref: str


def make_unit(
    level: Level, code: str, names: Names, validity: Validity, above: Above | None = None
) -> UnitRow:
    """A row with its keys and search words.

    :raises ValueError: a full name that begins with no kind of its level
    """
    kind, short = kind_and_name(level, names.full)
    name = Text(short, names.english or plain(short))
    above = above or Above(province_code=code)
    return UnitRow(
        level=level,
        code=code,
        kind=kind,
        name=name,
        keys=_keys(kind, name, names.aliases),
        search=_search(level, kind, name, above.names),
        parent_code=above.parent_code,
        province_code=above.province_code,
        valid_from=validity.valid_from,
        valid_to=validity.valid_to,
        legal_ref=validity.legal_ref,
    )


def _keys(kind: Kind, name: Text, aliases: Iterable[str]) -> tuple[str, ...]:
    own = {compact(full_name(kind, name).vi)}
    if not name.vi.isdigit():
        own |= {compact(name.vi), compact(name.en)}
    return tuple(sorted(own | set(aliases)))


def _search(level: Level, kind: Kind, name: Text, above: tuple[str, ...]) -> str:
    """With a blank before each word, so that `% ha%` finds words that begin so.

    The kinds of the units above are all listed, because theirs may change while this row stays.
    """
    found = [*words(WORDS[kind].vi), *words(name.vi), *words(name.en)]
    for name_above in above:
        found += words(name_above)
    if level is not Level.PROVINCE:
        found += kind_words(Level.PROVINCE)
    if len(above) > 1:
        found += kind_words(Level.DISTRICT)
    return "".join(f" {word}" for word in dict.fromkeys(found))
