"""Whether a definition makes sense: its method, tables, units, expressions, bands, grains."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from motcua.kernel import expressions
from motcua.kernel.expressions import BadExpression, Type
from motcua.kernel.expressions import Text as TextType
from motcua.modules.observations.rules.properties import properties
from motcua.modules.observations.rules.units import conversion

from . import units
from .counting import counter
from .definition import (
    FORMAT,
    Band,
    Definition,
    FactsFormula,
    IntervalMethod,
    Kind,
    SeriesFormula,
)
from .methods import METHODS, Method
from .periods import Grain

Path = tuple[str | int, ...]
Fields = Mapping[str, Type]
_CODE = re.compile(r"[a-z][a-z0-9_]{1,59}")

_NEEDS = {
    Kind.COUNT: (),
    Kind.SHARE: ("when",),
    Kind.SUM: ("value",),
    Kind.QUANTILE: ("value",),
}
_FITTING = {
    Kind.COUNT: IntervalMethod.POISSON,
    Kind.SHARE: IntervalMethod.WILSON,
    Kind.QUANTILE: IntervalMethod.ORDER,
    Kind.SUM: IntervalMethod.NONE,
}


class Add(Protocol):
    def __call__(self, code: str, path: Path, **params: object) -> None: ...


def check(definition: Definition, sources: Mapping[str, Fields], add: Add) -> None:
    """Tell everything that is wrong with a definition of the right shape."""
    _check_head(definition, add)
    _check_percents(definition, add)
    _check_bands(definition.bands, add)
    if isinstance(definition.formula, SeriesFormula):
        _check_series(definition, definition.formula, add)
    else:
        _check_facts(definition, definition.formula, sources, add)


def _check_head(definition: Definition, add: Add) -> None:
    if definition.format != FORMAT:
        add("format", ("format",), value=definition.format)
    if not _CODE.fullmatch(definition.code):
        add("code", ("code",), value=definition.code)
    if definition.number < 1:
        add("number", ("number",))
    if not units.is_known(definition.unit):
        add("unit", ("unit",), value=definition.unit)
    for name, words in (("name", definition.name), ("explanation", definition.explanation)):
        if not (words.vi.strip() and words.en.strip()):
            add("empty", (name,))


def _check_percents(definition: Definition, add: Add) -> None:
    if not 0 < definition.completeness.percent <= 100:
        add("percent", ("completeness",), value=definition.completeness.percent)
    if not 0 < definition.interval.percent < 100:
        add("percent", ("interval",), value=definition.interval.percent)


def _check_bands(bands: tuple[Band, ...], add: Add) -> None:
    lows = [band.low for band in bands]
    if lows != sorted(set(lows)) or len({band.code for band in bands}) < len(bands):
        add("bands", ("bands",))
    for place, band in enumerate(bands):
        if not all(0 <= part <= 255 for part in band.rgb):
            add("colour", ("bands", place, "rgb"))


def _check_series(definition: Definition, formula: SeriesFormula, add: Add) -> None:
    method = METHODS.get(formula.method)
    if method is None:
        known = ", ".join(sorted(METHODS))
        add("method", ("formula", "method"), name=formula.method, known=known)
        return
    if formula.grain not in method.grains:
        grains = ", ".join(sorted(method.grains))
        add("method-grain", ("formula", "grain"), name=method.code, grain=grains)
    _check_inputs(formula, method, add)
    _check_tables(formula, method, add)
    _check_rollups(definition, formula.grain, add)
    if definition.interval.method is not IntervalMethod.NONE:
        add("interval", ("interval",), method=definition.interval.method, kind=method.code)


def _check_inputs(formula: SeriesFormula, method: Method, add: Add) -> None:
    needed = ", ".join(sorted(method.inputs))
    if not formula.inputs:
        add("method-needs", ("formula",), name=method.code, needed=needed)
    names = [given.name for given in formula.inputs]
    for place, given in enumerate(formula.inputs):
        at: Path = ("formula", "inputs", place)
        if given.name not in method.inputs or names.index(given.name) < place:
            add("method-needs", at, name=method.code, needed=needed)
        observed = properties().get(given.property)
        if observed is None:
            add("property", (*at, "property"), name=given.property)
        elif conversion(observed.unit, given.unit) is None:
            add("unit-of", (*at, "unit"), value=given.unit, unit=observed.unit)


def _check_tables(formula: SeriesFormula, method: Method, add: Add) -> None:
    names = {given.name for given in formula.inputs}
    for table, of in method.tables.items():
        if (of is None or of in names) and table not in formula.tables:
            add("method-needs", ("formula",), name=method.code, needed=f"tables.{table}")
    levels = formula.tables.get("levels")
    for name, table_values in formula.tables.items():
        numbers = [each for each in table_values if each is not None]
        at: Path = ("formula", "tables", name)
        if numbers != sorted(set(numbers)):
            add("table", at, name=name, problem="↗?")
        if levels is not None and len(table_values) != len(levels):
            add("table", at, name=name, problem=f"{len(table_values)} ≠ {len(levels)}")


def _check_rollups(definition: Definition, base: Grain, add: Add) -> None:
    made = {base}
    for place, rollup in enumerate(definition.rollups):
        if rollup.of not in made or rollup.grain.rank <= rollup.of.rank:
            add("rollup", ("rollups", place), grain=rollup.grain, of=rollup.of)
        made.add(rollup.grain)
    for grain in definition.grains:
        if grain not in made:
            add("grain", ("grains",), grain=grain)


def _check_facts(
    definition: Definition, formula: FactsFormula, sources: Mapping[str, Fields], add: Add
) -> None:
    fields = sources.get(formula.source)
    if fields is None:
        known = ", ".join(sorted(sources)) or "–"
        add("source", ("formula", "source"), name=formula.source, known=known)
        return
    if Grain.HOUR in definition.grains:
        add("grain", ("grains",), grain=Grain.HOUR)
    if not definition.cuts:
        add("missing", (), kind=formula.kind, name="cuts")
    if formula.split and not isinstance(fields.get(formula.split), TextType):
        add("field", ("formula", "split"), name=formula.split)
    _check_kind(definition, formula, add)
    _check_expressions(definition, formula, fields, add)


def _check_kind(definition: Definition, formula: FactsFormula, add: Add) -> None:
    needed = () if formula.split else _NEEDS[formula.kind]
    for name in ("when", "value"):
        if name in needed and not getattr(formula, name):
            add("missing", ("formula",), kind=formula.kind, name=name)
        if name not in needed and getattr(formula, name):
            add("needless", ("formula", name), kind=formula.kind, name=name)
    if formula.split and formula.kind in (Kind.SUM, Kind.QUANTILE):
        add("needless", ("formula", "split"), kind=formula.kind, name="split")
    if not 0 < formula.percent < 100:
        add("percent", ("formula", "percent"), value=formula.percent)
    method = definition.interval.method
    if method not in (_FITTING[formula.kind], IntervalMethod.NONE):
        add("interval", ("interval", "method"), method=method, kind=formula.kind)


def _check_expressions(
    definition: Definition, formula: FactsFormula, fields: Fields, add: Add
) -> None:
    is_sound = True
    for name, source in _expressions(formula):
        try:
            expressions.compile(source, fields)
        except BadExpression as wrong:
            is_sound = False
            add("expression", ("formula", name), problem=wrong.text)
    try:
        if is_sound:
            counter(definition, fields)
    except BadExpression as wrong:
        add("expression", ("formula",), problem=wrong.text)


def _expressions(formula: FactsFormula) -> Iterable[tuple[str, str]]:
    every = {"where": formula.where, "when": formula.when, "value": formula.value}
    return [(name, source) for name, source in every.items() if source]
