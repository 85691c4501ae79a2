"""The simulator's jobs. Registered by the worker of a demo city; each does nothing if it is off."""

from datetime import UTC, datetime, timedelta

from motcua.foundation import jobs

from .. import environment
from . import feeding, past, placing
from .moving import Counter
from .people import company
from .signals import HERE

SEED = 1
EVERY = timedelta(minutes=1)


def begin_soon() -> None:
    """Queue what a start of the worker does."""
    if environment.simulates():
        jobs.defer("simulate.begin")


@jobs.task(name="simulate.begin")
def begin() -> None:
    """Once after each start: instruments, three days of readings, three months of dossiers."""
    if not environment.simulates():
        return
    at = datetime.now(UTC)
    if not placing.is_placed():
        placing.place(at=at)
    feeding.catch_up(at=at, seed=SEED, with_faults=True)
    past.give_past(at=at, seed=SEED)


@jobs.periodic(name="simulate.readings", cron="* * * * *")
def send_readings() -> None:
    """What the instruments read since they last spoke."""
    if environment.simulates() and placing.is_placed():
        feeding.catch_up(at=datetime.now(UTC), seed=SEED, with_faults=True)


@jobs.periodic(name="simulate.counter", cron="* * * * *")
def move_dossiers() -> None:
    """Invented citizens and officers do what is due."""
    at = datetime.now(UTC)
    if environment.simulates():
        people = company(at.astimezone(HERE).date(), SEED)
        Counter(people, SEED, at).turn(every=EVERY)
