"""Values written so that nothing known is lost: new ones, corrections, and running periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.foundation import rows
from motcua.foundation.copying import copy_rows

from ..rules.periods import Grain, Period
from ..rules.readings import Outcome


@dataclass(frozen=True, slots=True)
class Key:
    """What a row of values is about."""

    formula: UUID
    grain: Grain
    place: str = ""
    agency: str = ""
    sector: str = ""
    thing: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A value just computed, with the digest of what it was computed from."""

    key: Key
    period: Period
    outcome: Outcome
    inputs: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is new or differs. `before` is the one in its place, if there was one.

    `matters`: larger periods see a difference, and not only more of what was counted.
    """

    fresh: Fresh
    cell: int
    revision: int
    before: float | None
    was_there: bool
    matters: bool = True


@dataclass(frozen=True, slots=True)
class _Current:
    revision: int
    inputs: bytes
    value: float | None
    is_complete: bool
    computed_at: datetime


def write(fresh: Sequence[Fresh], *, boundaries: str, at: datetime) -> list[Written]:
    """Write what differs from what is there. The same inputs write nothing.

    A value of a period that was still running when it was computed was told as provisional and is
    replaced; any later change is a revision, and what was known before stays.
    """
    cells = cells_of([each.key for each in fresh if _says_something(each.outcome)], make=True)
    others = [each.key for each in fresh if each.key not in cells]
    cells = {**cells, **cells_of(others, make=False)}
    kept = [each for each in fresh if each.key in cells]
    known = _current([(cells[each.key], each.period.start) for each in kept])
    new: list[Written] = []
    provisional: list[Written] = []
    corrected: list[Written] = []
    for each in kept:
        cell = cells[each.key]
        old = known.get((cell, each.period.start))
        if old is None:
            if _says_something(each.outcome):
                new.append(Written(each, cell, 1, None, was_there=False))
        elif old.inputs != each.inputs:
            is_provisional = old.computed_at < each.period.end
            revision = old.revision if is_provisional else old.revision + 1
            matters = (old.value, old.is_complete) != (
                each.outcome.value, each.outcome.is_complete,
            )  # fmt: skip
            written = Written(each, cell, revision, old.value, was_there=True, matters=matters)
            (provisional if is_provisional else corrected).append(written)
    _replace(provisional, boundaries, at)
    _supersede(corrected, at)
    copy_rows("indicators_value", _COLUMNS, _rows([*new, *corrected], boundaries, at))
    return [*new, *provisional, *corrected]


def cells_of(keys: Iterable[Key], *, make: bool) -> dict[Key, int]:
    """The cell of each key that has one; with `make`, of every key."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    columns = [
        [key.formula for key in wanted],
        [key.grain.value for key in wanted],
        [key.place for key in wanted],
        [key.agency for key in wanted],
        [key.sector for key in wanted],
        [key.thing for key in wanted],
        [key.split for key in wanted],
    ]
    found = _cells(columns)
    if make and len(found) < len(wanted):
        rows.run(_MAKE_CELLS, columns)
        found = _cells(columns)
    return found


def _cells(columns: Sequence[object]) -> dict[Key, int]:
    return {
        Key(formula, Grain(grain), place, agency, sector, thing, split): cell
        for cell, formula, grain, place, agency, sector, thing, split in rows.fetch(
            _FIND_CELLS, columns
        )
    }


def _says_something(outcome: Outcome) -> bool:
    return outcome.value is not None or outcome.n_received > 0 or outcome.n_expected > 0


def _current(wanted: Sequence[tuple[int, datetime]]) -> Mapping[tuple[int, datetime], _Current]:
    if not wanted:
        return {}
    cells, starts = zip(*wanted, strict=True)
    return {
        (cell, start): _Current(revision, bytes(inputs), value, is_complete, computed_at)
        for cell, start, revision, inputs, value, is_complete, computed_at in rows.fetch(
            _CURRENT, [list(cells), list(starts)]
        )
    }


def _replace(values: Sequence[Written], boundaries: str, at: datetime) -> None:
    if values:
        columns = list(zip(*_rows(values, boundaries, at), strict=True))
        rows.run(_REPLACE, [list(column) for column in columns])


def _supersede(values: Sequence[Written], at: datetime) -> None:
    if values:
        cells = [each.cell for each in values]
        starts = [each.fresh.period.start for each in values]
        rows.run(_SUPERSEDE, [at, cells, starts])


def _rows(values: Iterable[Written], boundaries: str, at: datetime) -> Iterable[tuple[object, ...]]:
    for each in values:
        outcome = each.fresh.outcome
        yield (
            each.cell, each.fresh.period.start, each.revision, outcome.value, outcome.low,
            outcome.high, outcome.n_expected, outcome.n_received, outcome.is_complete,
            outcome.denominator, msgspec.json.encode(outcome.parts).decode(), boundaries,
            each.fresh.inputs, at,
        )  # fmt: skip


_COLUMNS = (
    "cell_id", "start", "revision", "value", "low", "high", "n_expected", "n_received",
    "is_complete", "denominator", "parts", "boundary_version", "inputs_hash", "computed_at",
)  # fmt: skip
_KEYS = (
    "unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])"
    " AS k (formula_id, grain, place, agency, sector, thing, split)"
)
_FIND_CELLS = (
    "SELECT c.id, c.formula_id, c.grain, c.place, c.agency, c.sector, c.thing, c.split"  # noqa: S608 -- ours
    f" FROM {_KEYS} JOIN indicators_cell c USING"
    " (formula_id, grain, place, agency, sector, thing, split)"
)
_MAKE_CELLS = (
    "INSERT INTO indicators_cell (formula_id, grain, place, agency, sector, thing, split)"  # noqa: S608 -- ours
    f" SELECT * FROM {_KEYS} ON CONFLICT DO NOTHING"
)
_CURRENT = (
    "SELECT v.cell_id, v.start, v.revision, v.inputs_hash, v.value, v.is_complete, v.computed_at"
    " FROM unnest(%s::bigint[], %s::timestamptz[]) AS k (cell_id, start)"
    " JOIN indicators_value v USING (cell_id, start) WHERE v.superseded_at IS NULL"
)
_SUPERSEDE = (
    "UPDATE indicators_value v SET superseded_at = %s"
    " FROM unnest(%s::bigint[], %s::timestamptz[]) AS k (cell_id, start)"
    " WHERE v.cell_id = k.cell_id AND v.start = k.start AND v.superseded_at IS NULL"
)
_REPLACE = """
UPDATE indicators_value v SET value = k.value, low = k.low, high = k.high,
    n_expected = k.n_expected, n_received = k.n_received, is_complete = k.is_complete,
    denominator = k.denominator, parts = k.parts, boundary_version = k.boundary_version,
    inputs_hash = k.inputs_hash, computed_at = k.computed_at
FROM unnest(%s::bigint[], %s::timestamptz[], %s::int[], %s::float8[], %s::float8[], %s::float8[],
    %s::bigint[], %s::bigint[], %s::bool[], %s::float8[], %s::jsonb[], %s::text[], %s::bytea[],
    %s::timestamptz[])
    AS k (cell_id, start, revision, value, low, high, n_expected, n_received, is_complete,
        denominator, parts, boundary_version, inputs_hash, computed_at)
WHERE v.cell_id = k.cell_id AND v.start = k.start AND v.revision = k.revision
"""
