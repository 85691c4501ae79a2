"""Keeps the sequencer and the courier of webhooks running beside the jobs, in a thread of its own.

What goes wrong is logged here, once, and the engine is started again: it lives from the database.
"""

import asyncio
import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread

import psycopg
from django.db import DatabaseError

from motcua.modules.broadcast.errands.carrying import Engine

log = logging.getLogger(__name__)

MEND_SECONDS = 1.0
STOP_SECONDS = 20.0


@contextmanager
def running() -> Iterator[None]:
    """The engine runs inside this block; at its end what was delivered is written down."""
    loop = asyncio.new_event_loop()
    work = loop.create_task(keep_running())
    thread = Thread(target=_run, args=(loop, work), name="broadcast", daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(work.cancel)
        thread.join(STOP_SECONDS)


def _run(loop: asyncio.AbstractEventLoop, work: "asyncio.Task[None]") -> None:
    _open_many()
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(work)
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


async def keep_running() -> None:
    """Start the engine, and start it again whenever it fell, until cancelled."""
    while True:
        try:
            await Engine(_now).run()
        except* (DatabaseError, psycopg.Error) as gone:
            log.warning("broadcast: the database does not answer: %r", gone.exceptions)
        except* Exception:
            log.exception("broadcast: the engine fell and is started again")
        await asyncio.sleep(MEND_SECONDS)


def _now() -> datetime:
    return datetime.now(UTC)


def _open_many() -> None:
    """Every endpoint is a line, every line a file: as many as the system lets us have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
