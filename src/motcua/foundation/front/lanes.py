"""Lanes: some threads that do one kind of work, and a waiting line of known length before them.

Each thread keeps its connection to the database for life. A lane that is full says so at once, so
that whoever is served is served as fast as ever, and one kind of guest never starves another.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from .answers import Answer

Work = Callable[[], Answer]
log = logging.getLogger("motcua.front")


class Full(Exception):
    """Nobody else is taken into this lane now."""


class Lane:
    """`threads` work at once, `waiting` more wait. Asked from one event loop only."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self.name, self.threads, self.room = name, threads, threads + waiting
        self.inside = 0
        self._started = 0
        self._turns: SimpleQueue[_Turn] = SimpleQueue()

    @property
    def is_full(self) -> bool:
        return self.inside >= self.room

    async def do(self, work: Work) -> Answer:
        """Let a thread do it. The place stays taken until the thread has done all of it.

        :raises Full: as many wait as may
        """
        if self.is_full:
            raise Full(self.name)
        turn = _Turn(self, work)
        self.inside += 1
        if self._started < self.inside and self._started < self.threads:
            self._start()
        self._turns.put(turn)
        return await turn.told

    def leave(self) -> None:
        self.inside -= 1

    def _start(self) -> None:
        self._started += 1
        name = f"{self.name}-{self._started}"
        threading.Thread(target=self._serve, name=name, daemon=True).start()

    def _serve(self) -> None:
        while True:
            self._turns.get().take()


class _Turn:
    """One piece of work, and who waits for its answer."""

    __slots__ = ("lane", "loop", "told", "work")

    def __init__(self, lane: Lane, work: Work) -> None:
        self.lane, self.work = lane, work
        self.loop = asyncio.get_running_loop()
        self.told: asyncio.Future[Answer] = self.loop.create_future()

    def take(self) -> None:
        try:
            answer = self.work()
        except BaseException as wrong:  # noqa: BLE001 -- raised where it is waited for
            self._soon(self._fail, wrong)
        else:
            if answer.rest is None:
                self._soon(self._finish, answer)
            else:
                self._soon(self._tell, answer)
                self._complete(answer.rest)

    def _complete(self, rest: Callable[[], None]) -> None:
        try:
            rest()
        except Exception:
            log.exception("an answer broke off")
        finally:
            self._soon(self.lane.leave)

    def _finish(self, answer: Answer) -> None:
        self.lane.leave()
        self._tell(answer)

    def _tell(self, answer: Answer) -> None:
        if not self.told.done():
            self.told.set_result(answer)

    def _fail(self, wrong: BaseException) -> None:
        self.lane.leave()
        if not self.told.done():
            self.told.set_exception(wrong)

    def _soon(self, what: Callable[..., None], *arguments: object) -> None:
        try:
            self.loop.call_soon_threadsafe(what, *arguments)
        except RuntimeError:
            return  # the server is stopping and nobody waits any more
