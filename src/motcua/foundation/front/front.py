"""The ASGI application: finds the lane by the address, takes the body in, asks, and answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from .answers import Answer, Headers, Send
from .bodies import BodyRefused, Gone, Pantry, Receive, Shelf
from .doors import Door, Scope
from .lanes import Full, Lane
from .refusals import refuse

log = logging.getLogger("motcua.front")
Stream = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Way:
    """Addresses that begin so go to this door by this lane, with a body of at most `most` bytes."""

    begins: str
    lane: Lane
    door: Door
    most: int


class Front:
    """`ways` are tried in their order, the last must begin with `/`; `streams` by whole address."""

    def __init__(
        self, ways: Sequence[Way], *, streams: dict[str, Stream], pantry: Pantry, always: Headers
    ) -> None:
        self.ways, self.streams, self.pantry, self.always = ways, streams, pantry, always

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            path = scope["path"]
            if path in self.streams:
                await self.streams[path](scope, receive, send)
            else:
                await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = self._way(scope["path"])
        try:
            with self.pantry.shelf() as shelf:
                answer = await self._answer(way, scope, receive, shelf)
                await answer.go(send, method=scope["method"])
        except Gone:
            return

    def _way(self, path: str) -> Way:
        return next(way for way in self.ways if path.startswith(way.begins))

    async def _answer(self, way: Way, scope: Scope, receive: Receive, shelf: Shelf) -> Answer:
        """What the door says, or what the front says instead of it."""
        headers: Headers = scope["headers"]
        try:
            # Before the body too: who cannot be served need not send it.
            if way.lane.is_full:
                raise Full(way.lane.name)
            if (length := _announced(headers)) != 0:
                if length > way.most:
                    raise BodyRefused(413, "body-too-large")
                await shelf.fill(receive, way.most)
            loop = asyncio.get_running_loop()
            return await way.lane.do(partial(way.door.answer, scope, shelf.file, loop))
        except Full:
            return refuse(429, "busy", headers, self.always)
        except BodyRefused as refusal:
            return refuse(refusal.status, refusal.code, headers, self.always)
        except Gone:
            raise
        except Exception:
            log.exception("a door broke")
            return refuse(500, "broken", headers, self.always)


def _announced(headers: Headers) -> int:
    """How long the body says it is: 0 none, 1 or more; 1 where it does not say."""
    for name, value in headers:
        if name == b"content-length":
            return int(value) if value.isdigit() else 1
        if name == b"transfer-encoding":
            return 1
    return 0


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return
