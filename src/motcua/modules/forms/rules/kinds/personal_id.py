"""The personal identification number of a citizen."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.numbers import read_old_card, read_personal_id

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Kind, Schema


@dataclass(frozen=True, slots=True)
class PersonalId(Kind):
    """Twelve digits; where `old_cards` is set, also the nine of an old card."""

    name: ClassVar[str] = "personal_id"

    old_cards: bool = False

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("old_cards", default=False))

    @property
    def schema(self) -> Schema:
        digits = "[0-9]{12}|[0-9]{9}" if self.old_cards else "[0-9]{12}"
        return {"type": "string", "pattern": f"^({digits})$"}

    def clean(self, answer: object) -> str | None:
        text = writing.one_line(answer)
        if text is None:
            return None
        found = read_personal_id(text).value or read_old_card(text).value
        return found.number if found else text

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        """What blocks; oddities such as an unknown birthplace are for the officer's eye."""
        problems = read_personal_id(str(answer)).problems
        if self.old_cards and read_old_card(str(answer)).value is not None:
            return []
        return [Fault(finding.code, finding.params) for finding in problems]
