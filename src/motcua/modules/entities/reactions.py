"""When observations came in, entities of their things are brought up to date, soon and once."""

from datetime import UTC, datetime, timedelta

from motcua.foundation import jobs, journal
from motcua.kernel.actors import SYSTEM
from motcua.modules.observations.events import BatchTaken

from . import operations

SHOW = "entities.show"
#: A source that sends all the time is shown this often.
PAUSE = timedelta(seconds=5)


def _is_news(event: BatchTaken) -> str | None:
    """Not years of the past, which change nothing of the present."""
    return event.source if not event.is_backfill and event.n_accepted + event.n_corrected else None


@journal.reacts_to(BatchTaken, name="entities.observations_taken", together=_is_news)
def observations_taken(event: BatchTaken) -> None:
    soon = datetime.now(UTC) + PAUSE
    jobs.defer_once(SHOW, event.source, run_at=soon, source=event.source)


@jobs.task(name=SHOW)
def show(*, source: str) -> None:
    operations.show_observations(source=source, by=SYSTEM, at=datetime.now(UTC))
