"""What goes out: status, headers, and a body that is all there or is still being written."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from .pipe import Pipe

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """`rest` writes what is missing of a body that is a pipe; the thread that answered calls it."""

    status: int
    headers: Headers
    body: bytes | Pipe
    rest: Callable[[], None] | None = None

    async def go(self, send: Send, *, method: str) -> None:
        """Send it. After HEAD only its headers."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        if isinstance(self.body, Pipe):
            await _pour(self.body, send)
            return
        body = b"" if method == "HEAD" else self.body
        await send({"type": "http.response.body", "body": body, "more_body": False})


async def _pour(pipe: Pipe, send: Send) -> None:
    try:
        async for piece in pipe.pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        pipe.leave()
