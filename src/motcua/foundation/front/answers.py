"""What goes out: status, headers, and a body that is all there or is still being written."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from .pipe import Pipe

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

#: Whoever takes no piece of a long answer for so long is not waited for.
LONGEST_PIECE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`rest` writes what is missing of a body that is a pipe; the thread that answered calls it."""

    status: int
    headers: Headers
    body: bytes | Pipe
    rest: Callable[[], None] | None = None

    async def go(self, send: Send, *, method: str) -> None:
        """Send it. After HEAD only its headers.

        :raises TimeoutError: whoever asked takes nothing
        """
        try:
            start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
            await send(start)
            if isinstance(self.body, Pipe):
                await _pour(self.body, send)
                return
            body = b"" if method == "HEAD" else self.body
            await send({"type": "http.response.body", "body": body, "more_body": False})
        finally:
            self.drop()

    def drop(self) -> None:
        """Nobody takes more of it."""
        if isinstance(self.body, Pipe):
            self.body.leave()


async def _pour(pipe: Pipe, send: Send) -> None:
    async for piece in pipe.pieces():
        async with asyncio.timeout(LONGEST_PIECE_SECONDS):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    async with asyncio.timeout(LONGEST_PIECE_SECONDS):
        await send({"type": "http.response.body", "body": b"", "more_body": False})
