"""What may be said of two values of one indicator, and no more. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.modules.indicators.queries import ValueCard
from motcua.modules.indicators.rules.definition import Direction


class Change(StrEnum):
    """How a value stands to an earlier one."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Whether a change is for the better."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one value: where no interval is given, the value itself bounds it."""

    value: float
    low: float | None = None
    high: float | None = None
    is_complete: bool = True

    @property
    def bounds(self) -> tuple[float, float]:
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return low, high


def known(card: ValueCard | None) -> Known | None:
    if card is None or card.value is None:
        return None
    return Known(card.value, card.low, card.high, card.is_complete)


def change(now: Known | None, before: Known | None) -> Change:
    """A change is claimed only where the intervals do not touch and both values are complete."""
    if now is None or before is None:
        return Change.UNKNOWN
    (low, high), (low_before, high_before) = now.bounds, before.bounds
    if now.value == before.value and now.is_complete and before.is_complete:
        return Change.SAME
    if not now.is_complete or not before.is_complete:
        return Change.UNCLEAR
    if low > high_before:
        return Change.UP
    if high < low_before:
        return Change.DOWN
    return Change.UNCLEAR


def verdict(change: Change, better: Direction) -> Verdict:
    """For the better or the worse, where the indicator says which way is better."""
    if better is Direction.NEITHER or change not in (Change.UP, Change.DOWN):
        return Verdict.NEITHER
    rises_well = better is Direction.HIGHER
    return Verdict.BETTER if (change is Change.UP) == rises_well else Verdict.WORSE
