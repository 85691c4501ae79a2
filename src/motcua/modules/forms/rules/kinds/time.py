"""A time of day, to the minute."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import INT, TEXT, Record, Type

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed

_FILED = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
#: `14:30`, `14h30`, `14 giờ 30 phút`, `14h`, `8.05`; digits alone where there are four: `0830`.
_TYPED = re.compile(
    r"([0-9]{1,2})\s*(?:[:.h]|giờ)\s*(?:([0-9]{1,2})\s*(?:phút|ph|p)?)?|([0-9]{2})([0-9]{2})",
    re.IGNORECASE,
)
_HALF = re.compile(r"(.*?)\s*(sáng|trưa|chiều|tối|am|pm)", re.IGNORECASE)
_AFTERNOON = frozenset({"chiều", "tối", "pm"})
_NOON = 12


@dataclass(frozen=True, slots=True)
class Time(Kind):
    """The answer is `{"time": "14:30", "minutes": 870}`; `minutes` since midnight follow from it.

    `earliest` and `latest` are minutes too.
    """

    name: ClassVar[str] = "time"

    earliest: int = 0
    latest: int = 24 * 60 - 1

    @classmethod
    def read(cls, branch: Branch) -> Self:
        earliest, latest = _limit(branch, "earliest", 0), _limit(branch, "latest", 24 * 60 - 1)
        if earliest > latest:
            branch.note("least-above-most", "earliest")
        return cls(earliest, latest)

    @property
    def type(self) -> Type:
        return Record({"time": TEXT, "minutes": INT})

    @property
    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                "time": {"type": "string", "pattern": f"^{_FILED.pattern}$"},
                "minutes": {"type": "integer", "minimum": self.earliest, "maximum": self.latest},
            },
            "required": ["time"],
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=20)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        minutes = _minutes(typed.one())
        return Parsed(fault=Fault("not-a-time")) if minutes is None else Parsed(_filed(minutes))

    def clean(self, answer: object) -> dict[str, object] | None:
        given = answer.get("time") if isinstance(answer, Mapping) else answer
        if not isinstance(given, str) or not _FILED.fullmatch(given):
            return None
        return _filed(int(given[:2]) * 60 + int(given[3:]))

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        minutes = _of(answer)
        if minutes < self.earliest:
            return [Fault("too-early-time", {"earliest": _written(self.earliest)})]
        late = minutes > self.latest
        return [Fault("too-late-time", {"latest": _written(self.latest)})] if late else []

    def typed(self, answer: object) -> Typed:
        clean = self.clean(answer)
        return Typed({"": [str(clean["time"])]}) if clean else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """`14:30`, as both languages write it here."""
        return _written(_of(answer))


def _of(answer: object) -> int:
    found = answer.get("minutes") if isinstance(answer, Mapping) else None
    return found if isinstance(found, int) else 0


def _filed(minutes: int) -> dict[str, object]:
    return {"time": _written(minutes), "minutes": minutes}


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(text: str) -> int | None:
    """Minutes since midnight; None where it is no time, or could be two."""
    text, half = text.strip(), ""
    if said := _HALF.fullmatch(text):
        text, half = said[1], said[2].lower()
        text = f"{text}h" if text.isdecimal() and len(text) <= 2 else text
    found = _TYPED.fullmatch(text)
    if found is None or not text.isprintable():
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if half and hour > _NOON:
        # `14 giờ chiều` says it twice; `14 giờ sáng` contradicts itself.
        half = "" if half in _AFTERNOON else half
        if half:
            return None
    if half in _AFTERNOON and hour < _NOON:
        hour += _NOON
    elif half in {"sáng", "am"} and hour == _NOON:
        hour = 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _limit(branch: Branch, key: str, default: int) -> int:
    if not branch.has(key):
        return default
    text = branch.text(key)
    if _FILED.fullmatch(text):
        return int(text[:2]) * 60 + int(text[3:])
    branch.note("not-clock", key)
    return default
