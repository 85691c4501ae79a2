"""The course of a simulation: what is sent when, by a clock that may run faster."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .faults import Message
from .readings import CADENCE, messages

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Play:
    """What to send: the last `hours` and, unless `once`, what comes after them.

    At a `speed` above 1 the past goes by so many times faster, until it has become the present.
    """

    hours: float
    speed: float
    once: bool
    seed: int
    with_faults: bool

    def messages(self, start: datetime, end: datetime) -> Iterator[Message]:
        return messages(start, end, seed=self.seed, with_faults=self.with_faults)

    def stretches(
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> Iterator[Stretch]:
        """Stretches of time that join each other; waits between them as the speed says."""
        start = clock() - timedelta(hours=self.hours)
        if self.once:
            yield start, clock()
            return
        while True:
            end = start + CADENCE
            behind = end <= clock()
            if not behind:
                sleep((end - clock()).total_seconds())
            yield start, end
            if behind:
                sleep(CADENCE.total_seconds() / self.speed)
            start = end
