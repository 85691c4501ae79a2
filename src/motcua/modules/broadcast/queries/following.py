"""Following the sequence from an asyncio loop, on a connection of its own.

For processes that hold many listeners: one follower hears the bell for all of them.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from django.db import connection
from psycopg import sql

from motcua.foundation.database.bootstrap import city_schema

from ..rules import Filter
from .changes import AFTER, REACH, ChangeCard, Reach


class Follower:
    """Reads the sequence and waits for its bell. One reader at a time; the rest wait their turn."""

    def __init__(self, line: "psycopg.AsyncConnection[tuple[object, ...]]") -> None:
        self._line = line

    async def reach(self) -> Reach:
        cursor = await self._line.execute(REACH)
        found = await cursor.fetchone()
        return Reach(int(str(found[0])), int(str(found[1]))) if found else Reach(1, 0)

    async def after(self, position: int, wanted: Filter, limit: int) -> list[ChangeCard]:
        """As `public_after`."""
        topics, places = list(wanted.topics), list(wanted.places)
        cursor = await self._line.execute(AFTER, [position, topics, topics, places, places, limit])
        return [ChangeCard(*row) for row in await cursor.fetchall()]  # type: ignore[arg-type] # rows have no types

    async def rung(self, seconds: float) -> bool:
        """Wait until the sequence has moved, or that long. Returns whether the bell rang."""
        async for _ in self._line.notifies(timeout=seconds, stop_after=1):
            return True
        return False


@asynccontextmanager
async def public_follower(*, hears: bool) -> AsyncIterator[Follower]:
    """A follower while it is needed; one that `hears` can wait for the bell.

    :raises psycopg.OperationalError: the database does not answer
    """
    parameters, schema = await asyncio.to_thread(_parameters)
    line = await psycopg.AsyncConnection.connect(**parameters, autocommit=True)  # type: ignore[arg-type] # Django's own words for it
    try:
        if hears:
            channel = sql.Identifier(f"{schema}.moved")
            await line.execute(sql.SQL("LISTEN {}").format(channel))
        yield Follower(line)
    finally:
        await line.close()


def _parameters() -> tuple[dict[str, object], str]:
    found = dict(connection.get_connection_params())
    # Django's cursors and adapters are for its own connections.
    for own in ("cursor_factory", "context", "server_side_binding", "pool"):
        found.pop(own, None)
    return found, city_schema(connection)
