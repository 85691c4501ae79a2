"""Ranks as ranges: an order is only told where the intervals allow one."""

from collections.abc import Sequence
from dataclasses import dataclass

from .definition import Direction


@dataclass(frozen=True, slots=True)
class Span:
    """What is known of one of those compared: the value, and its interval if there is one."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return low, high


def ranks(spans: Sequence[Span], better: Direction) -> list[tuple[int, int]]:
    """Best and worst rank of each, in the order given; 1 is the best.

    One stands surely before another only where their intervals do not touch. Where neither way is
    better, the largest is 1. Equal values without intervals share their range.
    """
    bounds = [span.bounds for span in spans]
    if better is not Direction.LOWER:
        bounds = [(-high, -low) for low, high in bounds]
    found = []
    for low, high in bounds:
        surely_before = sum(other_high < low for _, other_high in bounds)
        surely_after = sum(other_low > high for other_low, _ in bounds)
        found.append((1 + surely_before, len(bounds) - surely_after))
    return found
