"""A Vietnamese telephone number, stored in its national form with the leading 0."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.numbers import PhoneKind, read_phone

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Kind, Schema


@dataclass(frozen=True, slots=True)
class Phone(Kind):
    name: ClassVar[str] = "phone"

    mobile_only: bool = False

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("mobile_only", default=False))

    @property
    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^0[0-9]{9,10}$"}

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        phone = read_phone(text).value if text else None
        return phone.number if phone else text

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        reading = read_phone(str(answer))
        if reading.value is None:
            return [Fault(finding.code, finding.params) for finding in reading.problems]
        is_wrong = self.mobile_only and reading.value.kind is not PhoneKind.MOBILE
        return [Fault("phone-not-mobile")] if is_wrong else []
