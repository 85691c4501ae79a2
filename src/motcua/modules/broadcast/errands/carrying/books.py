"""Outcomes are collected for a moment and written together: one statement for many lanes."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM

from ... import operations
from .desk import Desk
from .lanes import Lane


class Books:
    """Lanes with something new to write. What is lost with the process is sent once more."""

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        self._desk, self._now = desk, now
        self._open: set[Lane] = set()
        self._bell = asyncio.Event()
        self._writing = asyncio.Lock()

    def note(self, lane: Lane) -> None:
        self._open.add(lane)
        self._bell.set()

    def forget(self, lane: Lane) -> None:
        self._open.discard(lane)

    async def keep(self, every: float, on_strays: Callable[[frozenset[UUID]], None]) -> None:
        """Write whatever was noted, until cancelled. `on_strays` hears whose cursor was moved by
        somebody else: nothing of theirs was written."""
        while True:
            await self._bell.wait()
            await asyncio.sleep(every)
            if strays := await self.write():
                on_strays(strays)

    async def write(self) -> frozenset[UUID]:
        """Write all that is noted now."""
        async with self._writing:
            self._bell.clear()
            told = [lane.progress() for lane in self._open]
            self._open.clear()
            if not told:
                return frozenset()
            return await self._desk.do(
                lambda: operations.settle(progress=told, by=SYSTEM, at=self._now())
            )
