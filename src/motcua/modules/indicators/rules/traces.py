"""Numbers of places across mergers and splits: what may be said of a new place's past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A place of before, and whether all of it went into the place asked about."""

    code: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A value of a place with what it was counted over, None where that was not kept."""

    value: float
    denominator: float | None = None


class Why(StrEnum):
    """Why nothing can be said."""

    SPLIT = "split"
    NOT_ADDITIVE = "not-additive"
    MISSING = "missing"
    NO_ANCESTOR = "no-ancestor"


class Nature(StrEnum):
    """How values of parts make the value of the whole."""

    ADDS = "adds"
    WEIGHS = "weighs"
    NEITHER = "neither"


def past_of(
    ancestors: Sequence[Ancestor], known: Mapping[str, Known], nature: Nature
) -> Known | Why:
    """The value the place would have had, or why nobody can know it.

    Parts of a place that was split cannot be told apart afterwards, so one split ancestor makes
    it unknown. Counts of whole ancestors are added; shares are weighed by what they were counted
    over; a mean of concentrations, a median or an index of one ancestor alone is its own.
    """
    parts = [known[ancestor.code] for ancestor in ancestors if ancestor.code in known]
    if not ancestors:
        return Why.NO_ANCESTOR
    if not all(ancestor.is_whole for ancestor in ancestors):
        return Why.SPLIT
    if len(parts) < len(ancestors):
        return Why.MISSING
    return parts[0] if len(parts) == 1 else _together(parts, nature)


def _together(parts: Sequence[Known], nature: Nature) -> Known | Why:
    if nature is Nature.ADDS:
        return Known(sum(part.value for part in parts))
    weights = [part.denominator for part in parts if part.denominator is not None]
    if nature is Nature.NEITHER or len(weights) < len(parts) or not sum(weights):
        return Why.NOT_ADDITIVE
    weighed = sum(part.value * weight for part, weight in zip(parts, weights, strict=True))
    return Known(weighed / sum(weights), sum(weights))
