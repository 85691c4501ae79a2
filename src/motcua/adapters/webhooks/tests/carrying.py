"""A courier at work in the test's own loop, hasty enough not to be waited for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.db import connection

from motcua.modules.broadcast.errands.carrying import Engine, Rhythm
from motcua.modules.broadcast.rules.policy import POLICIES, Policy

#: Nobody waits for seconds in a test; what is measured is the order of things.
HASTY = replace(
    POLICIES[0],
    first_wait=timedelta(milliseconds=5),
    longest_wait=timedelta(milliseconds=20),
    most_tries=4,
    refusal_tries=2,
)
QUICK = Rhythm(poll=0.2, write=0.01, count=0.2)
LIMIT = 30.0
T = TypeVar("T")


@asynccontextmanager
async def carrying(policy: Policy = HASTY, rhythm: Rhythm = QUICK) -> AsyncIterator[None]:
    """The engine works in this loop until the end of the block."""
    engine = Engine(lambda: datetime.now(UTC), rhythm=rhythm, policies=lambda _: policy)
    task = asyncio.create_task(engine.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled() and (error := task.exception()):
            raise error


async def elsewhere(work: Callable[[], T]) -> T:
    """In a thread, with a connection of its own, as another process would."""

    def and_close() -> T:
        try:
            return work()
        finally:
            connection.close()

    return await asyncio.to_thread(and_close)


async def until(is_so: Callable[[], bool], *, asks_database: bool = False) -> None:
    """Wait for it, looking again and again."""
    async with asyncio.timeout(LIMIT):
        while not (await elsewhere(is_so) if asks_database else is_so()):
            await asyncio.sleep(0.01)
