"""Several of several choices."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import ListOf, Text, Type

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import (
    NOTHING_TYPED,
    Control,
    Kind,
    Option,
    Parsed,
    Schema,
    Typed,
    read_bounds,
    read_choices,
)


@dataclass(frozen=True, slots=True)
class MultipleChoice(Kind):
    """The answer lists the choices in the order in which they are offered, each once."""

    name: ClassVar[str] = "multiple_choice"

    choices: tuple[Option, ...] = ()
    least: int = 1
    most: int = 60

    @classmethod
    def read(cls, branch: Branch) -> Self:
        choices = read_choices(branch, least=1, most=60)
        count = max(1, len(choices))
        return cls(choices, *read_bounds(branch, default=(1, count), bounds=(1, count)))

    @property
    def type(self) -> Type:
        return ListOf(Text(frozenset(option.value for option in self.choices)))

    @property
    def schema(self) -> Schema:
        return {
            "type": "array",
            "items": {"enum": [option.value for option in self.choices]},
            "uniqueItems": True,
            "minItems": self.least,
            "maxItems": self.most,
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(choices=self.choices)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        return Parsed(self.clean(typed.all()))

    def clean(self, answer: object) -> list[str] | None:
        """Words that are no choices stay at the end, for `check` to find."""
        if not isinstance(answer, list):
            return None
        picked = list(dict.fromkeys(each for each in answer if isinstance(each, str) and each))
        order = [option.value for option in self.choices]
        known = [value for value in order if value in picked]
        return [*known, *(each for each in picked if each not in order)] or None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        picked = self.clean(answer) or []
        order = {option.value for option in self.choices}
        if not order.issuperset(picked):
            return [Fault("unknown-choice")]
        if len(picked) < self.least:
            return [Fault("too-few", {"least": self.least})]
        return [Fault("too-many", {"most": self.most})] if len(picked) > self.most else []

    def typed(self, answer: object) -> Typed:
        return Typed({"": self.clean(answer) or []}) if answer else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        picked = self.clean(answer) or []
        chosen = [each.label.in_(language) for each in self.choices if each.value in picked]
        return "\n".join(chosen)
