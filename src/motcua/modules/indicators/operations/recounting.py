"""Counting again from raw: what anybody may ask for who doubts a number."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.places import queries as places

from .. import events, policies, sources
from ..computing import facts, hours, known, series
from ..computing.locking import lock
from ..computing.series import Pen
from ..computing.writing import Written
from ..rules.periods import HOUR, Grain, between, containing

LONGEST = timedelta(days=400)
PAIRS_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Recounted:
    """How many values were new, and how many had been otherwise and were corrected."""

    added: int
    corrected: int


@transaction.atomic(durable=True)
def recount(*, code: str, start: datetime, end: datetime, by: Actor, at: datetime) -> Recounted:
    """Compute every period that touches this time from raw again; equal numbers write nothing.

    Nobody is alarmed by what it corrects. It waits for a run that is at work.

    :raises NotAllowed: neither the program itself nor an administrator
    :raises NotFound: no such indicator
    :raises Invalid: not a time, or longer than 400 days at once
    """
    policies.must_measure(by)
    if not start < end or end - start > LONGEST:
        raise Invalid("a time of at most 400 days", field="end")
    lock()
    only = known.look().only(code)
    if not only.over_series and not only.over_facts:
        raise NotFound(f"indicator {code}")
    written = _series(only, start, end, at) if only.over_series else _facts(only, start, end, at)
    found = Recounted(
        sum(not each.was_there for each in written), sum(each.was_there for each in written)
    )
    event = events.IndicatorRecounted(code, start, end, len(written), found.corrected, at)
    journal.record(event, by=by, subject=("indicator", code))
    return found


def _series(only: known.Known, start: datetime, end: datetime, at: datetime) -> list[Written]:
    (over,) = only.over_series
    stations = known.stations(over.properties)
    first = containing(over.formula.grain, start).start
    last = containing(over.formula.grain, end - timedelta(microseconds=1)).end
    read = [each.start for each in between(Grain.HOUR, first - over.method.reach * HOUR, last)]
    # Hour by hour and not all at once: years of many series would not fit into memory.
    pairs = ((key, hour) for hour in read for key in stations.series)
    while some := list(islice(pairs, PAIRS_AT_ONCE)):
        hours.refresh(some, stations.series)
    pen = Pen(places.public_version() or "", at)
    return series.compute_all(start, end, over, stations, pen)


def _facts(only: known.Known, start: datetime, end: datetime, at: datetime) -> list[Written]:
    (over,) = only.over_facts
    days: dict[date, frozenset[str]] = {
        each.first_day: frozenset({""}) for each in between(Grain.DAY, start, end)
    }
    pen = Pen(places.public_version() or "", at)
    grains = frozenset(over.definition.grains)
    return facts.compute({over.formula.source: days}, [over], sources.known(), grains, pen)
