"""A place's number of the time before it was what it is, or in words why nobody can know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from motcua.kernel.words import Text

from .definition import Definition, FactsFormula, Kind
from .traces import Ancestor, Known, Nature, Why, past_of


@dataclass(frozen=True, slots=True)
class Trace:
    """Since when a place is what it is (always, if None), what went into it, and their names."""

    place: str
    begun: date | None
    ancestors: tuple[Ancestor, ...]
    names: Mapping[str, Text]


class HasValue(Protocol):
    """As much of a value's card as is looked at here."""

    @property
    def value(self) -> float | None: ...

    @property
    def denominator(self) -> float | None: ...


def nature_of(definition: Definition) -> Nature:
    """How the values of parts make the value of the whole."""
    formula = definition.formula
    if not isinstance(formula, FactsFormula) or formula.kind is Kind.QUANTILE:
        return Nature.NEITHER
    return Nature.WEIGHS if formula.kind is Kind.SHARE else Nature.ADDS


def told(definition: Definition, past: Trace, cards: Mapping[str, HasValue]) -> Known | Text:
    """The number of the place's parts together, or the sentence that says why there is none."""
    known = {
        code: Known(card.value, card.denominator)
        for code, card in cards.items()
        if card.value is not None
    }
    found = past_of(past.ancestors, known, nature_of(definition))
    if isinstance(found, Known):
        return found
    split = [past.names[each.code] for each in past.ancestors if not each.is_whole]
    return _sentence(found, ", ".join(name.vi for name in split),
                     ", ".join(name.in_("en") for name in split))  # fmt: skip


def names(past: Trace) -> Text:
    """What the place is made of, named."""
    every = [past.names[each.code] for each in past.ancestors]
    vi, en = ", ".join(n.vi for n in every), ", ".join(n.in_("en") for n in every)
    return Text(f"Tính từ {vi}", f"Made of {en}")


def _sentence(why: Why, vi: str, en: str) -> Text:
    sentence = SENTENCES[why]
    return Text(sentence.vi.format(names=vi), sentence.en.format(names=en))


SENTENCES: Mapping[Why, Text] = {
    Why.SPLIT: Text(
        "Không thể biết: {names} đã chia cho nhiều nơi, không tách được phần nào thuộc nơi này.",
        "Cannot be known: {names} went to several places, and the parts cannot be told apart.",
    ),
    Why.NOT_ADDITIVE: Text(
        "Không thể biết: chỉ số này không cộng hay gộp được từ các nơi cũ.",
        "Cannot be known: this indicator cannot be put together from the places of before.",
    ),
    Why.MISSING: Text(
        "Không thể biết: thiếu số liệu của một nơi cũ.",
        "Cannot be known: one of the places of before has no data.",
    ),
    Why.NO_ANCESTOR: Text(
        "Không thể biết: chưa có dữ liệu về các nơi trước đó.",
        "Cannot be known: nothing is recorded of the places before.",
    ),
}
STRADDLES = Text(
    "Không thể biết: trong kỳ này địa giới đã thay đổi.",
    "Cannot be known: the boundaries changed within this period.",
)
