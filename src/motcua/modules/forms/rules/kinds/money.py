"""An amount in đồng."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel import money
from motcua.kernel.expressions import INT, Type
from motcua.kernel.words import Text

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import Kind, Parsed, Schema, Typed, read_bounds
from .whole_number import check_number, parse_number

DONG = Text("đồng", "đồng")


@dataclass(frozen=True, slots=True)
class Money(Kind):
    name: ClassVar[str] = "money"

    least: int = 0
    most: int = money.LARGEST

    @classmethod
    def read(cls, branch: Branch) -> Self:
        whole = (0, int(money.LARGEST))
        return cls(*read_bounds(branch, default=whole, bounds=whole))

    @property
    def type(self) -> Type:
        return INT

    @property
    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """`24.000 đ` is understood as well."""
        text = typed.one().strip().removesuffix("đồng").removesuffix("đ").removesuffix("VND")
        return parse_number(Typed({"": [text]}))

    def clean(self, answer: object) -> int | None:
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        return check_number(answer, self.least, self.most)

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return money.show(answer) if isinstance(answer, int) else ""
