"""A worker that dies anywhere, an officer who has a dossier open, and what a batch costs."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue.tests.edits import added, edited, set_in
from motcua.modules.dossiers import queries
from motcua.modules.dossiers import steps as dossiers
from motcua.modules.dossiers.tests.world import World, found_world
from motcua.modules.transitions import operations
from motcua.modules.transitions import queries as runs
from motcua.modules.transitions.rules.runs import State

from .factories import GIANG, MONDAY, Changing, a_dossier, changing, run_through, the_procedure

CODE = "9.000001"
EXTRA = added({"key": "extra", "kind": "short_text", "label": "Thêm"})
LEAF = set_in("colour", "choices", [
    {"key": "red", "label": "Đỏ"}, {"key": "blue", "label": "Xanh"},
    {"key": "leaf", "label": "Lá"}])  # fmt: skip


class Killed(BaseException):
    """As `kill -9`: nobody may catch it and go on."""


@contextmanager
def dying_after(statements: int) -> Iterator[None]:
    """The worker dies when it sends its next statement after so many."""
    left = [statements]

    def count(execute: Any, sql: str, *arguments: Any) -> Any:
        # What the database does by itself when a connection is gone is done by a statement here.
        if not sql.startswith("ROLLBACK"):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
        return execute(sql, *arguments)

    with suppress(Killed), connection.execute_wrapper(count):
        yield


def _in_flight(world: World) -> tuple[list[UUID], Changing]:
    before = the_procedure()
    keys = [a_dossier(world, key=str(number)) for number in range(4)]
    return keys, changing(CODE, before, edited(EXTRA, LEAF))


def _ends_as(keys: list[UUID], run: UUID, world: World) -> object:
    card = runs.run(run, by=GIANG)
    return (
        card.state, card.moved, card.asked, card.kept, card.blocked, card.busy,
        [queries.current_answers(key, by=world.an) for key in keys],
        [len(queries.carried(key, by=world.an)) for key in keys],
        [queries.dossier(key, by=world.an).revision == card.after for key in keys],
        [sum(e.kind == "dossier.carried_over" for e in queries.story(key, by=world.an))
         for key in keys],
    )  # fmt: skip


@pytest.mark.django_db
def test_killed_at_any_statement_it_ends_as_if_nothing_had_happened() -> None:
    world = found_world()
    keys, change = _in_flight(world)
    run = change.start()
    whole = transaction.savepoint()
    run_through(run, batch=2)
    expected = _ends_as(keys, run, world)
    transaction.savepoint_rollback(whole)

    for died_after in range(0, 16, 3):
        start = transaction.savepoint()
        with dying_after(died_after):
            operations.advance(run_id=run, by=SYSTEM, at=MONDAY, batch=2)
        assert runs.run(run, by=GIANG).asked in (0, 2)
        run_through(run, batch=2)
        assert _ends_as(keys, run, world) == expected, died_after
        assert not runs.public_sums()
        assert not queries.public_astray()
        transaction.savepoint_rollback(start)


@pytest.mark.django_db
def test_what_a_batch_costs_does_not_grow_with_it() -> None:
    world = found_world()
    _, change = _in_flight(world)
    run = change.start()
    operations.advance(run_id=run, by=SYSTEM, at=MONDAY, batch=1)
    with CaptureQueriesContext(connection) as one:
        operations.advance(run_id=run, by=SYSTEM, at=MONDAY, batch=1)
    with CaptureQueriesContext(connection) as two:
        operations.advance(run_id=run, by=SYSTEM, at=MONDAY, batch=2)
    assert len(two) == len(one) <= 13


@pytest.mark.django_db(transaction=True)
def test_what_an_officer_has_open_waits_and_nobody_is_held_up() -> None:
    world = found_world()
    keys, change = _in_flight(world)
    run = change.start()
    held, done = Event(), Event()

    def work() -> None:
        with transaction.atomic():
            dossiers.lock(keys[1])
            held.set()
            done.wait(30)
        connection.close()

    officer = Thread(target=work)
    officer.start()
    try:
        assert held.wait(30)
        assert run_through(run)[-1] == "waiting"
        card = runs.run(run, by=GIANG)
        assert (card.asked, card.busy, card.state) == (3, 1, State.RUNNING)
    finally:
        done.set()
        officer.join()
    run_through(run)
    card = runs.run(run, by=GIANG)
    assert (card.asked, card.busy, card.state) == (4, 0, State.DONE)
    assert not runs.public_sums()
