"""A year of our calendar."""

from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import INT, Type

from ..branch import Branch
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import Control, Kind, Parsed, Schema, Typed

FIRST, LAST = 1850, 2199
THIS_YEAR = "this_year"


@dataclass(frozen=True, slots=True)
class Year(Kind):
    """`None` as a limit is the year it is today."""

    name: ClassVar[str] = "year"

    earliest: int | None = FIRST
    latest: int | None = LAST

    @classmethod
    def read(cls, branch: Branch) -> Self:
        earliest, latest = _limit(branch, "earliest", FIRST), _limit(branch, "latest", LAST)
        if earliest is not None and latest is not None and earliest > latest:
            branch.note("least-above-most", "earliest")
        return cls(earliest, latest)

    @property
    def type(self) -> Type:
        return INT

    @property
    def schema(self) -> Schema:
        return {
            "type": "integer",
            "minimum": FIRST if self.earliest is None else self.earliest,
            "maximum": LAST if self.latest is None else self.latest,
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=4)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        text = typed.one().strip()
        if len(text) != 4:
            return Parsed(fault=Fault("short-year"))
        number = writing.whole_number(text)
        return Parsed(fault=Fault("not-a-year")) if number is None else Parsed(number)

    def clean(self, answer: object) -> int | None:
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        year = answer if isinstance(answer, int) else 0
        earliest = scene.today.year if self.earliest is None else self.earliest
        latest = scene.today.year if self.latest is None else self.latest
        if year < earliest:
            return [Fault("too-early-year", {"earliest": earliest})]
        return [Fault("too-late-year", {"latest": latest})] if year > latest else []


def _limit(branch: Branch, key: str, default: int) -> int | None:
    if branch.peek(key) == THIS_YEAR:
        branch.has(key)
        return None
    return branch.number(key, default, least=FIRST, most=LAST)
