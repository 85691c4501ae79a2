"""Lanes: some threads that do one kind of work, and a waiting line of known length before them.

Each thread keeps its connection to the database for life. A lane that is full says so at once, so
that whoever is served is served as fast as ever, and one kind of guest never starves another.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Hashable, Sequence
from queue import SimpleQueue
from typing import Generic, Protocol, TypeVar

from .answers import Answer

Work = Callable[[], Answer]
T = TypeVar("T")
log = logging.getLogger("motcua.front")

#: So many wait for one common turn at most.
LARGEST_GROUP = 256


class Full(Exception):
    """Nobody else is taken into this lane now."""


class _Waiting(Protocol):
    def take(self) -> None: ...


class Lane:
    """`threads` work at once, `waiting` more wait. Asked from one event loop only."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self.name, self.threads, self.room = name, threads, threads + waiting
        self.inside = 0
        self._started = 0
        self._turns: SimpleQueue[_Waiting] = SimpleQueue()
        self._groups: dict[Hashable, _Group[object]] = {}

    @property
    def is_full(self) -> bool:
        return self.inside >= self.room

    async def do(self, work: Work) -> Answer:
        """Let a thread do it. The place stays taken until the thread has done all of it.

        :raises Full: as many wait as may
        """
        turn = _Turn(self, work)
        self._enter(turn)
        return await turn.told

    async def do_together(
        self, key: Hashable, item: T, work: Callable[[Sequence[T]], Sequence[Answer]]
    ) -> Answer:
        """Let a thread do it with all of the same key that wait by then: they share one place.

        :raises Full: as many wait as may
        """
        group = self._groups.get(key)
        told = group.join(item) if group is not None else None
        if told is None:
            group = _Group(self, work)  # type: ignore[arg-type] # one key, one kind of items
            told = group.join(item)
            self._enter(group)
            self._groups[key] = group
        if told is None:
            raise Full(self.name)
        try:
            return await told
        finally:
            last = self._groups.get(key)
            if last is not None and last.is_closed:
                del self._groups[key]

    def leave(self) -> None:
        self.inside -= 1

    def _enter(self, turn: _Waiting) -> None:
        if self.is_full:
            raise Full(self.name)
        self.inside += 1
        if self._started < self.inside and self._started < self.threads:
            self._start()
        self._turns.put(turn)

    def _start(self) -> None:
        self._started += 1
        name = f"{self.name}-{self._started}"
        threading.Thread(target=self._serve, name=name, daemon=True).start()

    def _serve(self) -> None:
        while True:
            self._turns.get().take()


class _Telling:
    """How a thread speaks to the event loop."""

    __slots__ = ("lane", "loop")

    def __init__(self, lane: Lane) -> None:
        self.lane, self.loop = lane, asyncio.get_running_loop()

    def soon(self, what: Callable[..., None], *arguments: object) -> None:
        try:
            self.loop.call_soon_threadsafe(what, *arguments)
        except RuntimeError:
            return  # the server is stopping and nobody waits any more


class _Turn(_Telling):
    """One piece of work, and who waits for its answer."""

    __slots__ = ("told", "work")

    def __init__(self, lane: Lane, work: Work) -> None:
        super().__init__(lane)
        self.work = work
        self.told: asyncio.Future[Answer] = self.loop.create_future()

    def take(self) -> None:
        try:
            answer = self.work()
        except BaseException as wrong:  # noqa: BLE001 -- raised where it is waited for
            self.soon(self._fail, wrong)
        else:
            if answer.rest is None:
                self.soon(self._finish, answer)
            else:
                self.soon(_tell, self.told, answer)
                self._complete(answer.rest)

    def _complete(self, rest: Callable[[], None]) -> None:
        try:
            rest()
        except Exception:
            log.exception("an answer broke off")
        finally:
            self.soon(self.lane.leave)

    def _finish(self, answer: Answer) -> None:
        self.lane.leave()
        _tell(self.told, answer)

    def _fail(self, wrong: BaseException) -> None:
        self.lane.leave()
        _fail(self.told, wrong)


class _Group(_Telling, Generic[T]):
    """Several pieces of one kind of work, done in one go. Joined while it waits for a thread."""

    __slots__ = ("_lock", "_told", "is_closed", "items", "work")

    def __init__(self, lane: Lane, work: Callable[[Sequence[T]], Sequence[Answer]]) -> None:
        super().__init__(lane)
        self.work = work
        self.items: list[T] = []
        self._told: list[asyncio.Future[Answer]] = []
        self._lock = threading.Lock()
        self.is_closed = False

    def join(self, item: T) -> "asyncio.Future[Answer] | None":
        """Who waits for the answer; None if it has begun, or is too large already."""
        with self._lock:
            if self.is_closed or len(self.items) >= LARGEST_GROUP:
                return None
            self.items.append(item)
            told = self.loop.create_future()
            self._told.append(told)
            return told

    def take(self) -> None:
        with self._lock:
            self.is_closed = True
        try:
            answers = self.work(self.items)
        except BaseException as wrong:  # noqa: BLE001 -- raised where it is waited for
            self.soon(self._fail, wrong)
        else:
            self.soon(self._finish, answers)

    def _finish(self, answers: Sequence[Answer]) -> None:
        self.lane.leave()
        for told, answer in zip(self._told, answers, strict=True):
            _tell(told, answer)

    def _fail(self, wrong: BaseException) -> None:
        self.lane.leave()
        for told in self._told:
            _fail(told, wrong)


def _tell(told: "asyncio.Future[Answer]", answer: Answer) -> None:
    if told.done():
        answer.drop()
    else:
        told.set_result(answer)


def _fail(told: "asyncio.Future[Answer]", wrong: BaseException) -> None:
    if not told.done():
        told.set_exception(wrong)
