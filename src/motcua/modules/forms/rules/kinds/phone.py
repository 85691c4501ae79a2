"""A Vietnamese telephone number, stored with its leading 0."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Part, Shape, Typed

_MOBILE, _LANDLINE = re.compile(r"0[35789]\d{8}"), re.compile(r"02\d{8,9}")


@dataclass(frozen=True, slots=True)
class Phone(Kind):
    name: ClassVar[str] = "phone"

    mobile_only: bool = False

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("mobile_only", default=False))

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(Shape.LINE, (Part(autocomplete="tel", inputmode="tel", width=16),))

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        return re.sub(r"^(\+84|84)", "0", re.sub(r"[ .\-()]", "", text)) if text else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        number = str(answer)
        if _MOBILE.fullmatch(number):
            return []
        if self.mobile_only:
            return [Fault("not-a-mobile")]
        return [] if _LANDLINE.fullmatch(number) else [Fault("not-a-phone")]
