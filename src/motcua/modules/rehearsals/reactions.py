"""What rehearsals do by themselves: a space is made when asked for, and taken down when closed."""

from datetime import UTC, datetime
from uuid import UUID

from motcua.foundation import jobs
from motcua.foundation.journal import reacts_to
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound

from . import errands, operations, queries
from .events import RehearsalAsked, RehearsalClosed


@reacts_to(RehearsalAsked, name="rehearsals.prepare")
def prepare(event: RehearsalAsked) -> None:
    errands.prepare(event.rehearsal)


@reacts_to(RehearsalClosed, name="rehearsals.strike")
def strike(event: RehearsalClosed) -> None:
    try:
        card = queries.rehearsal(event.rehearsal, by=SYSTEM)
    except NotFound:
        return
    errands.strike(card.key)
    operations.forget_source(rehearsal_id=event.rehearsal, by=SYSTEM, at=event.at)


@jobs.task(name="rehearsals.walk", retry=None)
def walk(*, walk: str) -> None:
    """All paths of a package, one after the other."""
    errands.walk(UUID(walk))


@jobs.task(name="rehearsals.foretell", retry=None)
def foretell(*, forecast: str) -> None:
    """One forecast, all its replications."""
    errands.foretell(UUID(forecast))


@jobs.periodic(name="rehearsals.tidy", cron="7,37 * * * *")
def tidy() -> None:
    """Spaces that stood for a day, and those nobody owns, are taken down."""
    errands.tidy(at=datetime.now(UTC))
