"""One of several choices."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import Text, Type

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import Control, Kind, Option, Schema, Typed, read_choices

# Beyond this a list to pick from is quicker than buttons to read.
MOST_RADIOS = 12


@dataclass(frozen=True, slots=True)
class SingleChoice(Kind):
    name: ClassVar[str] = "single_choice"

    choices: tuple[Option, ...] = ()

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(read_choices(branch, least=2, most=300))

    @property
    def type(self) -> Type:
        return Text(frozenset(option.value for option in self.choices))

    @property
    def schema(self) -> Schema:
        return {"enum": [option.value for option in self.choices]}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(choices=self.choices, as_list=len(self.choices) > MOST_RADIOS)

    def clean(self, answer: object) -> str | None:
        return answer if isinstance(answer, str) and answer else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        is_known = any(option.value == answer for option in self.choices)
        return [] if is_known else [Fault("unknown-choice")]

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return "".join(each.label.in_(language) for each in self.choices if each.value == answer)
