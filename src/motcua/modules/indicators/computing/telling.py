"""Who is told of what moved: the journal, and through it alerts; the city, through broadcast."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import journal, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.modules.broadcast import steps as broadcast
from motcua.modules.broadcast.rules import Change

from ..events import IndicatorsMoved, Move
from ..rules.definition import Definition
from ..rules.periods import Grain
from .writing import Written

MOST_IN_ENTRY = 500
KIND = "vn.motcua.indicator.moved.v1"
#: A period that ended longer ago is the past, whoever sends it.
FRESH = {
    Grain.HOUR: timedelta(hours=3),
    Grain.DAY: timedelta(days=2),
    Grain.MONTH: timedelta(days=10),
    Grain.QUARTER: timedelta(days=10),
    Grain.YEAR: timedelta(days=10),
}


def tell(
    written: Sequence[Written],
    definitions: Mapping[UUID, tuple[Definition, int]],
    *,
    is_backfill: bool,
    by: Actor,
    at: datetime,
) -> list[Move]:
    """Record the run and publish the newest values that moved. Returns these.

    A value moved if it is its row's newest, is not of the past, and reads otherwise than before
    to the digits people see. A run over the past moves nothing.
    """
    if not written:
        return []
    fresh = [] if is_backfill else [each for each in written if _is_fresh(each, at)]
    newest = _newest(fresh) if fresh else []
    moved = [(each, definitions[each.fresh.key.formula]) for each in newest]
    moves = [_move(each, *said) for each, said in moved if _differs(each, said[0])]
    if fresh and not moves:
        return []  # a minute more of what reads the same is no fact for the journal
    run = new_id()
    parts = [moves[n : n + MOST_IN_ENTRY] for n in range(0, len(moves), MOST_IN_ENTRY)]
    for part in parts or [[]]:
        event = IndicatorsMoved(run, not fresh, len(written), tuple(part), at)
        journal.record(event, by=by, subject=("indicators", "run"))
    broadcast.publish(
        [_change(each, *said, at=at) for each, said in moved if _differs(each, said[0])]
    )
    return moves


def _is_fresh(written: Written, at: datetime) -> bool:
    period = written.fresh.period
    return period.start <= at <= period.end + FRESH[period.grain]


def _newest(written: Sequence[Written]) -> list[Written]:
    cells = sorted({each.cell for each in written})
    latest = dict(rows.fetch(_NEWEST, [cells]))
    return [each for each in written if latest.get(each.cell) == each.fresh.period.start]


def _differs(written: Written, definition: Definition) -> bool:
    value, before = written.fresh.outcome.value, written.before
    if value is None or before is None:
        return value is not before
    return round(value, definition.decimals) != round(before, definition.decimals)


def _move(written: Written, definition: Definition, number: int) -> Move:
    key, period, outcome = written.fresh.key, written.fresh.period, written.fresh.outcome
    band = definition.band_of(outcome.value)
    return Move(
        indicator=definition.code,
        version=number,
        grain=period.grain.value,
        start=period.start,
        end=period.end,
        place=key.place,
        agency=key.agency,
        sector=key.sector,
        thing=key.thing,
        split=key.split,
        value=outcome.value,
        before=written.before,
        band=band.code if band else "",
        is_complete=outcome.is_complete,
    )


def _change(written: Written, definition: Definition, number: int, *, at: datetime) -> Change:
    key, period, outcome = written.fresh.key, written.fresh.period, written.fresh.outcome
    band = definition.band_of(outcome.value)
    dimensions = {
        "thing": key.thing, "place": key.place, "agency": key.agency, "sector": key.sector,
        "split": key.split,
    }  # fmt: skip
    about = "/".join(f"{name}:{code}" for name, code in dimensions.items() if code)
    data: dict[str, object] = {
        "indicator": definition.code,
        "formula_version": number,
        "value": outcome.value,
        "low": outcome.low,
        "high": outcome.high,
        "unit": definition.unit,
        "grain": period.grain.value,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "n_expected": outcome.n_expected,
        "n_received": outcome.n_received,
        "is_complete": outcome.is_complete,
        "band": band.code if band else "",
        "dimensions": {name: code for name, code in dimensions.items() if code},
        "title": {"vi": definition.name.vi, "en": definition.name.en},
        "summary": _summary(written, definition),
    }
    subject = f"indicator:{definition.code}" + (f"/{about}" if about else "")
    return Change(f"indicators.{definition.code}", KIND, subject, key.place, at, data)


def _summary(written: Written, definition: Definition) -> dict[str, str]:
    """The number in words, with its band; digits and marks as each language writes them."""
    value = written.fresh.outcome.value
    if value is None:
        return {"vi": "Chưa đủ số liệu.", "en": "Not enough data."}
    band = definition.band_of(value)
    vi, en = (f" ({band.name.vi})", f" ({band.name.en})") if band else ("", "")
    digits = f"{value:.{definition.decimals}f}"
    return {
        "vi": f"{digits.replace('.', ',')} {definition.unit_name.vi}{vi}",
        "en": f"{digits} {definition.unit_name.en}{en}",
    }


def definitions_by_formula(
    known: Iterable[tuple[UUID, Definition]],
) -> dict[UUID, tuple[Definition, int]]:
    return {key: (definition, definition.number) for key, definition in known}


_NEWEST = (
    "SELECT k.cell_id, n.start FROM unnest(%s::bigint[]) AS k (cell_id) CROSS JOIN LATERAL ("
    " SELECT v.start FROM indicators_value v WHERE v.cell_id = k.cell_id"
    " AND v.superseded_at IS NULL ORDER BY v.start DESC LIMIT 1) n"
)
