"""One line of text."""

from dataclasses import dataclass
from typing import ClassVar, Self

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Schema, Typed, read_bounds


@dataclass(frozen=True, slots=True)
class ShortText(Kind):
    name: ClassVar[str] = "short_text"

    least: int = 1
    most: int = 200

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(*read_bounds(branch, default=(1, 200), bounds=(1, 500)))

    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": self.least, "maxLength": self.most}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=self.most)

    def clean(self, answer: object) -> str | None:
        return writing.one_line(answer)

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        return writing.faults(str(answer), least=self.least, most=self.most)
