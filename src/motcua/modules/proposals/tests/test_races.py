"""Two people at the same moment: one deed, one refusal, and nothing lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.kernel.actors import Actor, Post, Role
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.proposals import operations, queries
from motcua.modules.proposals.rules.machine import State

from .factories import (
    CODE,
    GIANG,
    NEW_FEE,
    TUE,
    TUESDAY,
    SoMany,
    a_draft,
    a_submitted,
    replace,
    said,
    the_procedure,
)

pytestmark = pytest.mark.django_db(transaction=True)

MAI = Actor("officer:mai", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))


@pytest.fixture(autouse=True)
def _catalogue(in_flight: SoMany) -> None:
    the_procedure()


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all at the same moment, each on a connection of its own; `done`, or why not."""
    start = threading.Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> str:
        start.wait(timeout=30)
        try:
            deed()
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_two_save_one_file_at_once() -> None:
    proposal = a_draft()

    def save(by: Actor, text: str) -> None:
        operations.save_files(
            proposal=proposal, changes={"fees.yaml": text}, seen={"fees.yaml": 1}, by=by,
            at=TUESDAY,
        )  # fmt: skip

    results = at_once(lambda: save(GIANG, "says: a\n"), lambda: save(TUE, "says: b\n"))
    assert sorted(results) == ["done", "proposal-file-changed"]
    assert len(queries.saves(proposal, by=GIANG)) == 2


def test_two_approve_at_once() -> None:
    proposal = a_submitted()
    results = at_once(
        lambda: operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY),
        lambda: operations.approve(proposal=proposal, submission=1, by=MAI, at=TUESDAY),
    )
    assert sorted(results) == ["done", "proposal-moved"]
    assert len(catalogue.public_revisions(CODE)) == 2


def test_two_proposals_are_approved_at_once() -> None:
    first = a_submitted()
    second = a_submitted(("fees.yaml", "8000 * answers.copies", "7000 * answers.copies"))
    results = at_once(
        lambda: operations.approve(proposal=first, submission=1, by=TUE, at=TUESDAY),
        lambda: operations.approve(proposal=second, submission=1, by=MAI, at=TUESDAY),
    )
    assert sorted(results) == ["done", "proposal-base-moved"]


def test_approving_while_it_is_taken_back_and_saved() -> None:
    proposal = a_submitted()

    def change() -> None:
        operations.take_back(proposal=proposal, by=GIANG, at=TUESDAY)
        replace(proposal, "fees.yaml", "9000 * answers.copies", "1 * answers.copies")
        operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)

    results = at_once(
        change,
        lambda: operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY),
    )
    # Whoever came first, what is in force is what the second person saw, or what was before.
    assert results.count("done") == 1
    price = catalogue.public_package(CODE)["fees.yaml"].decode()
    assert "1 * answers.copies" not in price.replace("8000", "").replace("9000", "") or (
        queries.proposal(proposal, by=TUE).state is State.SUBMITTED
    )


def test_what_cannot_be_published_is_not_half_published() -> None:
    proposal = a_submitted(NEW_FEE)
    before = catalogue.public_procedure(CODE).digest
    results = at_once(
        lambda: operations.approve(proposal=proposal, submission=9, by=TUE, at=TUESDAY)
    )
    assert results == ["proposal-submission-changed"]
    assert catalogue.public_procedure(CODE).digest == before
    assert queries.proposal(proposal, by=TUE).state is State.SUBMITTED
