"""Values: of a time, the newest, and as they were known on a day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from motcua.foundation import rows
from motcua.kernel.errors import Invalid
from motcua.modules.observations.queries.measured import public_measured, public_span

from ..rules.definition import FactsFormula
from ..rules.periods import Grain, containing
from .cards import DefinitionCard, ValueCard
from .definitions import public_definition

MOST = 50_000

Codes = Iterable[str] | None


def public_values(  # noqa: PLR0913 -- one narrowing each
    code: str,
    *,
    grain: Grain | str,
    start: datetime,
    end: datetime,
    version: int | None = None,
    places: Codes = None,
    agencies: Codes = None,
    sectors: Codes = None,
    things: Codes = None,
    splits: Codes = None,
    as_known_at: datetime | None = None,
) -> list[ValueCard]:
    """Values of periods that begin from `start` up to `end`, by beginning and then dimensions.

    A dimension left None is not looked at; `[""]` asks for rows without it (`things=[""]`: of
    communes and not of stations; `places=[""], agencies=[""]`: of the whole city). With
    `as_known_at` they are as they were known at that moment; a value of a period that still ran
    then was provisional and is not kept.

    :raises NotFound: no such indicator or version
    :raises Invalid: more than 50,000 values; ask for a shorter time
    """
    card = public_definition(code, version)
    condition, parameters = _narrowed(places, agencies, sectors, things, splits)
    known = "v.superseded_at IS NULL"
    if as_known_at is not None:
        known = "v.computed_at <= %s AND (v.superseded_at IS NULL OR v.superseded_at > %s)"
    statement = (
        f"{_SELECT} AND c.grain = %s AND v.start >= %s AND v.start < %s AND {known}{condition}"
        f"{_ORDER} LIMIT {MOST + 1}"
    )
    moments = [as_known_at, as_known_at] if as_known_at else []
    asked = [code, card.version, str(grain), start, end, *moments, *parameters]
    found = rows.fetch(statement, asked)
    if len(found) > MOST:
        raise Invalid(f"more than {MOST} values of {code}", field="end", most=MOST)
    return [_card(card, row) for row in found]


def public_newest(  # noqa: PLR0913 -- one narrowing each
    code: str,
    *,
    grain: Grain | str | None = None,
    places: Codes = None,
    agencies: Codes = None,
    sectors: Codes = None,
    things: Codes = None,
    splits: Codes = None,
) -> list[ValueCard]:
    """The newest value of every row, of one grain (the smallest, if none is named).

    Rows are asked for as in `public_values`. The newest may have no number, if too little came;
    look at `end` to see how old it is.

    :raises NotFound: no such indicator
    """
    card = public_definition(code)
    condition, parameters = _narrowed(places, agencies, sectors, things, splits)
    asked = [code, card.version, str(grain or card.smallest), *parameters]
    found = rows.fetch(_NEWEST.format(condition), asked)
    return [_card(card, row) for row in found]


def public_revisions(value: ValueCard) -> list[ValueCard]:
    """Everything that was ever known of this value once its period was over, oldest first."""
    card = public_definition(value.indicator, value.formula_version)
    condition, parameters = _narrowed(
        [value.place], [value.agency], [value.sector], [value.thing], [value.split]
    )
    statement = f"{_SELECT} AND c.grain = %s AND v.start = %s{condition} ORDER BY v.revision"
    asked = [value.indicator, value.formula_version, str(value.grain), value.start, *parameters]
    return [_card(card, row) for row in rows.fetch(statement, asked)]


def public_table(  # noqa: PLR0913 -- one narrowing each
    code: str,
    *,
    grain: Grain | str,
    start: datetime,
    end: datetime,
    version: int | None = None,
    places: Codes = None,
    agencies: Codes = None,
) -> list[dict[str, object]]:
    """Values as flat rows for CSV and JSON, with everything needed to judge and cite them.

    :raises NotFound: no such indicator or version
    """
    card = public_definition(code, version)
    found = public_values(
        code, grain=grain, start=start, end=end, version=version, places=places, agencies=agencies
    )
    return [_flat(card, value) for value in found]


def span_of_inputs(code: str) -> tuple[datetime, datetime] | None:
    """From the first to the last observation an indicator over series can read; None otherwise."""
    formula = public_definition(code).definition.formula
    if isinstance(formula, FactsFormula):
        return None
    measured = public_measured(properties=[given.property for given in formula.inputs])
    return public_span(each.id for each in measured)


def public_marked(*, is_coarse: bool) -> set[str]:
    """Sources whose facts wait to be counted; `is_coarse`: for quarters and years."""
    found = rows.fetch(
        "SELECT DISTINCT source FROM indicators_mark WHERE is_coarse = %s", [is_coarse]
    )
    return {source for (source,) in found}


def _narrowed(*codes: Codes) -> tuple[str, list[object]]:
    condition = ""
    parameters: list[object] = []
    for name, wanted in zip(_DIMENSIONS, codes, strict=True):
        if wanted is not None:
            condition += f" AND c.{name} = ANY(%s::text[])"
            parameters.append(sorted(set(wanted)))
    return condition, parameters


def _card(card: DefinitionCard, row: Sequence[Any]) -> ValueCard:
    (
        grain, place, agency, sector, thing, split, start, revision, value, low, high, expected,
        received, is_complete, denominator, parts, boundaries, inputs, computed_at, until,
    ) = row  # fmt: skip
    band = card.definition.band_of(value)
    return ValueCard(
        indicator=card.code,
        formula_version=card.version,
        grain=Grain(grain),
        start=start,
        end=containing(Grain(grain), start).end,
        place=place,
        agency=agency,
        sector=sector,
        thing=thing,
        split=split,
        value=value,
        low=low,
        high=high,
        n_expected=expected,
        n_received=received,
        is_complete=is_complete,
        denominator=denominator,
        denominator_on=None,
        parts=msgspec.json.decode(parts) if isinstance(parts, str | bytes) else parts,
        band=band.code if band else "",
        boundary_version=boundaries,
        inputs_hash=bytes(inputs).hex(),
        revision=revision,
        computed_at=computed_at,
        known_until=until,
    )


def _flat(card: DefinitionCard, value: ValueCard) -> dict[str, object]:
    return {
        "indicator": card.code,
        "formula_version": card.version,
        "formula_digest": card.formula_digest,
        "grain": value.grain.value,
        "start": value.start.isoformat(),
        "end": value.end.isoformat(),
        "place": value.place,
        "agency": value.agency,
        "sector": value.sector,
        "thing": value.thing,
        "split": value.split,
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "unit": card.unit,
        "band": value.band,
        "n_expected": value.n_expected,
        "n_received": value.n_received,
        "is_complete": value.is_complete,
        "denominator": value.denominator,
        "boundary_version": value.boundary_version,
        "inputs_hash": value.inputs_hash,
        "revision": value.revision,
        "computed_at": value.computed_at.isoformat(),
        "licence": card.licence,
    }


_DIMENSIONS = ("place", "agency", "sector", "thing", "split")
_COLUMNS = (
    "c.grain, c.place, c.agency, c.sector, c.thing, c.split, v.start, v.revision, v.value, v.low,"
    " v.high, v.n_expected, v.n_received, v.is_complete, v.denominator, v.parts,"
    " v.boundary_version, v.inputs_hash, v.computed_at, v.superseded_at"
)
_SELECT = (
    f"SELECT {_COLUMNS} FROM indicators_formula f"  # noqa: S608 -- ours
    " JOIN indicators_cell c ON c.formula_id = f.id"
    " JOIN indicators_value v ON v.cell_id = c.id WHERE f.code = %s AND f.number = %s"
)
_ORDER = " ORDER BY v.start, c.place, c.agency, c.sector, c.thing, c.split"
_NEWEST = (
    f"SELECT {_COLUMNS} FROM indicators_formula f"  # noqa: S608 -- ours
    " JOIN indicators_cell c ON c.formula_id = f.id CROSS JOIN LATERAL ("
    " SELECT * FROM indicators_value v WHERE v.cell_id = c.id AND v.superseded_at IS NULL"
    " ORDER BY v.start DESC LIMIT 1) v"
    " WHERE f.code = %s AND f.number = %s AND c.grain = %s{}"
    " ORDER BY c.place, c.agency, c.sector, c.thing, c.split"
)
