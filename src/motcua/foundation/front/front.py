"""The ASGI application: finds the lane by the address, takes the body in, asks, and answers."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from ..http import client_address, forwarded_for
from .answers import Answer, Headers, Send
from .bodies import BodyRefused, Gone, Pantry, Receive, Shelf
from .doors import Door, Scope
from .lanes import Full, Lane
from .refusals import refuse

log = logging.getLogger("motcua.front")
#: The web server waits for whoever is still there before it stops, and a listener stays for hours.
#: So whoever is about to stop it says so first, by the signal that Apache uses for the same.
DISMISSAL = signal.SIGWINCH
Stream = Callable[[Scope, Receive, Send], Awaitable[None]]
Asked = tuple[Scope, bytes]


class TurnedAway(Exception):
    """The keeper lets nobody in; the answer says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Keeper(Protocol):
    """Who may come in at all, asked before anything of the body is read."""

    def inside(self, scope: Scope, lane: Lane) -> AbstractAsyncContextManager[None]:
        """As long as the guest is there.

        :raises TurnedAway: not let in
        :raises Full: as many of this guest's requests are inside as may
        """


class Grouping(Protocol):
    """Small requests that are answered better together than one by one."""

    largest: int

    def key(self, scope: Scope) -> Hashable | None:
        """Requests of one key may go together; None: this one goes alone."""

    def answer(self, asked: Sequence[Asked]) -> Sequence[Answer]:
        """In a thread: an answer to each."""


@dataclass(frozen=True, slots=True)
class Way:
    """Addresses that begin so go to this door by this lane, with a body of at most `most` bytes.

    `ends`: only those that also end in one of these; empty: all.
    """

    begins: str
    lane: Lane
    door: Door
    most: int
    keeper: Keeper | None = None
    grouping: Grouping | None = None
    ends: tuple[str, ...] = ()

    def leads(self, path: str) -> bool:
        return path.startswith(self.begins) and (not self.ends or path.endswith(self.ends))


class Front:
    """`ways` are tried in their order, the last must begin with `/`; `streams` by whole address."""

    def __init__(
        self, ways: Sequence[Way], *, streams: dict[str, Stream], pantry: Pantry, always: Headers
    ) -> None:
        self.ways, self.streams, self.pantry, self.always = ways, streams, pantry, always
        self._listeners: set[asyncio.Task[None]] = set()
        self._is_leaving = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            path = scope["path"]
            if path in self.streams:
                await self._listen(self.streams[path], scope, receive, send)
            else:
                await self._serve(scope, receive, send)

    async def _listen(self, stream: Stream, scope: Scope, receive: Receive, send: Send) -> None:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        if self._is_leaving or task is None:
            answer = refuse(429, "busy", scope["headers"], self.always)
            return await answer.go(send, method=scope["method"])
        if not self._listeners:
            loop.add_signal_handler(DISMISSAL, self._dismiss)
        self._listeners.add(task)
        try:
            await stream(scope, receive, send)
        except asyncio.CancelledError:
            if not self._is_leaving:
                raise
        finally:
            self._listeners.discard(task)

    def _dismiss(self) -> None:
        """Let listeners go: they come back to whoever serves then, and hear what they missed."""
        self._is_leaving = True
        for task in self._listeners:
            task.cancel()

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = self._way(scope["path"])
        try:
            with self.pantry.shelf(_guest(scope)) as shelf:
                answer = await self._answer(way, scope, receive, shelf)
                await answer.go(send, method=scope["method"])
        except Gone:
            return

    def _way(self, path: str) -> Way:
        return next(way for way in self.ways if way.leads(path))

    async def _answer(self, way: Way, scope: Scope, receive: Receive, shelf: Shelf) -> Answer:
        """What the door says, or what the front says instead of it."""
        headers: Headers = scope["headers"]
        keeper = way.keeper.inside(scope, way.lane) if way.keeper else _nobody()
        try:
            # Before the body too: who cannot be served need not send it.
            if way.lane.is_full:
                raise Full(way.lane.name)
            async with keeper:
                return await _asked(way, scope, receive, shelf)
        except Full:
            return refuse(429, "busy", headers, self.always)
        except BodyRefused as refusal:
            return refuse(refusal.status, refusal.code, headers, self.always)
        except TurnedAway as away:
            return away.answer
        except Gone:
            raise
        except Exception:
            log.exception("a door broke")
            return refuse(500, "broken", headers, self.always)


async def _asked(way: Way, scope: Scope, receive: Receive, shelf: Shelf) -> Answer:
    if (length := _announced(scope["headers"])) != 0:
        if length > way.most:
            raise BodyRefused(413, "body-too-large")
        await shelf.fill(receive, way.most)
    grouping = way.grouping
    if grouping is not None and 0 < shelf.size <= grouping.largest:
        key = grouping.key(scope)
        if key is not None:
            asked = (scope, shelf.file.read())
            return await way.lane.do_together(key, asked, grouping.answer)
    loop = asyncio.get_running_loop()
    return await way.lane.do(partial(way.door.answer, scope, shelf.file, loop))


def _guest(scope: Scope) -> str:
    seen = scope.get("client") or ("", 0)
    return client_address(str(seen[0]), forwarded_for(scope["headers"]))


def _announced(headers: Headers) -> int:
    """How long the body says it is: 0 none, 1 or more; 1 where it does not say."""
    for name, value in headers:
        if name == b"content-length":
            return int(value) if value.isdigit() else 1
        if name == b"transfer-encoding":
            return 1
    return 0


@asynccontextmanager
async def _nobody() -> AsyncIterator[None]:
    yield


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return
