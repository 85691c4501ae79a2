"""What one run knows: the definitions in use, and the series their inputs come from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.modules.observations.queries.measured import MeasuredSeries, public_measured
from motcua.modules.observations.rules.properties import properties
from motcua.modules.observations.rules.units import conversion

from ..queries.definitions import in_use
from ..rules.completeness import Rule
from ..rules.definition import Definition, FactsFormula, SeriesFormula
from ..rules.methods import METHODS, Method


@dataclass(frozen=True, slots=True, eq=False)
class OverSeries:
    """A definition over series, with its method at hand."""

    key: UUID
    definition: Definition
    formula: SeriesFormula
    method: Method
    rule: Rule
    digest: bytes

    @property
    def properties(self) -> frozenset[str]:
        return frozenset(given.property for given in self.formula.inputs)


@dataclass(frozen=True, slots=True, eq=False)
class OverFacts:
    """A definition over facts."""

    key: UUID
    definition: Definition
    formula: FactsFormula
    digest: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """Definitions in use, by what they are over."""

    over_series: tuple[OverSeries, ...]
    over_facts: tuple[OverFacts, ...]

    def only(self, code: str) -> "Known":
        """The same with one indicator alone."""
        return Known(
            tuple(each for each in self.over_series if each.definition.code == code),
            tuple(each for each in self.over_facts if each.definition.code == code),
        )

    @property
    def properties(self) -> frozenset[str]:
        return frozenset(code for each in self.over_series for code in each.properties)


def look() -> Known:
    series, facts = [], []
    for key, definition in in_use():
        formula, digest = definition.formula, bytes.fromhex(definition.formula_digest)
        if isinstance(formula, FactsFormula):
            facts.append(OverFacts(key, definition, formula, digest))
        else:
            rule = Rule(definition.completeness.percent, definition.completeness.required)
            method = METHODS[formula.method]
            series.append(OverSeries(key, definition, formula, method, rule, digest))
    return Known(tuple(series), tuple(facts))


@dataclass(frozen=True, slots=True)
class Stations:
    """Series by thing and property, the longest known first, and where each thing stands."""

    series: Mapping[int, MeasuredSeries]
    by_thing: Mapping[str, Mapping[str, tuple[int, ...]]]
    places: Mapping[str, str]


def stations(of: Iterable[str]) -> Stations:
    """All public series of these properties."""
    found = public_measured(properties=of)
    by_thing: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for each in found:
        mine = by_thing[each.thing]
        mine[each.property] = (*mine.get(each.property, ()), each.id)
    return Stations(
        {each.id: each for each in found}, by_thing, {each.thing: each.place for each in found}
    )


def factor(property_code: str, unit: str) -> float:
    """What a kept value of the property is multiplied by to be in the input's unit."""
    found = conversion(properties()[property_code].unit, unit)
    assert found is not None, f"{property_code} is not in {unit}"
    return found[0]
