"""Plain sentences made from the statistics: what a value is, and what may be said of its change.

No sentence claims a change that the intervals or the completeness do not support (`judging`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design import formats
from motcua.modules.indicators.queries import DefinitionCard, ValueCard

from . import judging, words
from .judging import Change, Verdict

CHANGES: dict[Change, str | Promise] = {
    Change.UP: gettext_lazy("Cao hơn %(period)s (%(value)s)%(verdict)s."),
    Change.DOWN: gettext_lazy("Thấp hơn %(period)s (%(value)s)%(verdict)s."),
    Change.SAME: gettext_lazy("Bằng %(period)s."),
}
VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.BETTER: gettext_lazy(", tức là tốt hơn"),
    Verdict.WORSE: gettext_lazy(", tức là kém hơn"),
    Verdict.NEITHER: "",
}

_UNFINISHED = gettext_lazy("Kỳ này chưa kết thúc nên chưa so sánh với kỳ trước.")


@dataclass(frozen=True, slots=True)
class Told:
    """A value in words: the sentence, and its parts for those who show them apart."""

    headline: str
    interval: str
    change: str
    completeness: str

    @property
    def whole(self) -> str:
        said = (self.headline, self.interval, self.change, self.completeness)
        return " ".join(part for part in said if part)


def told(
    definition: DefinitionCard, card: ValueCard, before: ValueCard | None, where: str, at: datetime
) -> Told:
    """What a value says at a moment, beside the one before it."""
    return Told(
        _headline(definition, card, where),
        interval(definition, card),
        changed(definition, card, before, at),
        completeness(definition, card),
    )


def divided(
    definition: DefinitionCard, values: Sequence[ValueCard], where: str, at: datetime
) -> str:
    """The newest period of a divided indicator: every category with its number."""
    said = _("%(where)s, %(period)s: %(parts)s (%(unit)s).") % {
        "where": where,
        "period": words.period_of(values[-1]),
        "parts": ", ".join(parts(definition, values)),
        "unit": formats.text(definition.unit_name),
    }
    return f"{said} {unfinished(values[-1], at)}".strip()


def parts(definition: DefinitionCard, values: Sequence[ValueCard]) -> list[str]:
    """The categories of the last period, each with its number: `Trực tuyến: 12`."""
    return [
        f"{category(definition, card.split)}: {formats.number(card.value, definition.decimals)}"
        for card in values
        if card.start == values[-1].start and card.value is not None
    ]


def unfinished(card: ValueCard, at: datetime) -> str:
    """Said of a period that still runs: it cannot be compared with a whole one."""
    return str(_UNFINISHED) if is_running(card, at) else ""


def category(definition: DefinitionCard, code: str) -> str:
    """The name of a part of a divided indicator."""
    found = definition.categories.get(code)
    return formats.text(found) if found else words.category(code)


def is_running(card: ValueCard, at: datetime) -> bool:
    """Whether the period of the value is not over at a moment."""
    return card.end > at


def amount(definition: DefinitionCard, value: float) -> str:
    """`87`, `92,5 %`, `12 hồ sơ`: with its unit."""
    number = formats.number(value, definition.decimals)
    unit = formats.text(definition.unit_name)
    return f"{number}{formats.NBSP}{unit}" if unit else number


def _headline(definition: DefinitionCard, card: ValueCard, where: str) -> str:
    at = {"where": where, "period": words.period_of(card), "name": formats.text(definition.name)}
    if card.value is None:
        return _("%(where)s, %(period)s: chưa có giá trị của %(name)s.") % at
    band = definition.band_of(card.value)
    number = amount(definition, card.value)
    if band is None:
        return _("%(where)s, %(period)s: %(number)s.") % {**at, "number": number}
    named = {**at, "number": number, "band": formats.text(band.name)}
    return _("%(where)s, %(period)s: %(number)s, mức “%(band)s”.") % named


def interval(definition: DefinitionCard, card: ValueCard) -> str:
    """Between what the value lies, where the indicator gives that."""
    if card.value is None or card.low is None or card.high is None:
        return ""
    return _("Khoảng tin cậy %(percent)s%%: từ %(low)s đến %(high)s.") % {
        "percent": formats.number(definition.definition.interval.percent),
        "low": formats.number(card.low, definition.decimals),
        "high": formats.number(card.high, definition.decimals),
    }


def changed(
    definition: DefinitionCard, card: ValueCard, before: ValueCard | None, at: datetime
) -> str:
    """How the value stands to the one before it, as far as that can be said."""
    if card.value is None:
        return ""
    if is_running(card, at):
        return str(_UNFINISHED)
    now, then = judging.known(card), judging.known(before)
    found = judging.change(now, then)
    if before is None or then is None:
        return _("Không có giá trị trước đó để so sánh.")
    told = {"period": words.period_of(before), "value": amount(definition, then.value)}
    if found is Change.UNCLEAR:
        if not (card.is_complete and before.is_complete):
            return _("Số liệu chưa đầy đủ nên không so sánh với %(period)s.") % told
        return _("Chưa đủ căn cứ để nói là khác %(period)s (%(value)s).") % told
    verdict = VERDICTS[judging.verdict(found, definition.better)]
    return str(CHANGES[found]) % {**told, "verdict": verdict}


def completeness(definition: DefinitionCard, card: ValueCard) -> str:
    """How much came of what was due, and whether that is enough by the indicator's own rule."""
    if not card.n_expected:
        return ""
    counts = {
        "received": formats.number(card.n_received),
        "expected": formats.number(card.n_expected),
        "percent": words.percent(card.completeness),
    }
    said = _("Nhận %(received)s trên %(expected)s số liệu cần có (%(percent)s)") % counts
    if card.is_complete:
        return f"{said}."
    needed = formats.number(definition.definition.completeness.percent)
    return _("%(said)s; quy tắc cần ít nhất %(needed)s%%.") % {"said": said, "needed": needed}
