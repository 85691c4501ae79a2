"""What methods read and give: hours of a thing's series in, a value with its counts out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .completeness import Rule

#: Fewer digits than floating point has, so that the order of adding up never makes a difference.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class HourMean:
    """An hour of one series: how many good observations of how many due, and what they come to.

    `level` is the equivalent level of a sound level's values: the mean of their energies.
    """

    n: int
    expected: int
    mean: float
    low: float
    high: float
    level: float | None = None

    def counts(self, rule: Rule) -> bool:
        """Whether enough of the hour was observed for its mean to stand for it."""
        return rule.is_met(self.n, self.expected)


Hours = Mapping[datetime, HourMean]
#: By the input's name. An input nobody measures at the thing is not there at all.
Readings = Mapping[str, Hours]
Tables = Mapping[str, "list[float | None]"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, or None where there was too little for one; what was due and what came."""

    value: float | None
    n_expected: int
    n_received: int
    is_complete: bool
    parts: Mapping[str, float | str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    denominator: float | None = None


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS) + 0.0
