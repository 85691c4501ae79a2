"""Killed at any moment of filing or going on, a bundle is whole or absent; nothing doubles."""

import multiprocessing
import random
import signal

import pytest
from django.db import connection, connections

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.bundles import queries
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.tests.world import TUESDAY

from . import world as the
from .world import World, found_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS = 25
SHORTEST, LONGEST = 0.02, 0.4
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def world(transactional_db: None) -> World:
    return found_world()


def test_whatever_is_killed_when_every_bundle_is_whole_or_absent(world: World) -> None:
    draw = random.Random()  # noqa: S311 -- when to kill is no secret
    for _ in range(KILLS):
        _kill_at_work(world, after=draw.uniform(SHORTEST, LONGEST))

    assert _count("SELECT count(*) FROM bundles_bundle WHERE filed_at IS NOT NULL") > 0
    assert [found for found in queries.broken(by=SYSTEM) if found.fault != "part-left-behind"] == []
    assert jobs.rescue() >= 0
    while jobs.run_due():
        pass
    assert queries.broken(by=SYSTEM) == []
    assert (
        _count(
            "SELECT count(*) FROM bundles_part p FULL JOIN dossiers_dossier d ON d.id = p.dossier"
            " WHERE p.state = 'started' AND d.id IS NULL OR p.id IS NULL AND d.id IS NOT NULL"
        )
        == 0
    )
    assert (
        _count(
            "SELECT count(*) FROM bundles_part p WHERE state = 'blocked' AND NOT EXISTS"
            " (SELECT FROM bundles_part b JOIN dossiers_dossier d ON d.id = b.dossier"
            "  WHERE b.bundle_id = p.bundle_id AND d.state = 'withdrawn')"
        )
        == 0
    )


def _kill_at_work(world: World, *, after: float) -> None:
    connections.close_all()  # a connection must not be shared between two processes
    process = FORK.Process(target=_work, args=(world,))
    process.start()
    process.join(after)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL, "the work broke by itself"


def _work(world: World) -> None:
    """An files again and again, and thinks better of every second one."""
    turn = 0
    while True:
        turn += 1
        bundle = the.a_filed_bundle(world)
        if turn % 2 == 0:
            birth = queries.bundle(bundle, by=world.an, now=TUESDAY).parts[0].standing
            assert birth is not None
            dossiers.withdraw(dossier_id=birth.id, reason="", by=world.an, at=TUESDAY)
            jobs.run_due(limit=10)


def _count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
