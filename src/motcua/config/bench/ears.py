"""Listeners of `/stream` in one small process: `python -m motcua.config.bench.ears PORT COUNT`.

Says "ready" once all of them hear, and for every line to its input what they have heard since.
"""

import asyncio
import re
import sys
import time

import msgspec

_TOLD = re.compile(rb'id: (\d+)\ndata: [^\n]*?"sent": *([0-9.]+)')
ASK = (
    b"GET /stream?topics=observations HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"X-Forwarded-For: %s\r\nAccept: text/event-stream\r\n\r\n"
)


class Heard(msgspec.Struct):
    """Changes heard by all listeners together, the fewest and the most by one, seconds of delay."""

    events: int
    fewest: int
    most: int
    delays: list[float]


class Ear(asyncio.Protocol):
    """One listener. Counts what it is told; what it is told twice counts twice."""

    def __init__(self, number: int, ready: asyncio.Event) -> None:
        self._number, self.ready = number, ready
        self._rest = b""
        self.heard = 0
        self.delays: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(ASK % f"198.51.100.{self._number % 250}".encode())

    def data_received(self, data: bytes) -> None:
        text = self._rest + data
        if b"event: ready" in text:
            self.ready.set()
        now = time.time()
        end = text.rfind(b"\n\n") + 2
        for found in _TOLD.finditer(text, 0, end):
            self.heard += 1
            self.delays.append(now - float(found[2]))
        self._rest = text[end:]


async def _listen(port: int, count: int) -> None:
    loop = asyncio.get_running_loop()
    ears = [Ear(number, asyncio.Event()) for number in range(count)]
    for ear in ears:
        await loop.create_connection(lambda ear=ear: ear, "127.0.0.1", port)  # type: ignore[misc] # mypy cannot infer a lambda with a default
    await asyncio.gather(*(ear.ready.wait() for ear in ears))
    _say(b"ready")
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while await lines.readline():
        counts = [ear.heard for ear in ears]
        delays = [delay for ear in ears for delay in ear.delays]
        _say(msgspec.json.encode(Heard(sum(counts), min(counts), max(counts), delays)))


def _say(told: bytes) -> None:
    sys.stdout.buffer.write(told + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    asyncio.run(_listen(int(sys.argv[1]), int(sys.argv[2])))
