"""Facts made numbers: counts, sums, shares and quantiles over grouped rows, by cut and category."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from motcua.kernel import expressions
from motcua.kernel.expressions import BOOL, INT, Expression, Type, Value

from . import intervals
from .completeness import Rule
from .definition import Cut, Definition, FactsFormula, IntervalMethod, Kind
from .readings import Outcome, rounded

#: place, agency, sector, category of the split
Group = tuple[str, str, str, str]


class Row(Protocol):
    """Facts that are alike, as a source gives them (`ports.FactRow`)."""

    @property
    def facts(self) -> Mapping[str, Value]: ...

    @property
    def count(self) -> int: ...

    @property
    def place(self) -> str: ...

    @property
    def agency(self) -> str: ...

    @property
    def sector(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Counter:
    """A facts formula, its expressions compiled over the fields of its source."""

    definition: Definition
    formula: FactsFormula
    where: Expression | None
    when: Expression | None
    value: Expression | None

    def count(self, rows: Iterable[Row]) -> dict[Group, Outcome]:
        """The outcome of every group that has facts, for every cut the definition names."""
        heaps: dict[tuple[str, str, str], _Heap] = defaultdict(_Heap)
        for row in rows:
            belongs = True if self.where is None else self.where.value(row.facts)
            if belongs is False:
                continue
            for cut in self.definition.cuts:
                if (key := _key(cut, row)) is not None:
                    self._add(heaps[key], row, is_known=belongs is True)
        # A category nobody is in here but somebody is elsewhere is nought here, not unknown.
        seen = {name for heap in heaps.values() for name in heap.by_category}
        categories = sorted(seen | self.definition.categories.keys())
        return {
            (*key, category): self._outcome(heap, heap.by_category.get(category, heap.successes))
            for key, heap in heaps.items()
            for category in (categories if self.formula.split else [""])
        }

    def _add(self, heap: "_Heap", row: Row, *, is_known: bool) -> None:
        heap.expected += row.count
        if not is_known:
            return
        if self.formula.split:
            category = row.facts.get(self.formula.split)
            if isinstance(category, str) and category:
                heap.received += row.count
                heap.by_category[category] += row.count
            return
        match self.formula.kind:
            case Kind.COUNT:
                heap.received += row.count
            case Kind.SHARE:
                answer = self.when.value(row.facts) if self.when else None
                if isinstance(answer, bool):
                    heap.received += row.count
                    heap.successes += row.count if answer else 0
            case Kind.SUM | Kind.QUANTILE:
                heap.add_value(self.value.value(row.facts) if self.value else None, row.count)

    def _outcome(self, heap: "_Heap", times: int) -> Outcome:
        definition, formula = self.definition, self.formula
        rule = Rule(definition.completeness.percent, definition.completeness.required)
        is_met = rule.is_met(heap.received, heap.expected)
        value, bounds, over = self._number(heap, times)
        if value is not None and rule.required and not is_met:
            value = bounds = None
        low, high = bounds if bounds and value is not None else (None, None)
        is_share = formula.kind is Kind.SHARE
        return Outcome(
            rounded(value), heap.expected, heap.received, is_met,
            low=rounded(low), high=rounded(high), denominator=float(over) if is_share else None,
        )  # fmt: skip

    def _number(
        self, heap: "_Heap", times: int
    ) -> tuple[float | None, intervals.Bounds | None, int]:
        """The value, its interval and what it is over, all in the definition's unit."""
        formula, interval = self.formula, self.definition.interval
        match formula.kind:
            case Kind.COUNT:
                counted = times if formula.split else heap.received
                bounds = None
                if interval.method is IntervalMethod.POISSON:
                    bounds = intervals.poisson(counted, interval.percent)
                return float(counted), bounds, 0
            case Kind.SHARE:
                share = times / heap.received * formula.factor if heap.received else None
                bounds = None
                if interval.method is IntervalMethod.WILSON:
                    bounds = intervals.wilson(times, heap.received, interval.percent)
                return share, _times(bounds, formula.factor), heap.received
            case Kind.SUM:
                total = sum(value * times for value, times in heap.values.items())
                return total / formula.divisor, None, 0
            case Kind.QUANTILE:
                counted_values = sorted(heap.values.items())
                share = formula.percent / 100
                middle = intervals.quantile(counted_values, share)
                bounds = None
                if interval.method is IntervalMethod.ORDER:
                    bounds = intervals.order(counted_values, share, interval.percent)
                value = None if middle is None else middle / formula.divisor
                return value, _times(bounds, 1 / formula.divisor), 0


@dataclass(slots=True)
class _Heap:
    """What has been counted of one group so far; only whole numbers, so order never matters."""

    expected: int = 0
    received: int = 0
    successes: int = 0
    by_category: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    values: dict[float, int] = field(default_factory=lambda: defaultdict(int))

    def add_value(self, value: Value | None, times: int) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            self.received += times
            self.values[value] += times


def counter(definition: Definition, fields: Mapping[str, Type]) -> Counter:
    """
    :raises BadExpression: an expression does not fit the source's fields
    """
    formula = definition.formula
    assert isinstance(formula, FactsFormula)
    return Counter(
        definition,
        formula,
        expressions.compile(formula.where, fields, expect=BOOL) if formula.where else None,
        expressions.compile(formula.when, fields, expect=BOOL) if formula.when else None,
        expressions.compile(formula.value, fields, expect=INT) if formula.value else None,
    )


def _key(cut: tuple[Cut, ...], row: Row) -> tuple[str, str, str] | None:
    """Where a row belongs in a cut; nowhere, if it does not say its place, agency or sector."""
    place = row.place if Cut.PLACE in cut else ""
    agency = row.agency if Cut.AGENCY in cut else ""
    sector = row.sector if Cut.SECTOR in cut else ""
    return (place, agency, sector) if sum(map(bool, (place, agency, sector))) == len(cut) else None


def _times(bounds: intervals.Bounds | None, factor: float) -> intervals.Bounds | None:
    return (bounds[0] * factor, bounds[1] * factor) if bounds else None
