"""How well finding works: what people type, what they should find, and two figures of it.

A query counts by its first right answer: recall@5 is the share of queries with one among the first
five; MRR the mean of one over its rank. Several procedures may be right for a query.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import yaml

FILE = Path(__file__).with_name("evaluation.yaml")
FIRST = 5
#: So many answers are looked through; a right one below them counts as none.
LOOKED_THROUGH = 20


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A query and the codes that are right for it. `held_out`: never looked at while tuning."""

    q: str
    codes: tuple[str, ...]
    held_out: bool = False


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Score:
    queries: int
    recall: float
    mrr: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Over all queries, over those tuning looked at, and over those held out."""

    all: Score
    tuned: Score
    held_out: Score


@cache
def pairs() -> tuple[Pair, ...]:
    """The evaluation set that comes with the program."""
    told = yaml.load(FILE.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 -- knows strings alone
    return msgspec.convert(told, _Declared, strict=False).pairs


def answerable(known: Container[str]) -> tuple[Pair, ...]:
    """The pairs of which a catalogue holds at least one right answer."""
    return tuple(pair for pair in pairs() if any(code in known for code in pair.codes))


def rank(found: Sequence[str], pair: Pair) -> int | None:
    """The place of the first right answer, from 1; None where there is none."""
    places = (place for place, code in enumerate(found, start=1) if code in pair.codes)
    return next(places, None)


def scores(over: Iterable[Pair], find: Callable[[str], Sequence[str]]) -> Scores:
    """:param find: the codes found for a query, best first; at least `LOOKED_THROUGH` of them"""
    ranks = [(pair, rank(find(pair.q), pair)) for pair in over]
    return Scores(
        all=_score([place for _, place in ranks]),
        tuned=_score([place for pair, place in ranks if not pair.held_out]),
        held_out=_score([place for pair, place in ranks if pair.held_out]),
    )


def _score(ranks: Sequence[int | None]) -> Score:
    count = len(ranks) or 1
    early = sum(place is not None and place <= FIRST for place in ranks)
    return Score(len(ranks), early / count, sum(1 / place for place in ranks if place) / count)
