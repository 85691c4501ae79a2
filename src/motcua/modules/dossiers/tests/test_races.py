"""Dossiers under concurrency: whoever comes second is told so, and numbers have no holes."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import pytest
from django.db import connection, transaction

from motcua.foundation import journal, partitions
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.results import queries as papers

from . import past, stories
from .world import EXTRACT, TUESDAY, WARD, World, found_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(transactional_db: None) -> World:
    return found_world()


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each on a connection of its own; what each returned, or the code
    of its refusal."""
    start = threading.Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> object:
        start.wait(timeout=30)
        try:
            return deed()
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def a_paid_dossier(world: World, *, key: str) -> UUID:
    dossier = stories.a_filed_dossier(world, key=key)
    stories.pay(dossier, world)
    return dossier


def test_two_officers_accept_at_once_and_one_code_is_given(world: World) -> None:
    dossier = a_paid_dossier(world, key="k")

    def accept() -> object:
        return dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)

    assert sorted(map(str, at_once(accept, accept))) == [f"{WARD}-261117-0001", "wrong-moment"]
    kinds = Counter(e.kind for e in journal.timeline(("dossier", str(dossier))))
    assert kinds["dossier.accepted/1"] == 1
    letters = papers.letters_of(("dossier", str(dossier)), by=world.an)
    assert [letter.kind for letter in letters] == ["filing_receipt", "receipt_slip"]


def test_filing_twice_at_once_with_one_key_is_filing_once(world: World) -> None:
    def file() -> object:
        return dossiers.file_at_once(
            procedure=EXTRACT, agency=WARD, answers=stories.SELF, key="k", by=world.an, at=TUESDAY
        )

    told = at_once(file, file, file)

    assert told.count("already-done") == 2
    assert len(queries.my_dossiers(by=world.an).items) == 1


def test_a_draft_filed_twice_at_once_is_filed_once(world: World) -> None:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(dossier_id=draft, answers=stories.SELF, by=world.an, at=TUESDAY)

    def file() -> object:
        return dossiers.file(dossier_id=draft, key=f"draft:{draft}", by=world.an, at=TUESDAY)

    assert at_once(file, file).count("already-done") == 1
    kinds = Counter(e.kind for e in journal.timeline(("dossier", str(draft))))
    assert kinds["dossier.filed/1"] == kinds["charge.opened/1"] == 1


def test_withdrawing_and_accepting_at_once_is_one_or_the_other(world: World) -> None:
    dossier = a_paid_dossier(world, key="k")

    at_once(
        lambda: dossiers.withdraw(dossier_id=dossier, reason="", by=world.an, at=TUESDAY),
        lambda: dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY),
    )

    card = queries.dossier(dossier, by=world.an)
    assert (card.code is None) == (card.state is State.WITHDRAWN)
    assert card.state in (State.WITHDRAWN, State.WITHDRAW_REQUESTED)


def test_codes_have_neither_gaps_nor_doubles_with_refusals_in_between(world: World) -> None:
    paid = [a_paid_dossier(world, key=f"paid-{n}") for n in range(8)]
    owing = [stories.a_filed_dossier(world, key=f"owing-{n}") for n in range(4)]

    lost = [a_paid_dossier(world, key=f"lost-{n}") for n in range(2)]

    def accept(dossier: UUID) -> Callable[[], object]:
        return lambda: dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)

    def accept_in_vain(dossier: UUID) -> Callable[[], object]:
        return lambda: _rolled_back(dossier, world)

    told = []
    for n in range(2):
        deeds = [accept(d) for d in (*paid[4 * n : 4 * n + 4], *owing[2 * n : 2 * n + 2])]
        told += at_once(*deeds, accept_in_vain(lost[n]))

    codes = sorted(str(code) for code in told if str(code).startswith(WARD))
    assert codes == [f"{WARD}-261117-{n:04d}" for n in range(1, 9)]
    assert told.count("wrong-moment") == 4


def _rolled_back(dossier: UUID, world: World) -> None:
    """Something breaks after the number was taken."""
    with transaction.atomic():
        dossiers.accept.__wrapped__(dossier_id=dossier, by=world.receiver, at=TUESDAY)  # type: ignore[attr-defined] # the body, to roll it back
        transaction.set_rollback(True)


def test_an_officer_decides_while_the_news_of_payment_arrives(world: World) -> None:
    """The machinery's own note and a person's act never undo each other."""
    dossier = stories.a_filed_dossier(world, key="k")

    told = at_once(
        lambda: dossiers.note_payment(dossier_id=dossier, by=SYSTEM, at=TUESDAY),
        lambda: dossiers.note_payment(dossier_id=dossier, by=SYSTEM, at=TUESDAY),
        lambda: dossiers.withdraw(dossier_id=dossier, reason="", by=world.an, at=TUESDAY),
    )

    assert told.count("already-done") in (1, 2)
    assert queries.dossier(dossier, by=world.an).state is State.WITHDRAWN


def test_two_batches_of_the_same_dossiers_at_once_are_taken_over_once(world: World) -> None:
    partitions.cover("foundation_entry", first=date(2025, 3, 1), last=date(2025, 3, 1))
    batch = [past.a_returned_one(world, number=n) for n in range(1, 21)]

    def take_over() -> int:
        return dossiers.take_over(batch=batch, by=SYSTEM, at=TUESDAY).taken

    told = at_once(take_over, take_over)

    assert told in ([20, "already-done"], ["already-done", 20], [20, 0], [0, 20])
    assert len(queries.my_dossiers(by=world.an).items) == 20
