"""Yes or no."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import BOOL, Type
from motcua.kernel.words import Text

from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import NOTHING_TYPED, Control, Kind, Option, Parsed, Schema, Typed

YES, NO = Option("yes", Text("Có", "Yes")), Option("no", Text("Không", "No"))
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class YesNo(Kind):
    name: ClassVar[str] = "yes_no"

    @property
    def type(self) -> Type:
        return BOOL

    @property
    def schema(self) -> Schema:
        return {"type": "boolean"}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(choices=(YES, NO))

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        if typed.one() not in _ANSWERS:
            return Parsed(fault=Fault("unknown-choice"))
        return Parsed(_ANSWERS[typed.one()])

    def clean(self, answer: object) -> bool | None:
        return answer if isinstance(answer, bool) else None

    def typed(self, answer: object) -> Typed:
        if not isinstance(answer, bool):
            return NOTHING_TYPED
        return Typed({"": ["yes" if answer else "no"]})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        return (YES if answer is True else NO).label.in_(language)
