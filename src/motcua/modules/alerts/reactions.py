"""What warnings do by themselves: rules look when numbers move, messages end when time is over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from motcua.foundation import jobs, journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound
from motcua.modules.indicators.events import IndicatorsMoved

from . import operations, queries, sight, steps
from .rules.machine import AlertMoved


@journal.reacts_to(IndicatorsMoved, name="alerts.look")
def look(moved: IndicatorsMoved) -> None:
    """Every rule on what moved looks there; a run over the past moves nothing."""
    look_at(moved, at=datetime.now(UTC))


def look_at(moved: IndicatorsMoved, *, at: datetime) -> int:
    """As `look`, at a moment. Returns at how many places a rule looked."""
    there = {
        (move.indicator, move.grain, move.place, move.thing)
        for move in moved.moves
        if move.place and not (move.agency or move.sector or move.split)
    }
    if moved.is_backfill or not there:
        return 0
    looked = 0
    for rule in queries.public_rules():
        for indicator, grain, place, thing in sorted(there):
            if (indicator, grain, bool(thing)) != (rule.indicator, rule.grain, rule.on_things):
                continue
            sighting = sight.lately(rule, place, thing, at=at)
            operations.consider(rule=rule.code, sighting=sighting, by=SYSTEM, at=at)
            looked += 1
    return looked


@jobs.periodic(name="alerts.tend", cron="* * * * *")
def tend() -> None:
    """Every minute. Pages and feeds do not wait for it: they read the time themselves."""
    tend_all(at=datetime.now(UTC))


def tend_all(*, at: datetime) -> int:
    """End what is over and let lapse what nobody decided. Returns how many."""
    over, late = steps.due(at=at)
    return sum(
        [
            *(_done(operations.expire, key, at) for key in over),
            *(_done(operations.lapse, key, at) for key in late),
        ]
    )


def _done(verb: Callable[..., None], alert_id: UUID, at: datetime) -> bool:
    # Somebody may have decided between our question and now: theirs is the last word.
    with suppress(AlertMoved, NotFound):
        verb(alert_id=alert_id, by=SYSTEM, at=at)
        return True
    return False
