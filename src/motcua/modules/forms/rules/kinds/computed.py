"""A value nobody types: it follows from answers given before, by a formula of the definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from motcua.kernel import money
from motcua.kernel.expressions import TEXT, Bool, Day, Expression, Int, Type
from motcua.kernel.words import Text

from ..branch import Branch
from ..places import PlaceNames
from ..scene import Scene
from .date import day_of, written
from .kind import Control, Kind, Parsed, Schema, Typed
from .yes_no import NO, YES

STYLES = ("plain", "money")


@dataclass(frozen=True, slots=True)
class Computed(Kind):
    """`formula` is set by whoever reads questions, since it must know what was asked before.

    What is sent for it is never looked at: the server computes it again wherever it counts.
    """

    name: ClassVar[str] = "computed"

    formula: Expression | None = None
    style: str = "plain"
    unit: Text | None = None

    @classmethod
    def read(cls, branch: Branch) -> Self:
        style = branch.among("as", STYLES) if branch.has("as") else STYLES[0]
        return cls(style=style, unit=branch.words_if_any("unit"))

    @property
    def type(self) -> Type:
        return self.formula.type if self.formula else TEXT

    def worth(self, facts: Mapping[str, object]) -> object | None:
        """What it comes to, as JSON; None while an answer it needs is missing."""
        value = self.formula.value(facts) if self.formula else None
        return value.isoformat() if isinstance(value, date) else value

    @property
    def schema(self) -> Schema:
        """Worked out by the server; what is sent for it is not looked at."""
        return {"readOnly": True}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(unit=self.unit)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        return Parsed()

    def clean(self, answer: object) -> None:
        return None

    @property
    def shape(self) -> str:
        """How the page writes it: `money`, `number`, `day`, `yes_no` or `text`."""
        if self.style == "money":
            return "money"
        return {Int: "number", Day: "day", Bool: "yes_no"}.get(type(self.type), "text")

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        match self.shape:
            case "money":
                return money.show(answer) if isinstance(answer, int) else ""
            case "yes_no":
                return (YES if answer is True else NO).label.in_(language)
            case "day":
                day = day_of(answer)
                return written(day, language) if day else ""
        return f"{answer} {self.unit.in_(language)}" if self.unit else str(answer)
