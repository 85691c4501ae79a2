"""What follows when a revision comes into force, and the work on runs that goes on by itself."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import UUID

from motcua.foundation import jobs
from motcua.foundation.journal import reacts_to
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone
from motcua.modules.catalogue.events import RevisionCameIntoForce

from . import operations, queries
from .operations.starting import PlanUnsound

ADVANCE = "transitions.advance"

#: So long one job works before others have their turn.
SECONDS = 10.0
#: So long until what somebody was working on is tried again.
LATER = timedelta(seconds=5)


@reacts_to(RevisionCameIntoForce, name="transitions.begin")
def begin(event: RevisionCameIntoForce) -> None:
    """Dossiers go on as was decided. An unsound plan waits for its designer."""
    if event.replaces is not None and event.replaces != event.revision:
        with suppress(AlreadyDone, PlanUnsound):
            operations.start_for_revision(
                revision=event.revision, replaces=event.replaces, by=SYSTEM, at=event.at
            )


@jobs.task(name=ADVANCE)
def advance(*, run: str) -> None:
    """Batch by batch, until it is over or others have to have their turn."""
    began = monotonic()
    answer = "more"
    while answer == "more" and monotonic() - began < SECONDS:
        answer = operations.advance(run_id=UUID(run), by=SYSTEM, at=datetime.now(UTC))
    if answer == "more":
        jobs.defer_once(ADVANCE, run, run=run)
    elif answer == "waiting":
        jobs.defer_once(ADVANCE, run, run_at=datetime.now(UTC) + LATER, run=run)


@jobs.periodic(name="transitions.wake", cron="* * * * *")
def wake() -> None:
    """A run whose worker died goes on with another."""
    for run in queries.at_work(by=SYSTEM):
        jobs.defer_once(ADVANCE, str(run), run=str(run))
