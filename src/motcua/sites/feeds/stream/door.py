"""The ASGI door of `/stream`: who may listen, and how each listener is written to."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from motcua.foundation import http, plugs
from motcua.kernel.errors import Invalid
from motcua.modules.broadcast.ports import Voice
from motcua.modules.broadcast.queries import Reach

from . import frames
from .asked import Asked, Scope, asked
from .hub import Away, Hub, Listener, Manners

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

#: Lines held open at once: by one address, and by one process.
MOST_PER_ADDRESS, MOST = 20, 2000
COMMON = [
    (b"cache-control", b"no-store"),
    # What is told here is public: any page may listen.
    (b"access-control-allow-origin", b"*"),
    (b"x-content-type-options", b"nosniff"),
]
STREAMING = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    # A proxy that collects what it passes on would keep news back.
    (b"x-accel-buffering", b"no"),
    *COMMON,
]


class Door:
    """The listeners of one process: hubs by event loop, open lines by address."""

    def __init__(
        self, manners: Manners, *, most: int = MOST, most_per_address: int = MOST_PER_ADDRESS
    ) -> None:
        self.manners = manners
        self._most, self._most_per_address = most, most_per_address
        self._hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()
        self._lines: Counter[str] = Counter()

    def hub(self) -> Hub:
        loop = asyncio.get_running_loop()
        if loop not in self._hubs:
            source = plugs.get(Voice).base_url
            self._hubs[loop] = Hub(source, self.manners)
        return self._hubs[loop]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["method"] not in ("GET", "HEAD"):
            await _problem(send, 405, "method-not-allowed", "Only GET", (b"allow", b"GET, HEAD"))
            return
        try:
            wish = asked(scope)
        except Invalid as wrong:
            await _problem(send, 422, wrong.code, wrong.detail)
            return
        who = _address(scope)
        if self._lines[who] >= self._most_per_address or self._lines.total() >= self._most:
            await _problem(send, 429, "too-often", "Too many open lines", (b"retry-after", b"30"))
            return
        self._lines[who] += 1
        try:
            await self._listen(wish, receive, send, is_head=scope["method"] == "HEAD")
        finally:
            self._lines[who] -= 1
            if not self._lines[who]:
                del self._lines[who]

    async def _listen(self, wish: Asked, receive: Receive, send: Send, *, is_head: bool) -> None:
        hub = self.hub()
        listener = Listener(wish.wanted, 0, self.manners.buffer_bytes)
        try:
            await hub.join(listener)
            reach = await hub.reach() if wish.after is not None else Reach(1, hub.head)
        except Away:
            hub.leave(listener)
            await _problem(send, 503, "unavailable", "Not now", (b"retry-after", b"10"))
            return
        try:
            first = self._greeting(listener, wish, reach)
            await _start(send, 200, STREAMING)
            await _more(send, first, is_last=is_head)
            if not is_head:
                writing = _write(hub, listener, send)
                await _until_gone(writing, listener, receive, self.manners.grace)
        finally:
            hub.leave(listener)

    def _greeting(self, listener: Listener, wish: Asked, reach: Reach) -> bytes:
        """Where listening begins, and whether something was missed for good."""
        retry = self.manners.retry_ms
        if wish.after is None:
            listener.position = reach.head
            return frames.hello(reach.head, retry_ms=retry)
        if reach.first - 1 <= wish.after <= reach.head:
            listener.position = wish.after
            return frames.hello(wish.after, retry_ms=retry)
        listener.position = reach.first - 1
        return frames.hello(listener.position, retry_ms=retry) + frames.expired(wish.after, reach)


async def _write(hub: Hub, listener: Listener, send: Send) -> None:
    """Write what was missed, then what comes, until the listener is dropped."""
    patience = hub.manners.patience
    with suppress(Away, TimeoutError):
        while not listener.is_live:
            if page := await hub.catch_up(listener):
                await asyncio.wait_for(_more(send, page), patience)
        while not listener.dropped.is_set():
            told = await _next(hub, listener)
            await asyncio.wait_for(_more(send, told), patience)
    await asyncio.wait_for(_more(send, b"", is_last=True), hub.manners.grace)


async def _next(hub: Hub, listener: Listener) -> bytes:
    """What waits in the buffer, as soon as something does, or a sign of life."""
    with suppress(TimeoutError):
        await asyncio.wait_for(listener.bell.wait(), hub.manners.heartbeat)
    return listener.take() or frames.heartbeat(max(hub.head, listener.position))


async def _until_gone(
    writing: Coroutine[Any, Any, None], listener: Listener, receive: Receive, grace: float
) -> None:
    """Write until the listener is gone, or was dropped and still does not read."""
    tasks = [
        asyncio.create_task(writing),
        asyncio.create_task(_gone(receive)),
        asyncio.create_task(_stuck(listener, grace)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        # A line that broke is the listener's end; anything else is a mistake of ours.
        if isinstance(end, Exception) and not isinstance(end, OSError | TimeoutError):
            raise end


async def _stuck(listener: Listener, grace: float) -> None:
    """Over once somebody was dropped and had the time to read the rest."""
    await listener.dropped.wait()
    await asyncio.sleep(grace)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _address(scope: Scope) -> str:
    seen = scope.get("client") or ("", 0)
    return http.client_address(str(seen[0]), http.forwarded_for(scope.get("headers", ())))


async def _start(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _more(send: Send, body: bytes, *, is_last: bool = False) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": not is_last})


async def _problem(
    send: Send, status: int, code: str, title: str, *headers: tuple[bytes, bytes]
) -> None:
    """A problem document (RFC 9457). Machines read it; words for people are on `/feeds/`."""
    told = {"type": f"urn:motcua:problem:{code}", "code": code, "status": status, "title": title}
    kind = (b"content-type", b"application/problem+json")
    await _start(send, status, [kind, *COMMON, *headers])
    await _more(send, msgspec.json.encode(told), is_last=True)


application = Door(Manners())
