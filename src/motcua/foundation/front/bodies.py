"""Takes the whole of a request's body in before any thread is asked for: memory first, then disk.

Whoever sends too much, too slowly, or while too much is kept already, hears so and holds up nobody.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

#: What one body may hold in memory; the rest of it lies on disk.
IN_MEMORY = 512 * 1024
#: A body never delivers less than this from its first seconds on; the slowest phones do more.
SLOWEST_BYTES_A_SECOND = 1024
FIRST_SECONDS = 20.0
LONGEST_SECONDS = 30 * 60.0


class BodyRefused(Exception):
    """The body is not taken; `code` and `status` say why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class Gone(Exception):
    """Whoever asked has hung up."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a body may take: `first` seconds, then as long as it comes at `slowest` bytes/s."""

    first: float = FIRST_SECONDS
    slowest: int = SLOWEST_BYTES_A_SECOND
    longest: float = LONGEST_SECONDS

    def until(self, received: int) -> float:
        """Seconds after its beginning by which more must have come."""
        return min(self.longest, self.first + received / self.slowest)


class Pantry:
    """Where bodies wait; one for a process. Holds `most` bytes in all and not one more."""

    def __init__(self, folder: Path, most: int, patience: Patience | None = None) -> None:
        self.folder, self.most, self.kept = folder, most, 0
        self.patience = patience or Patience()
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def shelf(self) -> Iterator["Shelf"]:
        """A place for one body, emptied at the end."""
        shelf = Shelf(self)
        try:
            yield shelf
        finally:
            shelf.clear()


class Shelf:
    """One body while it is needed."""

    def __init__(self, pantry: Pantry) -> None:
        self.pantry, self.size = pantry, 0
        self.file: IO[bytes] = BytesIO()

    async def fill(self, receive: Receive, most: int) -> None:
        """Take in a body to its end, at most so many bytes.

        :raises BodyRefused: too large, too slow, or no room
        :raises Gone: the sender has hung up
        """
        loop, patience = asyncio.get_running_loop(), self.pantry.patience
        began = loop.time()
        try:
            async with asyncio.timeout_at(began + patience.until(0)) as limit:
                while await self._take(receive, most):
                    limit.reschedule(began + patience.until(self.size))
        except TimeoutError:
            raise BodyRefused(408, "body-too-slow") from None
        self.file.seek(0)

    def clear(self) -> None:
        self.file.close()
        self.pantry.kept -= self.size
        self.size = 0

    async def _take(self, receive: Receive, most: int) -> bool:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunk: bytes = message.get("body", b"")
        self.size += len(chunk)
        self.pantry.kept += len(chunk)
        if self.size > most:
            raise BodyRefused(413, "body-too-large")
        if self.pantry.kept > self.pantry.most:
            raise BodyRefused(429, "no-room")
        if self.size > IN_MEMORY and isinstance(self.file, BytesIO):
            self._move_to_disk()
        self.file.write(chunk)
        return bool(message.get("more_body", False))

    def _move_to_disk(self) -> None:
        # Without a name: whatever happens to this process, nothing is left behind.
        file = tempfile.TemporaryFile(dir=self.pantry.folder, buffering=0)  # noqa: SIM115 -- kept
        file.write(self.file.getvalue())  # type: ignore[attr-defined] # a BytesIO until here
        self.file = file
