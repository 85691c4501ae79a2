"""One follower per process hears the sequence and hands each change to the listeners who want it.

A listener has a bounded buffer of its own. Who does not read is dropped, and nobody waits for him.
"""

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field

import psycopg

from motcua.modules.broadcast.queries import ChangeCard, Follower, Reach, public_follower
from motcua.modules.broadcast.rules import Filter
from motcua.modules.broadcast.rules.bells import Bell

from . import frames

log = logging.getLogger(__name__)

EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Manners:
    """Times in seconds, sizes in what they name. `remembered`: changes kept for who comes back;
    `patience`: how long one write may take; `grace`: what a dropped listener has left to read."""

    heartbeat: float = 15.0
    poll: float = 5.0
    mend: float = 1.0
    patience: float = 60.0
    grace: float = 2.0
    page: int = 500
    remembered: int = 1000
    buffer_bytes: int = 256 * 1024
    retry_ms: int = 3000


@dataclass(frozen=True, slots=True)
class Framed:
    change: ChangeCard
    frame: bytes


@dataclass(eq=False, slots=True)
class Listener:
    """Somebody who listens. `position`: everything up to here was put into the buffer."""

    wanted: Filter
    position: int
    limit: int
    is_live: bool = False
    waiting: bytearray = field(default_factory=bytearray)
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    dropped: asyncio.Event = field(default_factory=asyncio.Event)

    def lacks(self, change: ChangeCard) -> bool:
        return change.position > self.position and self.wanted.takes(change.topic, change.place)

    def give(self, framed: Framed) -> None:
        """Put a change into the buffer, once; a full buffer drops the listener."""
        if self.dropped.is_set() or not self.lacks(framed.change):
            return
        if len(self.waiting) + len(framed.frame) > self.limit:
            self.drop()
            return
        self.waiting += framed.frame
        self.position = framed.change.position
        self.bell.set()

    def drop(self) -> None:
        """No more is told on this line; whoever comes back resumes from what was read."""
        self.dropped.set()
        self.bell.set()

    def take(self) -> bytes:
        told = bytes(self.waiting)
        self.waiting.clear()
        self.bell.clear()
        return told


class Away(Exception):
    """The sequence cannot be read now: the database does not answer."""


class Hub:
    """The listeners of one event loop. Its follower lives as long as anybody listens."""

    def __init__(self, source: str, manners: Manners) -> None:
        self.manners = manners
        self.source = source
        self.listeners: set[Listener] = set()
        self.head = 0
        self._recent: deque[Framed] = deque(maxlen=manners.remembered)
        self._from = 0  # everything after this position and up to the head is in `_recent`
        self._task: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._pages = asyncio.Semaphore(2)

    async def join(self, listener: Listener) -> None:
        """:raises Away: the database does not answer"""
        self.listeners.add(listener)
        if self._task is None or self._task.done():
            self._ready.clear()
            self._task = asyncio.create_task(self._follow())
            self._task.add_done_callback(self._over)
        try:
            await asyncio.wait_for(self._ready.wait(), self.manners.poll)
        except TimeoutError:
            raise Away from None

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        if not self.listeners and self._task is not None:
            self._task.cancel()
            self._task = None

    def _over(self, task: asyncio.Task[None]) -> None:
        """The follower stopped: silence must not look like news that does not come."""
        if not task.cancelled():
            log.error("stream: the follower fell", exc_info=task.exception())
        if task is self._task or self._task is None:
            for listener in self.listeners:
                listener.drop()

    async def reach(self) -> Reach:
        """:raises Away: the database does not answer"""
        try:
            async with self._pages, public_follower() as reader:
                return await reader.reach()
        except psycopg.OperationalError as gone:
            raise Away from gone

    async def catch_up(self, listener: Listener) -> bytes:
        """The next page of what the listener missed; once there is no more, it is live.

        :raises Away: the database does not answer
        """
        if listener.position >= self._from:
            # Nothing is awaited in here, so no change slips between the last one and being live.
            missed = [framed for framed in self._recent if listener.lacks(framed.change)]
            listener.position = max(listener.position, self.head)
            listener.is_live = True
            return b"".join(framed.frame for framed in missed)
        reached = self.head
        found = await self._page(listener)
        listener.position = found[-1].position if found else listener.position
        if len(found) < self.manners.page:
            listener.position = max(listener.position, reached)
        return b"".join(frames.of_change(change, source=self.source) for change in found)

    async def _page(self, listener: Listener) -> list[ChangeCard]:
        try:
            async with self._pages, public_follower() as reader:
                return await reader.after(listener.position, listener.wanted, self.manners.page)
        except psycopg.OperationalError as gone:
            raise Away from gone

    async def _follow(self) -> None:
        """Hear the bell until nobody listens; a line that breaks is mended."""
        while True:
            try:
                async with public_follower(hears=[Bell.MOVED]) as follower:
                    await self._begin(follower)
                    while True:
                        await self._read_on(follower)
                        await follower.rung(self.manners.poll)
            except psycopg.OperationalError as gone:
                log.warning("stream: the sequence cannot be heard: %s", type(gone).__name__)
                await asyncio.sleep(self.manners.mend)

    async def _begin(self, follower: Follower) -> None:
        if self._ready.is_set():
            return
        self.head = self._from = (await follower.reach()).head
        self._recent.clear()
        self._ready.set()

    async def _read_on(self, follower: Follower) -> None:
        while found := await follower.after(self.head, EVERYTHING, self.manners.page):
            for change in found:
                self._tell(Framed(change, frames.of_change(change, source=self.source)))
            # One page after another must not keep listeners from being written to.
            await asyncio.sleep(0)

    def _tell(self, framed: Framed) -> None:
        if len(self._recent) == self._recent.maxlen:
            self._from = self._recent[0].change.position
        self._recent.append(framed)
        self.head = framed.change.position
        for listener in self.listeners:
            if listener.is_live:
                listener.give(framed)
