"""A signature where the law asks for one: the full name, and a drawn stroke if somebody likes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import TEXT, Record, Type

from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed

LONGEST_NAME, LONGEST_STROKE = 100, 6000
#: Lines over a field of 600 by 200: `M12 34L15 36`; nothing else may stand in a drawing.
STROKE = re.compile(r"(?:M[0-9]{1,3} [0-9]{1,3}(?:L[0-9]{1,3} [0-9]{1,3})*)+")


@dataclass(frozen=True, slots=True)
class Signature(Kind):
    """The answer is `{"name": "Nguyễn Thị An"}`, and `stroke` where it was drawn as well.

    It stands for the will of whoever is signed in, together with the journal's record of who filed
    and when (Law on Electronic Transactions 20/2023/QH15); it is no digital signature.
    """

    name: ClassVar[str] = "signature"
    parts: ClassVar[tuple[str, ...]] = ("", "stroke")

    @property
    def type(self) -> Type:
        return Record({"name": TEXT})

    @property
    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
                "stroke": {
                    "type": "string",
                    "pattern": f"^{STROKE.pattern}$",
                    "maxLength": LONGEST_STROKE,
                },
            },
            "required": ["name"],
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=LONGEST_NAME)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        name, stroke = typed.one(), typed.one("stroke").strip()
        if not name.strip():
            return Parsed(fault=Fault("no-signed-name")) if stroke else Parsed()
        return Parsed(self.clean({"name": name, "stroke": stroke}))

    def clean(self, answer: object) -> dict[str, object] | None:
        if not isinstance(answer, Mapping):
            return None
        name, stroke = writing.one_line(answer.get("name")), answer.get("stroke")
        if name is None:
            return None
        is_drawn = isinstance(stroke, str) and len(stroke) <= LONGEST_STROKE
        drawn = stroke if is_drawn and STROKE.fullmatch(str(stroke)) else None
        return {"name": name, **({"stroke": drawn} if drawn else {})}

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        name = self._name(answer)
        found = writing.faults(name, most=LONGEST_NAME)
        is_name = any(character.isalpha() for character in name)
        return found or ([] if is_name else [Fault("not-a-name")])

    def _name(self, answer: object) -> str:
        return str((self.clean(answer) or {}).get("name", ""))

    def typed(self, answer: object) -> Typed:
        clean = self.clean(answer)
        if clean is None:
            return NOTHING_TYPED
        stroke = {"stroke": [str(clean["stroke"])]} if "stroke" in clean else {}
        return Typed({"": [str(clean["name"])], **stroke})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        clean = self.clean(answer) or {}
        signed, drawn = (
            ("Signed by", "with a drawn signature")
            if language == "en"
            else ("Người ký:", "có nét ký tay")
        )
        return f"{signed} {self._name(answer)}" + (f" ({drawn})" if "stroke" in clean else "")
