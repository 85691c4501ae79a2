"""The personal identification number of a citizen."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Part, Shape, Typed


@dataclass(frozen=True, slots=True)
class PersonalId(Kind):
    """Twelve digits; where `old_cards` is set, also the nine of a card issued before 2016."""

    name: ClassVar[str] = "personal_id"

    old_cards: bool = False

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("old_cards", default=False))

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(Shape.LINE, (Part(inputmode="numeric", width=16, longest=20),))

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        return re.sub(r"[ .\-]", "", text) if text else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        number = str(answer)
        if re.fullmatch(r"\d{12}", number):
            return []
        if self.old_cards:
            return [] if re.fullmatch(r"\d{9}", number) else [Fault("not-an-old-id")]
        return [Fault("not-a-personal-id")]
