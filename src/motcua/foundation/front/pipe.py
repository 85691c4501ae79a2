"""What a thread writes and the event loop sends: the thread never waits for a slow reader."""

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator
from pathlib import Path

#: What is not yet sent stays in memory up to this; more lies on disk.
IN_MEMORY = 1024 * 1024
A_PIECE = 256 * 1024
#: What readers have not yet taken, of all pipes of a process together.
LARGEST_WAITING = 512 * 1024 * 1024


class TooMuchWaits(Exception):
    """Readers are so slow that the process keeps no more for them; this answer is broken off."""


class Budget:
    """How many bytes pipes may hold together; asked by many threads."""

    def __init__(self, most: int) -> None:
        self.most, self.kept = most, 0
        self._lock = threading.Lock()

    def take(self, size: int) -> bool:
        """False, and nothing taken, where it is more than there is."""
        with self._lock:
            if self.kept + size > self.most:
                return False
            self.kept += size
            return True

    def give_back(self, size: int) -> None:
        with self._lock:
            self.kept -= size


_OF_THIS_PROCESS = Budget(LARGEST_WAITING)


class Pipe:
    """Made in the event loop, filled by one thread, read by one reader.

    A reader that keeps up is served from memory; for one that does not, the rest waits on disk, so
    that the thread is free as soon as all is written.
    """

    def __init__(
        self, folder: Path, loop: asyncio.AbstractEventLoop, budget: Budget = _OF_THIS_PROCESS
    ) -> None:
        self._loop, self._budget = loop, budget
        self._lock = threading.Lock()
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(folder))  # noqa: SIM115
        self._written = self._read = 0
        self._ended = self._left = False
        self._error: BaseException | None = None
        self._news = asyncio.Event()

    def put(self, piece: bytes) -> bool:
        """Add it. False when nobody reads any more.

        :raises TooMuchWaits: no room for it; what waits is given up too
        """
        with self._lock:
            if self._left:
                return False
            if self._read == self._written > 0:
                self._empty()
            if not self._budget.take(len(piece)):
                self._empty()
                raise TooMuchWaits
            self._file.seek(self._written)
            self._file.write(piece)
            self._written += len(piece)
        self._ring()
        return True

    def end(self, error: BaseException | None = None) -> None:
        with self._lock:
            self._ended, self._error = True, error
        self._ring()

    async def pieces(self) -> AsyncIterator[bytes]:
        """All that is written, in pieces; ends when the writer does.

        :raises BaseException: what the writer failed with
        """
        while True:
            self._news.clear()
            piece, is_last = self._next()
            if piece:
                yield piece
            elif not is_last:
                await self._news.wait()
            elif self._error is not None:
                raise self._error
            else:
                return

    def leave(self) -> None:
        """The reader reads no more."""
        with self._lock:
            if not self._left:
                self._left = True
                self._empty()
                self._file.close()

    def _empty(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._budget.give_back(self._written)
        self._read = self._written = 0

    def _next(self) -> tuple[bytes, bool]:
        with self._lock:
            if self._read == self._written:
                return b"", self._ended
            self._file.seek(self._read)
            piece = self._file.read(A_PIECE)
            self._read += len(piece)
            return piece, False

    def _ring(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:
            return  # the server is stopping
