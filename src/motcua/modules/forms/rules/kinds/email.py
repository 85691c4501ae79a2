"""An e-mail address."""

import re
from dataclasses import dataclass
from typing import ClassVar

from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Schema, Typed

LONGEST = 254  # RFC 5321, 4.5.3.1
_ADDRESS = re.compile(r"[^@\s,;<>()\"\\]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")


@dataclass(frozen=True, slots=True)
class Email(Kind):
    name: ClassVar[str] = "email"

    @property
    def schema(self) -> Schema:
        return {"type": "string", "format": "email", "maxLength": LONGEST}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=LONGEST)

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        local, at, domain = (text or "").rpartition("@")
        return f"{local}@{domain.lower()}" if at else text

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        address = str(answer)
        found = writing.faults(address, most=LONGEST)
        is_address = _ADDRESS.fullmatch(address) and ".." not in address
        return found or ([] if is_address else [Fault("not-an-email")])
