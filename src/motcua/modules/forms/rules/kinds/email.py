"""An e-mail address."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import proving, writing
from .kind import Control, Kind, Schema, Typed

LONGEST = 254  # RFC 5321, 4.5.3.1
_ADDRESS = re.compile(r"[^@\s,;<>()\"\\]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")


@dataclass(frozen=True, slots=True)
class Email(Kind):
    """With `proof`, a code that was sent to it must have come back."""

    name: ClassVar[str] = "email"
    channel: ClassVar[str] = "email"

    proof: bool = False

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("proof", default=False))

    @property
    def schema(self) -> Schema:
        return {"type": "string", "format": "email", "maxLength": LONGEST}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        if not self.proof:
            return Control(longest=LONGEST)
        state = proving.state_of(scene, self.channel, self.clean(typed.one()))
        return proving.ProofControl(longest=LONGEST, proof=state)

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        local, at, domain = (text or "").rpartition("@")
        return f"{local}@{domain.lower()}" if at else text

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        address = str(answer)
        found = writing.faults(address, most=LONGEST)
        is_address = _ADDRESS.fullmatch(address) and ".." not in address
        found = found or ([] if is_address else [Fault("not-an-email")])
        return found or (proving.unproved(scene, self.channel, address) if self.proof else [])
