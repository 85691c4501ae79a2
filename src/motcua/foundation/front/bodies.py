"""Takes the whole of a request's body in before any thread is asked for: memory first, then disk.

Whoever sends too much, too slowly, or while too much is kept already, hears so and holds up nobody.
"""

import asyncio
import tempfile
from collections import Counter
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
#: A body never delivers less than this over its last seconds; the slowest phones do more.
SLOWEST_BYTES_A_SECOND = 1024
FIRST_SECONDS = 60.0
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
    """How long a body may take: as long as it comes at `slowest` bytes/s, with `first` seconds in
    hand; what came faster before gives no right to more than those."""

    first: float = FIRST_SECONDS
    slowest: int = SLOWEST_BYTES_A_SECOND
    longest: float = LONGEST_SECONDS

    def until(self, due: float, now: float, received: int) -> float:
        """When more must have come; it was due at `due`, and `received` bytes came just now."""
        return min(due + received / self.slowest, now + self.first)


class Pantry:
    """Where bodies wait; one for a process. Holds `most` bytes in all and not one more.

    `share`: what one guest may have in it; bodies small enough for memory always may.
    """

    def __init__(
        self, folder: Path, most: int, patience: Patience | None = None, *, share: int | None = None
    ) -> None:
        self.folder, self.most, self.kept = folder, most, 0
        self.patience = patience or Patience()
        self.share = most if share is None else share
        self.kept_of: Counter[str] = Counter()
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def shelf(self, guest: str = "") -> Iterator["Shelf"]:
        """A place for one body of a guest, emptied at the end."""
        shelf = Shelf(self, guest)
        try:
            yield shelf
        finally:
            shelf.clear()

    def has_room(self, guest: str, size: int) -> bool:
        """Whether what is kept now, a body of so many bytes of this guest with it, may be."""
        if self.kept > self.most:
            return False
        return size <= IN_MEMORY or self.kept_of[guest] <= self.share

    def keep(self, guest: str, more: int) -> None:
        self.kept += more
        self.kept_of[guest] += more
        if not self.kept_of[guest]:
            del self.kept_of[guest]


class Shelf:
    """One body while it is needed."""

    def __init__(self, pantry: Pantry, guest: str) -> None:
        self.pantry, self.guest, self.size = pantry, guest, 0
        self.file: IO[bytes] = BytesIO()

    async def fill(self, receive: Receive, most: int) -> None:
        """Take in a body to its end, at most so many bytes.

        :raises BodyRefused: too large, too slow, or no room
        :raises Gone: the sender has hung up
        """
        loop, patience = asyncio.get_running_loop(), self.pantry.patience
        began = loop.time()
        due, last, taken = began + patience.first, began + patience.longest, 0
        try:
            async with asyncio.timeout_at(min(due, last)) as limit:
                while await self._take(receive, most):
                    due = patience.until(due, loop.time(), self.size - taken)
                    taken = self.size
                    limit.reschedule(min(due, last))
        except TimeoutError:
            raise BodyRefused(408, "body-too-slow") from None
        self.file.seek(0)

    def clear(self) -> None:
        self.file.close()
        self.pantry.keep(self.guest, -self.size)
        self.size = 0

    async def _take(self, receive: Receive, most: int) -> bool:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunk: bytes = message.get("body", b"")
        self.size += len(chunk)
        self.pantry.keep(self.guest, len(chunk))
        if self.size > most:
            raise BodyRefused(413, "body-too-large")
        if not self.pantry.has_room(self.guest, self.size):
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
