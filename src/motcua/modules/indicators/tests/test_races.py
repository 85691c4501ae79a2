"""Runs at the same time, and runs that die: no number is lost, none is computed from half."""

import multiprocessing
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event

import pytest
from django.db import connection, connections, transaction

from motcua.kernel.actors import SYSTEM
from motcua.modules.indicators import operations, queries, reactions
from motcua.modules.indicators.computing import locking
from motcua.modules.indicators.operations import Ran
from motcua.modules.observations.tests import factories as observed

from .factories import DAY, LATER, a_station, computed, hourly, steady, the_shipped_packs

pytestmark = pytest.mark.django_db(transaction=True)

FORK = multiprocessing.get_context("fork")


def _values() -> list[tuple[str, float | None]]:
    return [
        (card.start.isoformat(), card.value)
        for card in queries.public_values(
            "vn_aqi_hour", grain="hour", start=DAY, end=LATER, things=["hk-01"]
        )
    ]


def test_two_pollutants_that_come_at_once_are_in_one_index() -> None:
    the_shipped_packs()
    a_station("hk-01", "pm2_5", "no2")
    start = threading.Barrier(2)

    def feed(code: str, value: float) -> None:
        try:
            start.wait(timeout=30)
            for number, reading in enumerate(steady(value, 24)):
                row = observed.a_row(reading, DAY + number * observed.HOUR, series=f"hk-01:{code}")
                observed.sent(row, at=LATER)
                reactions.catch_up_series(LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(feed, ("pm2_5", "no2"), (20.0, 150.0)))
    computed()

    done = operations.recount(
        code="vn_aqi_hour", start=DAY, end=DAY + 24 * observed.HOUR, by=SYSTEM, at=LATER
    )
    assert (done.added, done.corrected) == (0, 0)
    # An hour alone has no NowCast; after it the gas leads: 50 + 50/100·(150 − 100).
    assert {value for _, value in _values()[1:]} == {75.0}


def test_a_run_while_another_is_at_work_leaves_it_the_rest() -> None:
    the_shipped_packs()
    a_station()
    hourly(steady(20.0, 3))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            assert locking.try_lock()
            held.set()
            done.wait(timeout=30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        held.wait(timeout=30)
        assert operations.compute_series(by=SYSTEM, at=LATER) == Ran(0, 0, 0, is_busy=True)
        done.set()
    assert computed() > 0


def test_killed_in_the_middle_it_has_taken_nothing_and_written_nothing() -> None:
    the_shipped_packs()
    a_station()
    hourly(steady(20.0, 24))
    connections.close_all()

    go = FORK.Event()
    process = FORK.Process(target=_run, args=(go,))
    process.start()
    with transaction.atomic():
        with connection.cursor() as cursor:
            # The run claims, computes, and then waits here to write.
            cursor.execute("LOCK TABLE indicators_value IN ACCESS EXCLUSIVE MODE")
        go.set()
        _until_waiting()
        process.kill()
        process.join()
    assert process.exitcode == -signal.SIGKILL

    _until_nobody_waits()
    assert _values() == []
    assert computed() > 0
    assert len(_values()) == 24


def _run(go: Event) -> None:
    go.wait(timeout=30)
    operations.compute_series(by=SYSTEM, at=LATER)


def _until_waiting() -> None:
    _until(
        "SELECT count(*) > 0 FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
        " WHERE NOT l.granted AND a.datname = current_database()"
    )


def _until_nobody_waits() -> None:
    _until(
        "SELECT count(*) = 0 FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
        " WHERE l.locktype = 'advisory' AND a.datname = current_database()"
    )


def _until(question: str) -> None:
    for _ in range(20_000):
        with connection.cursor() as cursor:
            cursor.execute(question)
            if cursor.fetchone()[0]:
                return
    raise AssertionError(question)
