"""A whole number."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import INT, Type
from motcua.kernel.words import Text

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Parsed, Schema, Typed, read_bounds

LARGEST = 999_999_999


@dataclass(frozen=True, slots=True)
class WholeNumber(Kind):
    name: ClassVar[str] = "whole_number"

    least: int = 0
    most: int = LARGEST
    unit: Text | None = None

    @classmethod
    def read(cls, branch: Branch) -> Self:
        bounds = read_bounds(branch, default=(0, LARGEST), bounds=(-LARGEST, LARGEST))
        return cls(*bounds, unit=branch.words_if_any("unit"))

    @property
    def type(self) -> Type:
        return INT

    @property
    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(unit=self.unit, longest=max(len(str(self.least)), len(str(self.most))))

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        return parse_number(typed)

    def clean(self, answer: object) -> int | None:
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        return check_number(answer, self.least, self.most)

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return f"{answer} {self.unit.in_(language)}" if self.unit else str(answer)


def parse_number(typed: Typed) -> Parsed:
    if typed.is_blank:
        return Parsed()
    number = writing.whole_number(typed.one())
    return Parsed(number) if number is not None else Parsed(fault=Fault("not-a-number"))


def check_number(answer: object, least: int, most: int) -> list[Fault]:
    if not isinstance(answer, int) or answer < least:
        return [Fault("too-small", {"least": least})]
    return [Fault("too-large", {"most": most})] if answer > most else []
