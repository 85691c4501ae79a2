"""A date, asked for in three fields."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from motcua.kernel.expressions import DAY, Type

from ..branch import Branch, Limit
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Kind, Parsed, Schema, Typed

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FIRST, LAST = date(1850, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Date(Kind):
    name: ClassVar[str] = "date"
    parts: ClassVar[tuple[str, ...]] = ("day", "month", "year")

    earliest: Limit | None = None
    latest: Limit | None = None

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.limit("earliest"), branch.limit("latest"))

    @property
    def type(self) -> Type:
        return DAY

    @property
    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        for part in self.parts:
            if not typed.one(part).strip():
                return Parsed(fault=Fault(f"no-{part}", part=part))
        if len(typed.one("year").strip()) != 4:
            return Parsed(fault=Fault("short-year", part="year"))
        numbers = [writing.whole_number(typed.one(part)) for part in ("year", "month", "day")]
        found = _day(*numbers)
        return Parsed(found.isoformat()) if found else Parsed(fault=Fault("not-a-date"))

    def clean(self, answer: object) -> str | None:
        found = day_of(answer)
        return found.isoformat() if found else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        day = day_of(answer)
        earliest, latest = _on(self.earliest, scene) or FIRST, _on(self.latest, scene) or LAST
        if day is None or day < earliest:
            return [Fault("too-early", {"earliest": earliest})]
        return [Fault("too-late", {"latest": latest})] if day > latest else []

    def typed(self, answer: object) -> Typed:
        day = day_of(answer)
        if day is None:
            return NOTHING_TYPED
        return Typed({"day": [str(day.day)], "month": [str(day.month)], "year": [str(day.year)]})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        day = day_of(answer)
        return written(day, language) if day else ""


def written(day: date, language: str) -> str:
    """22/11/2026, or 22 November 2026 in English, where 3/4 could be read two ways."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_of(answer: object) -> date | None:
    """The day written `2026-11-22`."""
    if not isinstance(answer, str) or len(answer) != len("2026-11-22"):
        return None
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except (ValueError, OverflowError):
        return None


def _on(limit: Limit | None, scene: Scene) -> date | None:
    return scene.today if limit == "today" else limit
