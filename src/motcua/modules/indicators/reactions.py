"""What measuring does by itself: it computes when something came, and sweeps up what was left."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from motcua.foundation import jobs, journal
from motcua.kernel.actors import SYSTEM
from motcua.modules.observations.events import BatchTaken

from . import events, operations, queries, sources, steps
from .operations import Ran
from .queries.values import public_marked, span_of_inputs
from .rules.periods import HERE

#: How far back a new formula over facts is counted.
FACTS_BACK = timedelta(days=400)
A_MONTH = timedelta(days=31)
MOST_RUNS = 1000


def _is_news(event: BatchTaken) -> str | None:
    """A batch that changed nothing touched nothing; all others of a source are caught up with."""
    return event.source if event.n_accepted or event.n_corrected else None


@journal.reacts_to(BatchTaken, name="indicators.batch_taken", together=_is_news)
def batch_taken(event: BatchTaken) -> None:
    del event  # what is there is looked at
    catch_up_series(datetime.now(UTC))


@jobs.periodic(name="indicators.sweep", cron="* * * * *")
def sweep() -> None:
    """What no reaction took up: claims put back by a crash, flags changed by a person, facts."""
    _queue_marked(is_coarse=False)
    catch_up_series(datetime.now(UTC))


@jobs.periodic(name="indicators.sweep_coarse", cron="*/10 * * * *")
def sweep_coarse() -> None:
    """Quarters and years, which read the most facts."""
    _queue_marked(is_coarse=True)


COUNT = "indicators.count_facts"


def _queue_marked(*, is_coarse: bool) -> None:
    """A job for each source that has marks: one that breaks holds up no other."""
    marked = public_marked(is_coarse=is_coarse) & sources.known().keys()
    jobs.defer_all(COUNT, [{"source": name, "is_coarse": is_coarse} for name in sorted(marked)])


# Not tried again by itself: its marks stay, and the next sweep takes them up.
@jobs.task(name=COUNT, retry=None)
def count_facts(*, source: str, is_coarse: bool) -> None:
    _count_facts(source, datetime.now(UTC), is_coarse=is_coarse)


def _count_facts(source: str, at: datetime, *, is_coarse: bool) -> int:
    return _until_done(
        lambda: operations.compute_facts(source=source, is_coarse=is_coarse, by=SYSTEM, at=at)
    )


@jobs.periodic(name="indicators.mark_living", cron="7 * * * *")
def mark_living() -> None:
    """Facts that change by the passing of time alone are counted again every hour."""
    at = datetime.now(UTC)
    for name, source in sources.known().items():
        if source.is_living:
            steps.mark(name, [steps.Dirty(at.astimezone(HERE).date())])


@journal.reacts_to(events.DefinitionLoaded, name="indicators.definition_loaded")
def definition_loaded(event: events.DefinitionLoaded) -> None:
    """A new formula is computed over the past there is, newest months first."""
    if event.is_new_formula:
        fill(event.indicator, at=event.at)


def fill(code: str, *, at: datetime) -> int:
    """Count an indicator over everything known. Returns how many values are new or differ."""
    # Facts are asked for by whole periods, so all of it at once asks for each period once.
    start, end, step = at - FACTS_BACK, at, FACTS_BACK
    if queries.public_definition(code).has_things:
        span = span_of_inputs(code)
        if span is None:
            return 0
        start, end, step = *span, A_MONTH
    filled = 0
    while end > start:
        begin = max(start, end - step)
        done = operations.recount(code=code, start=begin, end=end, by=SYSTEM, at=at)
        filled += done.added + done.corrected
        end = begin
    return filled


def catch_up_series(at: datetime) -> int:
    """Compute until nothing touched is left. Returns how many values are new or differ."""
    return _until_done(lambda: operations.compute_series(by=SYSTEM, at=at))


def catch_up_facts(at: datetime) -> int:
    """Count all that is marked, quarters and years too. Returns how many values are new."""
    return sum(
        _count_facts(name, at, is_coarse=is_coarse)
        for is_coarse in (False, True)
        for name in sources.known()
    )


def _until_done(run: Callable[[], Ran]) -> int:
    """Run until a run finds nothing, or another is at work: that one goes on until the end.

    Where more comes all the time, a worker's turn ends too; the next batch or minute goes on.
    """
    values = 0
    for _ in range(MOST_RUNS):
        ran = run()
        if ran.is_busy or not ran.claimed:
            break
        values += ran.values
    return values
