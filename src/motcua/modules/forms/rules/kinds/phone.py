"""A Vietnamese telephone number, stored in its national form with the leading 0."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.numbers import PhoneKind, read_phone

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import proving, writing
from .kind import Control, Kind, Schema, Typed


@dataclass(frozen=True, slots=True)
class Phone(Kind):
    """With `proof`, a code that was sent to it must have come back: only mobile numbers can."""

    name: ClassVar[str] = "phone"
    channel: ClassVar[str] = "sms"

    mobile_only: bool = False
    proof: bool = False

    @classmethod
    def read(cls, branch: Branch) -> Self:
        proof = branch.flag("proof", default=False)
        return cls(branch.flag("mobile_only", default=False) or proof, proof)

    @property
    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^0[0-9]{9,10}$"}

    def ask(self, typed: Typed, scene: Scene) -> Control:
        if not self.proof:
            return Control()
        state = proving.state_of(scene, self.channel, self.clean(typed.one()))
        return proving.ProofControl(proof=state)

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        phone = read_phone(text).value if text else None
        return phone.number if phone else text

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        reading = read_phone(str(answer))
        if reading.value is None:
            return [Fault(finding.code, finding.params) for finding in reading.problems]
        if self.mobile_only and reading.value.kind is not PhoneKind.MOBILE:
            return [Fault("phone-not-mobile")]
        return proving.unproved(scene, self.channel, str(answer)) if self.proof else []
