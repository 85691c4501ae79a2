"""The command `motcua generate`: makes dossiers in batches and takes them over, with progress."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from motcua.foundation import partitions
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules.past import PastDossier

from .. import environment
from .city import SampleCity
from .finishing import finish_some

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Made:
    """How many dossiers were taken over, and the seconds that inventing and writing them took."""

    dossiers: int
    inventing: float
    writing: float

    @property
    def per_second(self) -> float:
        return self.dossiers / self.writing if self.writing else 0.0


def generate(count: int, *, years: float, say: Console, seed: int | None = None) -> Made:
    """Add `count` dossiers of the last `years`; the city must have been founded.

    :raises SystemExit: in production, where nothing invented may enter
    """
    if environment.profile() is environment.Profile.PRODUCTION:
        sys.exit("nothing is invented in production")
    at = datetime.now(UTC)
    since = at - timedelta(days=365.25 * years)
    make_room(since.date(), at.date())
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"), TimeRemainingColumn(), console=say,
    ) as progress:  # fmt: skip
        task = progress.add_task("  inventing people …", total=count, speed="")
        city = SampleCity.look(count, since=since, at=at, seed=seed)
        progress.update(task, description="  taking over dossiers …")
        made = Made(0, 0.0, 0.0)
        for made in _take_over(city, count, at=at):
            progress.update(task, completed=made.dossiers, speed=f"{made.per_second:,.0f}/s")
        progress.update(task, description="  drafting, signing and issuing some …")
        finish_some(city, count, at=at)
        progress.update(task, description="  the city is filled")
    return made


def make_room(first: date, last: date) -> None:
    """The journal's months of before."""
    partitions.cover("foundation_entry", first=first, last=last)


def _take_over(city: SampleCity, count: int, *, at: datetime) -> Iterator[Made]:
    done, inventing, writing = 0, 0.0, 0.0
    while done < count:
        start = time.perf_counter()
        batch: list[PastDossier] = [city.dossier() for _ in range(min(BATCH, count - done))]
        between = time.perf_counter()
        done += dossiers.take_over(batch=batch, by=SYSTEM, at=at).taken
        inventing += between - start
        writing += time.perf_counter() - between
        yield Made(done, inventing, writing)
