"""What the index knows of a procedure, and the filters people choose by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from motcua.kernel.words import Text, nfc

#: What speaks for a procedure where words do not: it can be filed here; who decides is near; it is
#: for people; few words name it.
FILEABLE, COMMUNE, PROVINCE, FOR_PEOPLE, LONG_NAME = 0.05, 0.045, 0.025, 0.015, 0.03
LONG = 40
_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")


@dataclass(frozen=True, slots=True)
class Facets:
    """What a procedure is filtered by; values as lists show them."""

    is_fileable: bool = True
    sector: str = ""
    online_level: int = 0
    life_events: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    agency_kinds: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen by besides words; all must hold. Empty: not chosen by."""

    life_event: str = ""
    sector: str = ""
    audience: str = ""
    level: str = ""
    agency_kind: str = ""
    department: str = ""
    online_level: int = 0
    is_fileable: bool = False

    def __bool__(self) -> bool:
        return self != Filters()

    def let(self, facets: Facets) -> bool:
        """Whether a procedure passes. `online_level` is the least."""
        return (
            (not self.life_event or self.life_event in facets.life_events)
            and (not self.sector or self.sector == facets.sector)
            and (not self.audience or self.audience in facets.audience)
            and (not self.level or self.level in facets.levels)
            and (not self.agency_kind or self.agency_kind in facets.agency_kinds)
            and (not self.department or self.department in facets.departments)
            and self.online_level <= facets.online_level
            and self.is_fileable <= facets.is_fileable
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure as it is searched. The lines are as people read them, marks and all."""

    code: str
    names: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    facets: Facets = Facets()
    revision: bytes = b""


def standing(facets: Facets, name_words: int) -> float:
    """What speaks for a procedure before anything was asked."""
    near = COMMUNE if "commune" in facets.levels else PROVINCE if "province" in facets.levels else 0
    people = FOR_PEOPLE if "citizen" in facets.audience else 0
    return FILEABLE * facets.is_fileable + near + people - LONG_NAME * min(1.0, name_words / LONG)


@dataclass(frozen=True, slots=True)
class SearchText:
    """What a procedure is found by, kept beside it: lines with marks, one under the other."""

    names: str
    phrases: str


def search_text(names: Iterable[Text], phrases: Iterable[Text]) -> SearchText:
    """Names weigh most, then the phrases people use. The sector is beside it already."""
    return SearchText(_lines(names), _lines(phrases))


def without_asides(line: str) -> tuple[str, str]:
    """A name without what stands in brackets, and that."""
    return _ASIDE.sub(" ", line), " ".join(_ASIDE.findall(line))


def _lines(texts: Iterable[Text]) -> str:
    lines = [" ".join(nfc(line).split()) for text in texts for line in (text.vi, text.en)]
    return "\n".join(line for line in dict.fromkeys(lines) if line)
