"""The present moment: the machine's, unless somebody rehearses with a clock of their own.

Doors and the machinery ask here, and nobody else: rules and operations are told the moment.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

Clock = Callable[[], datetime]

_clock: ContextVar[Clock | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The moment it is here, aware, in UTC."""
    clock = _clock.get()
    return clock() if clock else datetime.now(UTC)


@contextmanager
def by(clock: Clock) -> Iterator[None]:
    """Go by this clock inside the block, in this thread and nowhere else."""
    token = _clock.set(clock)
    try:
        yield
    finally:
        _clock.reset(token)
