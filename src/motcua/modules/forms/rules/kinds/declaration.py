"""A sentence one must agree to; its label is the sentence."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import BOOL, Type
from motcua.kernel.words import Text

from ..places import PlaceNames
from ..scene import Scene
from .kind import NOTHING_TYPED, Kind, Parsed, Schema, Typed

AGREED = Text("Đã cam đoan", "Declared")


@dataclass(frozen=True, slots=True)
class Declaration(Kind):
    """The only answer is true: who does not agree has not answered."""

    name: ClassVar[str] = "declaration"

    @property
    def type(self) -> Type:
        return BOOL

    @property
    def schema(self) -> Schema:
        return {"const": True}

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        return Parsed(True if typed.one() == "yes" else None)

    def clean(self, answer: object) -> bool | None:
        return True if answer is True else None

    def typed(self, answer: object) -> Typed:
        return Typed({"": ["yes"]}) if answer is True else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return AGREED.in_(language)
