"""What warnings do by themselves: they end when their time is over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound

from . import operations, steps
from .rules.machine import AlertMoved


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
