"""Current values that larger ones are made of: the days of a month, the stations of a commune."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from motcua.foundation import rows

from ..rules.periods import Period
from .writing import Key, cells_of


@dataclass(frozen=True, slots=True)
class Small:
    """A value as a part of a larger one."""

    name: str
    value: float | None
    n_expected: int
    n_received: int
    is_complete: bool


def read(asked: Collection[tuple[Key, Period]]) -> dict[tuple[Key, Period], list[Small]]:
    """By key and larger period: the current values of the key within it, in order of time."""
    found: dict[tuple[Key, Period], list[Small]] = {each: [] for each in asked}
    cells = cells_of([key for key, _ in asked], make=False)
    wanted = [each for each in found if each[0] in cells]
    columns = [
        list(range(len(wanted))),
        [cells[key] for key, _ in wanted],
        [period.start for _, period in wanted],
        [period.end for _, period in wanted],
    ]
    for place, start, *said in rows.fetch(_WITHIN, columns):
        found[wanted[place]].append(Small(start.isoformat(), *said))
    return found


def of_things(
    asked: Collection[tuple[Key, Period]],
) -> dict[tuple[Key, datetime], list[Small]]:
    """By the key of a commune and a beginning: the current values of its things."""
    found: dict[tuple[Key, datetime], list[Small]] = {
        (key, period.start): [] for key, period in asked
    }
    names = list(found)
    columns = [
        list(range(len(names))),
        [key.formula for key, _ in names],
        [key.grain.value for key, _ in names],
        [key.place for key, _ in names],
        [start for _, start in names],
    ]
    for place, thing, *said in rows.fetch(_OF_THINGS, columns):
        found[names[place]].append(Small(thing, *said))
    return found


def digest(formula: bytes, parts: Sequence[Small], *, with_counts: bool) -> bytes:
    """What a larger value was computed from, in one number."""
    made = blake2b(formula, digest_size=16)
    for part in parts:
        said = (part.name, part.value, part.is_complete)
        counts = (part.n_expected, part.n_received) if with_counts else ()
        made.update(repr((*said, *counts)).encode())
    return made.digest()


_VALUES = "v.value, v.n_expected, v.n_received, v.is_complete"
_WITHIN = (
    f"SELECT k.place, v.start, {_VALUES}"  # noqa: S608 -- ours
    " FROM unnest(%s::int[], %s::bigint[], %s::timestamptz[], %s::timestamptz[])"
    " AS k (place, cell_id, low, high)"
    " JOIN indicators_value v ON v.cell_id = k.cell_id AND v.start >= k.low AND v.start < k.high"
    " WHERE v.superseded_at IS NULL ORDER BY k.place, v.start"
)
_OF_THINGS = (
    f"SELECT k.place, c.thing, {_VALUES}"  # noqa: S608 -- ours
    " FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz[])"
    " AS k (place, formula_id, grain, commune, start)"
    " JOIN indicators_cell c ON c.formula_id = k.formula_id AND c.grain = k.grain"
    " AND c.place = k.commune AND c.thing <> ''"
    " JOIN indicators_value v ON v.cell_id = c.id AND v.start = k.start"
    " WHERE v.superseded_at IS NULL ORDER BY k.place, c.thing"
)
