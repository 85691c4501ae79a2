"""A person's full name, as on their papers."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Schema, Typed

LONGEST = 100
_SIGNS = frozenset(" '’.-·")


@dataclass(frozen=True, slots=True)
class PersonName(Kind):
    """Letters of any script; foreigners may have one word, and apostrophes."""

    name: ClassVar[str] = "person_name"

    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=LONGEST)

    def clean(self, answer: object) -> str | None:
        return writing.one_line(answer)

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        name = str(answer)
        found = writing.faults(name, most=LONGEST)
        is_name = all(_is_letter(c) or c in _SIGNS for c in name) and any(map(_is_letter, name))
        return found or ([] if is_name else [Fault("not-a-name")])


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
