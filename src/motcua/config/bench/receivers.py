"""Endpoints of many subscribers in one small process: takes letters, or holds them for ever.

`python -m motcua.config.bench.receivers` says its port on the first line. A line to its input, and
it says what each path has received since: how many letters, how many different ones, and how late
they came; `{"reset": …}` forgets them.
"""

import asyncio
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field

import msgspec

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ID = re.compile(rb"\r\nwebhook-id: *([^\r]+)", re.IGNORECASE)
_SENT = re.compile(rb'"sent": *([0-9.]+)')
HANGING = b"/hang"
TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


@dataclass(slots=True)
class Box:
    """What one path received."""

    letters: int = 0
    ids: set[bytes] = field(default_factory=set)
    delays: list[float] = field(default_factory=list)


class Received(msgspec.Struct):
    """Letters and different ones by path; delays, in seconds, of all of them."""

    letters: dict[str, int]
    different: dict[str, int]
    delays: list[float]


_boxes: defaultdict[bytes, Box] = defaultdict(Box)


class Endpoint(asyncio.Protocol):
    """One connection; whole requests are answered in their order."""

    def __init__(self) -> None:
        self._got = bytearray()
        self._out: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        while (end := self._got.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._got[: end + 2])
            length = int(found[1]) if (found := _LENGTH.search(head)) else 0
            if len(self._got) < end + 4 + length:
                return
            body = bytes(self._got[end + 4 : end + 4 + length])
            del self._got[: end + 4 + length]
            self._take(head, body)

    def _take(self, head: bytes, body: bytes) -> None:
        path = head.split(b" ", 2)[1]
        if path.startswith(HANGING):
            return
        box = _boxes[path]
        box.letters += 1
        if named := _ID.search(head):
            box.ids.add(named[1])
        now = time.time()
        box.delays += [now - float(sent) for sent in _SENT.findall(body)]
        assert self._out is not None
        self._out.write(TAKEN)


def _told() -> bytes:
    return msgspec.json.encode(
        Received(
            {path.decode(): box.letters for path, box in _boxes.items()},
            {path.decode(): len(box.ids) for path, box in _boxes.items()},
            [delay for box in _boxes.values() for delay in box.delays],
        )
    )


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Endpoint, "127.0.0.1", 0, backlog=1024)
    _say(str(server.sockets[0].getsockname()[1]).encode())
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        _say(_told())
        if b"reset" in line:
            _boxes.clear()


def _say(told: bytes) -> None:
    sys.stdout.buffer.write(told + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    asyncio.run(_serve())
