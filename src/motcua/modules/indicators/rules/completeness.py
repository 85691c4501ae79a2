"""How much must have come for a number to stand for its period."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`percent` of what was due; where it is `required`, less gives no value at all."""

    percent: float
    required: bool = False

    def is_met(self, received: int, expected: int) -> bool:
        """
        Nothing due is never met: a period without any is no complete one.
        """
        # Whole numbers on both sides, so that 18 of 24 are 75 % exactly.
        return expected > 0 and received > 0 and received * 100 >= self.percent * expected


def due_in_hour(cadence_seconds: float | None) -> int:
    """Observations due in an hour of a series; one where it comes less often or irregularly."""
    if not cadence_seconds or cadence_seconds <= 0:
        return 1
    return max(1, int(3600 // cadence_seconds))
