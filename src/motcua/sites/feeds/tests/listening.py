"""A listener for tests: calls the ASGI door in this very loop and reads its events."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from motcua.sites.feeds.stream.asked import Scope

LIMIT = 20.0


@dataclass(slots=True)
class Event:
    """One block of the stream. `data` is "" where nothing is told."""

    id: str = ""
    name: str = "message"
    data: str = ""


def scope(query: str = "", *, who: str = "192.0.2.1", method: str = "GET", **headers: str) -> Scope:
    return {
        "type": "http",
        "method": method,
        "path": "/stream",
        "query_string": query.encode(),
        "client": (who, 4711),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }


@dataclass(eq=False)
class Ear:
    """Reads while `reads` is set; hangs up by `hang_up`."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)
    over: bool = False

    def __post_init__(self) -> None:
        self.reads = asyncio.Event()
        self.reads.set()
        self._heard = asyncio.Event()
        self._gone = asyncio.Event()
        self._read = 0

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        await self.reads.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            self.body += message["body"]
            self.over = not message["more_body"]
        self._heard.set()

    def hang_up(self) -> None:
        self._gone.set()

    async def next(self) -> Event:
        """The next block, whatever it tells."""
        async with asyncio.timeout(LIMIT):
            while (end := self.body.find(b"\n\n", self._read)) < 0:
                self._heard.clear()
                await self._heard.wait()
        block = bytes(self.body[self._read : end]).decode()
        self._read = end + 2
        return parsed(block)

    async def told(self) -> Event:
        """The next block that tells a change."""
        while True:
            event = await self.next()
            if event.data and event.name == "message":
                return event


def parsed(block: str) -> Event:
    event = Event()
    for line in block.split("\n"):
        name, _, value = line.partition(": ")
        if name == "id":
            event.id = value
        elif name == "event":
            event.name = value
        elif name == "data":
            event.data += value
    return event
