"""Computing what came since the last run: claims, values and their news in one transaction."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import Actor
from motcua.modules.observations import steps as observations
from motcua.modules.places import queries as places

from .. import sources
from ..computing import facts, hours, known, series, telling
from ..computing.locking import try_lock
from ..computing.series import Pen
from ..queries.definitions import in_use
from ..rules.periods import Grain, of_day

FINE = frozenset({Grain.DAY, Grain.MONTH})
COARSE = frozenset({Grain.QUARTER, Grain.YEAR})


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run took up and what became of it; `is_busy` where another run was at it."""

    claimed: int
    values: int
    moved: int
    is_busy: bool = False


BUSY = Ran(0, 0, 0, is_busy=True)


@transaction.atomic(durable=True)
def compute_series(*, limit: int = 60, by: Actor, at: datetime) -> Ran:
    """Take up to `limit` entries of what observations touched, and compute all that reads them.

    A crash puts the claims back with everything else; a second run finds the rest.
    """
    if not try_lock():
        return BUSY
    touched = observations.claim_touched(limit)
    if not touched:
        return Ran(0, 0, 0)
    now = known.look()
    stations = known.stations(now.properties)
    changed = hours.refresh(((each.series, each.hour) for each in touched), stations.series)
    pen = Pen(places.public_version() or "", at)
    written = series.compute(changed, now.over_series, stations, pen)
    moves = telling.tell(
        written,
        telling.definitions_by_formula(in_use()),
        is_backfill=all(each.is_backfill for each in touched),
        by=by,
        at=at,
    )
    return Ran(len(touched), len(written), len(moves))


@transaction.atomic(durable=True)
def compute_facts(
    *, source: str, limit: int = 20_000, is_coarse: bool, by: Actor, at: datetime
) -> Ran:
    """Take up to `limit` marks of a source and count the days and months they lie in; with
    `is_coarse` the quarters and years that were left for later."""
    if not try_lock():
        return BUSY
    marks = rows.fetch(_CLAIM, [source, is_coarse, limit])
    if not marks:
        return Ran(0, 0, 0)
    if not is_coarse:
        later = {(of_day(Grain.QUARTER, day).first_day, agency) for day, agency in marks}
        rows.run(_LEAVE, [source, *map(list, zip(*sorted(later), strict=True))])
    days: dict[date, set[str]] = defaultdict(set)
    for day, agency in marks:
        days[day].add(agency)
    told = {source: {day: frozenset(agencies) for day, agencies in days.items()}}
    pen = Pen(places.public_version() or "", at)
    grains = COARSE if is_coarse else FINE
    written = facts.compute(told, known.look().over_facts, sources.known(), grains, pen)
    definitions = telling.definitions_by_formula(in_use())
    moves = telling.tell(written, definitions, is_backfill=False, by=by, at=at)
    return Ran(len(marks), len(written), len(moves))


_CLAIM = (
    "DELETE FROM indicators_mark WHERE id IN (SELECT id FROM indicators_mark"
    " WHERE source = %s AND is_coarse = %s ORDER BY day DESC LIMIT %s FOR UPDATE SKIP LOCKED)"
    " RETURNING day, agency"
)
_LEAVE = (
    "INSERT INTO indicators_mark (source, day, agency, is_coarse)"
    " SELECT %s, day, agency, true FROM unnest(%s::date[], %s::text[]) AS later (day, agency)"
)
