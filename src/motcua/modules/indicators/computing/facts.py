"""From facts to values: the periods marked days lie in, counted whole from the source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b

import msgspec

from motcua.foundation import rows

from ..ports import FactRow, FactSource, Window
from ..rules.counting import Counter, Group, counter
from ..rules.definition import Cut, Kind
from ..rules.periods import Grain, Period, of_day
from ..rules.readings import Outcome
from .known import OverFacts
from .series import Pen
from .writing import Fresh, Key, Written

Days = Mapping[str, Mapping[date, frozenset[str]]]


def compute(
    days: Days,
    over: Sequence[OverFacts],
    sources: Mapping[str, FactSource],
    grains: frozenset[Grain],
    pen: Pen,
) -> list[Written]:
    """Count again every period, of these grains, that holds one of the days of its source.

    Days come with the agencies concerned; an empty code among them stands for any.
    """
    fresh: list[Fresh] = []
    for name, changed in days.items():
        mine = [each for each in over if each.formula.source == name]
        if mine and name in sources:
            fresh += _of_source(sources[name], changed, mine, grains, pen.at)
    return pen.write(fresh)


def _of_source(
    source: FactSource,
    changed: Mapping[date, frozenset[str]],
    over: Sequence[OverFacts],
    grains: frozenset[Grain],
    at: datetime,
) -> list[Fresh]:
    counters = [(each, counter(each.definition, source.fields)) for each in over]
    periods: dict[Period, set[str]] = defaultdict(set)
    for day, agencies in changed.items():
        for grain in grains:
            periods[of_day(grain, day)] |= agencies
    fresh: list[Fresh] = []
    for period, concerned in sorted(periods.items()):
        readers = [(each, how) for each, how in counters if period.grain in each.definition.grains]
        if readers and period.start <= at:
            fresh += _of_period(source, period, _only(concerned, readers), readers, at)
    return fresh


def _only(
    agencies: Iterable[str], readers: Iterable[tuple[OverFacts, Counter]]
) -> frozenset[str] | None:
    """The agencies to ask for; all, where somebody adds agencies up or nobody knows which."""
    named = frozenset(agencies)
    by_agency = all(Cut.AGENCY in cut for each, _ in readers for cut in each.definition.cuts)
    return named if by_agency and named and "" not in named else None


def _of_period(
    source: FactSource,
    period: Period,
    agencies: frozenset[str] | None,
    readers: Sequence[tuple[OverFacts, Counter]],
    at: datetime,
) -> list[Fresh]:
    window = Window(period.start, period.end, min(at, period.end))
    facts: list[FactRow] = list(source.rows(window, agencies))
    fresh = []
    for each, how in readers:
        outcomes = {**_gone(each, period, agencies), **how.count(facts)}
        for (place, agency, sector, split), outcome in sorted(outcomes.items()):
            key = Key(
                each.key, period.grain, place=place, agency=agency, sector=sector, split=split
            )
            fresh.append(Fresh(key, period, outcome, _digest(each.digest, outcome)))
    return fresh


def _gone(over: OverFacts, period: Period, agencies: frozenset[str] | None) -> dict[Group, Outcome]:
    """What has a value for the period until now: without facts left it is nothing."""
    nothing = Outcome(
        0.0 if over.formula.kind in (Kind.COUNT, Kind.SUM) else None, 0, 0, is_complete=False
    )
    found = rows.fetch(_THERE, [over.key, period.grain.value, period.start])
    return {
        (place, agency, sector, split): nothing
        for place, agency, sector, split in found
        if agencies is None or agency in agencies
    }


def _digest(formula: bytes, outcome: Outcome) -> bytes:
    """Facts have no fingerprints of their own: what they were counted as stands for them."""
    return blake2b(formula + msgspec.json.encode(outcome), digest_size=16).digest()


_THERE = (
    "SELECT c.place, c.agency, c.sector, c.split FROM indicators_cell c"
    " JOIN indicators_value v ON v.cell_id = c.id"
    " WHERE c.formula_id = %s AND c.grain = %s AND v.start = %s AND v.superseded_at IS NULL"
)
