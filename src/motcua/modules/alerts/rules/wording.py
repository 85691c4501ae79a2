"""Words of a message that are filled in or stand ready. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import Formatter

from motcua.kernel.words import Text

from .cap import HERE
from .drafts import LONGEST_HEADLINE

#: What a rule's words may name. Nothing else is filled in, and nothing is looked up inside.
PLACEHOLDERS = frozenset({"place", "station", "value", "unit", "threshold", "level", "period"})


class Ending(StrEnum):
    """Why a message that stands is taken back."""

    OVER = "over"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Told:
    """What placeholders stand for, in each language."""

    vi: Mapping[str, str]
    en: Mapping[str, str]


def unknown_placeholders(words: str) -> list[str]:
    """Names in braces that mean nothing here; `{` alone is one too."""
    try:
        parsed = list(Formatter().parse(words))
    except ValueError:
        return ["{"]
    return sorted(
        {
            name
            for _, name, spec, turn in parsed
            if name is not None and (name not in PLACEHOLDERS or spec or turn)
        }
    )


def told(  # noqa: PLR0913 -- one for each placeholder
    *,
    place: Text,
    station: Text,
    unit: Text,
    value: float,
    threshold: float,
    level: float,
    start: datetime,
    end: datetime,
) -> Told:
    """What the placeholders of a rule stand for."""
    day = start.astimezone(HERE)
    until = end.astimezone(HERE)
    hours = f"{day:%H:%M}–{until:%H:%M}"
    same = {
        language: {
            "place": place.in_(language),
            "station": station.in_(language) or place.in_(language),
            "unit": unit.in_(language),
            "value": number(value, language=language),
            "threshold": number(threshold, language=language),
            "level": number(level, language=language),
        }
        for language in ("vi", "en")
    }
    vi = f"{hours} ngày {day:%d/%m/%Y}"
    return Told(same["vi"] | {"period": vi}, same["en"] | {"period": f"{hours}, {day:%Y-%m-%d}"})


def filled(words: Text, told: Told) -> Text:
    """The words with their placeholders filled in."""
    return Text(_fill(words.vi, told.vi), _fill(words.en, told.en))


def _fill(words: str, told: Mapping[str, str]) -> str:
    parts = []
    for before, name, _, _ in Formatter().parse(words):
        parts.append(before)
        if name is not None:
            parts.append(told[name])
    return "".join(parts)


def number(value: float, *, language: str) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; below ten with two decimals (`3,05`)."""
    plain = f"{value:,.{2 if abs(value) < SMALL else 1}f}".rstrip("0").removesuffix(".")
    return plain if language == "en" else plain.translate(str.maketrans(",.", ".,"))


#: Below this a tenth is too coarse: levels of water are told to the centimetre.
SMALL = 10


_ENDINGS = {
    Ending.OVER: (
        Text("Đã hết: {headline}", "Over: {headline}"),
        Text(
            "Mối nguy nêu trong cảnh báo trước không còn. Cảnh báo đó được hủy.",
            "The danger told in the earlier alert is over. That alert is cancelled.",
        ),
    ),
    Ending.MISTAKE: (
        Text("Hủy do phát nhầm: {headline}", "Cancelled, issued in error: {headline}"),
        Text(
            "Cảnh báo trước đã phát nhầm. Xin bỏ qua cảnh báo đó.",
            "The earlier alert was issued in error. Please disregard it.",
        ),
    ),
}
NOTHING_TO_DO = Text("Không cần làm gì thêm.", "There is nothing more to do.")


def ending(why: Ending, headline: Text) -> tuple[Text, Text]:
    """Headline and description of the message that takes another back."""
    title, words = _ENDINGS[why]
    return (
        Text(
            _short(title.vi.replace("{headline}", headline.vi)),
            _short(title.en.replace("{headline}", headline.en or headline.vi)),
        ),
        words,
    )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_HEADLINE else words[: LONGEST_HEADLINE - 1] + "…"
