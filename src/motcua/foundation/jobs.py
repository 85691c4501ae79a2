"""The thin face of the queue. A job is a row written in the caller's transaction.

Procrastinate is known here and in `journal` only, so that it can be replaced in one place. Jobs may
run twice (a worker may die after the work and before the tick), so every task is idempotent.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

F = TypeVar("F", bound=Callable[..., None])

log = logging.getLogger("motcua.jobs")
#: Begins the queueing lock of jobs that wait a second for company.
SOON = "soon "
#: Ten tries, from 2 s to about 17 minutes apart, then the job stands as failed and is shown.
PATIENT = RetryStrategy(max_attempts=10, exponential_wait=2)


def task(*, name: str, retry: RetryStrategy | None = PATIENT) -> Callable[[F], F]:
    """Register a function of JSON-able keyword arguments as a task under a stable name."""

    def register(function: F) -> F:
        app.task(name=name, retry=retry or False)(function)
        return function

    return register


def periodic(*, name: str, cron: str) -> Callable[[F], F]:
    """Register a function called by the worker on a cron schedule (UTC), once per tick."""

    def register(function: F) -> F:
        def at_tick(timestamp: int) -> None:
            del timestamp
            function()

        queued = app.task(name=name, queueing_lock=name, retry=False)(at_tick)
        app.periodic(cron=cron)(queued)
        return function

    return register


def defer(name: str, /, *, run_at: datetime | None = None, **arguments: Any) -> None:
    """Queue one job inside the caller's transaction; a rollback leaves nothing."""
    app.configure_task(name, schedule_at=run_at).defer(**arguments)


def defer_once(name: str, key: str, /, *, run_at: datetime | None = None, **arguments: Any) -> bool:
    """Queue one job, unless one under the same key waits already. Returns whether it was queued.

    One that is being run does not count: whatever it has missed, the next one sees.
    """
    try:
        with transaction.atomic():
            app.configure_task(name, schedule_at=run_at, queueing_lock=f"{name} {key}").defer(
                **arguments
            )
    except AlreadyEnqueued:
        return False
    return True


def defer_all(name: str, rows: Sequence[Mapping[str, Any]], /) -> None:
    """Queue many jobs of one task in one statement."""
    if rows:
        app.configure_task(name).batch_defer(*[dict(row) for row in rows])


def run_due(*, limit: int = 1000) -> int:
    """Run what is queued and due, here and now, oldest first; for tests and one-shot commands.

    What only waits a second for company counts as due.

    Works on the caller's connection, so it also sees jobs of a transaction still open. An
    exception of a task is raised to the caller. Returns how many jobs were run.
    """
    done = 0
    while done < limit and (job := _take()):
        number, name, arguments = job
        app.tasks[name].func(**arguments)
        _tick(number)
        done += 1
    return done


def rehearse_due(
    *,
    at: datetime,
    plays: Callable[[str, Mapping[str, Any]], bool],
    instead: Mapping[str, Callable[..., None]],
    limit: int = 1000,
) -> list[str]:
    """As `run_due` by a clock of one's own: what is due at that moment is run here and now.

    Jobs that `plays` says no to are ticked off unrun; `instead` holds what is done in place of some
    tasks. What fails stays as failed, and the rest goes on. Returns what failed, in words.
    """
    failed = []
    for _ in range(limit):
        job = _take(at)
        if job is None:
            break
        number, name, arguments = job
        try:
            if plays(name, arguments):
                act: Callable[..., None] = instead.get(name) or app.tasks[name].func
                act(**arguments)
        except Exception as wrong:
            log.exception("a rehearsed job failed: %s", name)
            _tick(number, "failed")
            failed.append(f"{arguments.get('reaction', name)}: {type(wrong).__name__}: {wrong}")
        else:
            _tick(number)
    return failed


def _take(at: datetime | None = None) -> tuple[int, str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = ("
            "SELECT id FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= coalesce(%s, clock_timestamp())"
            " OR starts_with(queueing_lock, %s))"
            " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, task_name, args",
            [at, SOON],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return row[0], row[1], json.loads(row[2]) if isinstance(row[2], str) else row[2]


def _tick(number: int, how: str = "succeeded") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT procrastinate_finish_job_v1(%s, %s::procrastinate_job_status, false)",
            [number, how],
        )


@dataclass(frozen=True, slots=True)
class Health:
    """How the queue stands: jobs waiting and due, failed for good, and seconds since a worker
    last gave a sign (None: no worker)."""

    waiting: int
    failed: int
    worker_seen: float | None


def health() -> Health:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now())),"
            " count(*) FILTER (WHERE status = 'failed'),"
            " (SELECT extract(epoch FROM clock_timestamp() - max(last_heartbeat))::float"
            "  FROM procrastinate_workers)"
            " FROM procrastinate_jobs WHERE status IN ('todo', 'failed')"
        )
        waiting, failed, seen = cursor.fetchone()
    return Health(int(waiting), int(failed), None if seen is None else float(seen))


def rescue() -> int:
    """Queue again the jobs whose worker died in the middle. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.id FROM procrastinate_jobs j"
            " LEFT JOIN procrastinate_workers w ON w.id = j.worker_id"
            " WHERE j.status = 'doing'"
            " AND (w.id IS NULL OR w.last_heartbeat < now() - interval '60 seconds')"
        )
        lost = [number for (number,) in cursor.fetchall()]
        for number in lost:
            cursor.execute(
                "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [number]
            )
    return len(lost)


def work(*, threads: int) -> None:
    """Run jobs until told to stop (SIGINT or SIGTERM); finished jobs leave no row."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined] # Django's has it
    with app.replace_connector(connector) as worker_app:
        worker_app.run_worker(
            concurrency=threads,
            delete_jobs="successful",
            shutdown_graceful_timeout=10,
            fetch_job_polling_interval=1,
        )
