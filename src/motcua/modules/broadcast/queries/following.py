"""Following the sequence from an asyncio loop, on a connection of its own.

For processes that hold many listeners: one follower hears the bell for all of them.
"""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import psycopg
from django.db import connection
from psycopg import sql

from motcua.foundation.database.bootstrap import city_schema

from ..rules import Filter
from ..rules.bells import Bell, channel
from .changes import REACH, ChangeCard, Reach, asking

_LEAD = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"


class Follower:
    """Reads the sequence and waits for its bell. One reader at a time; the rest wait their turn."""

    def __init__(self, line: "psycopg.AsyncConnection[tuple[object, ...]]", schema: str) -> None:
        self._line, self._schema = line, schema

    async def reach(self) -> Reach:
        cursor = await self._line.execute(REACH)
        found = await cursor.fetchone()
        return Reach(int(str(found[0])), int(str(found[1]))) if found else Reach(1, 0)

    async def after(self, position: int, wanted: Filter, limit: int) -> list[ChangeCard]:
        """As `public_after`."""
        cursor = await self._line.execute(*asking(position, wanted, limit))
        return [ChangeCard(*row) for row in await cursor.fetchall()]  # type: ignore[arg-type] # rows have no types

    async def rung(self, seconds: float) -> frozenset[Bell]:
        """Wait until a bell rings, or that long. Returns those that rang."""
        heard = [
            Bell(ring.channel.rpartition(".")[2])
            async for ring in self._line.notifies(timeout=seconds, stop_after=1)
        ]
        return frozenset(heard)

    async def leads(self) -> bool:
        """Whether this line, and no other in the city, carries webhooks from now on; until it
        closes."""
        cursor = await self._line.execute(_LEAD, [f"{self._schema}.courier"])
        found = await cursor.fetchone()
        return found is not None and bool(found[0])


@asynccontextmanager
async def public_follower(*, hears: Collection[Bell] = ()) -> AsyncIterator[Follower]:
    """A follower while it is needed; one that `hears` bells can wait for them.

    :raises psycopg.OperationalError: the database does not answer
    """
    parameters, schema = await asyncio.to_thread(_parameters)
    line = await psycopg.AsyncConnection.connect(**parameters, autocommit=True)  # type: ignore[arg-type] # Django's own words for it
    try:
        for bell in hears:
            name = sql.Identifier(channel(schema, bell))
            await line.execute(sql.SQL("LISTEN {}").format(name))
        yield Follower(line, schema)
    finally:
        await line.close()


def _parameters() -> tuple[dict[str, object], str]:
    found = dict(connection.get_connection_params())
    # Django's cursors and adapters are for its own connections.
    for own in ("cursor_factory", "context", "server_side_binding", "pool"):
        found.pop(own, None)
    return found, city_schema(connection)
