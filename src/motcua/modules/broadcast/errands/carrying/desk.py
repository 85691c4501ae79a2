"""The database seen from the loop: each kind of work has a thread and a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from django.db import close_old_connections, connection

T = TypeVar("T")


class Desk:
    """One thread with one connection; what is asked of it is done in order."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, f"broadcast-{name}")

    async def __aenter__(self) -> "Desk":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # In the thread itself: every thread has a connection of its own.
        self._thread.submit(lambda: connection.close())
        await asyncio.to_thread(self._thread.shutdown)

    async def do(self, work: Callable[[], T]) -> T:
        """:raises OperationalError: the database does not answer"""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _fresh, work)


def _fresh(work: Callable[[], T]) -> T:
    # A connection that broke is not used again; `connection` is this thread's own.
    close_old_connections()
    return work()
