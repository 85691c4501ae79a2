"""Killed at any moment of filing, paying or accepting, nothing is lost, doubled or half there."""

import multiprocessing
import random
import signal
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections

from motcua.foundation import files, jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges

from . import stories
from .world import EXTRACT, TUESDAY, WARD, World, found_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS = 40
#: From before the connection stands to a few dossiers later.
SHORTEST, LONGEST = 0.01, 0.3
PDF = b"%PDF-1.4\n% "
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def world(transactional_db: None) -> World:
    with connection.cursor() as cursor:
        # Facts outlive the tests that committed them; here all that is there is compared.
        cursor.execute("TRUNCATE foundation_entry")
    return found_world()


def test_whatever_is_killed_when_every_dossier_is_whole_or_absent(world: World) -> None:
    draw = random.Random()  # noqa: S311 -- when to kill is no secret
    for number in range(KILLS):
        _kill_at_work(world, number, after=draw.uniform(SHORTEST, LONGEST))

    assert _count("SELECT count(*) FROM dossiers_filing") > 0
    _whole_or_absent()
    assert jobs.rescue() >= 0
    while jobs.run_due():
        pass
    _whole_or_absent()
    _everything_went_on()
    _numbers_are_whole()
    _files_and_rows_agree()


def _kill_at_work(world: World, number: int, *, after: float) -> None:
    # A connection must not be shared between two processes.
    connections.close_all()
    process = FORK.Process(target=_work, args=(world, number))
    process.start()
    process.join(after)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL, "the work broke by itself"


def _work(world: World, number: int) -> None:
    """What An, the bank, Chi and the worker do all day."""
    turn = 0
    while True:
        turn += 1
        page = files.store(PDF + f"{number}/{turn}".encode(), at=TUESDAY)
        answers = {
            **stories.SELF,
            "registered_abroad": True,
            "foreign_paper": [{
                "sha256": page.sha256, "name": "a.pdf", "size": page.size,
                "media_type": page.media_type,
            }],
        }  # fmt: skip
        draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
        dossiers.save_answers(dossier_id=draft, answers=answers, by=world.an, at=TUESDAY)
        dossiers.file(dossier_id=draft, key=f"draft:{draft}", by=world.an, at=TUESDAY)
        charge = charges.charge_of(("dossier", str(draft)), by=world.an)
        assert charge is not None
        payments.reconcile_transfer(
            agency=WARD, content=charge.reference, amount=charge.amount,
            bank_ref=f"FT{draft.hex}", by=SYSTEM, at=TUESDAY,
        )  # fmt: skip
        _a_few_jobs()
        dossiers.accept(dossier_id=draft, by=world.receiver, at=TUESDAY)
        if turn % 3 == 0:
            _a_few_jobs()


def _a_few_jobs() -> None:
    """Enough for the news of a payment, behind what somebody killed before has left."""
    jobs.run_due(limit=30)


# What must hold, whatever was killed


def _whole_or_absent() -> None:
    """Each pair of questions has the same answer: these dossiers and no others."""
    filed = "SELECT id::text FROM dossiers_dossier WHERE state <> 'draft'"
    accepted = "SELECT id::text FROM dossiers_dossier WHERE code IS NOT NULL"
    for told in (
        "SELECT dossier_id::text FROM dossiers_filing",
        "SELECT id::text FROM dossiers_dossier WHERE submission_number IS NOT NULL",
        _facts("dossier.filed/1"),
        _facts("charge.opened/1"),
        "SELECT subject_id FROM payments_charge",
    ):
        _same(filed, told)
    for told in (
        _facts("dossier.accepted/1"),
        _facts("letter.requested/1") + " AND fact->>'letter_kind' = 'receipt_slip'",
        "SELECT subject_id FROM results_letter WHERE kind = 'receipt_slip'",
        "SELECT dossier_id::text FROM dossiers_clockact",
    ):
        _same(accepted, told)
    _same("SELECT dossier_id::text FROM dossiers_draft",
          "SELECT id::text FROM dossiers_dossier WHERE state = 'draft'")  # fmt: skip
    _same("SELECT id::text FROM payments_charge WHERE state = 'paid'",
          "SELECT charge_id::text FROM payments_receipt")  # fmt: skip
    assert charges.imbalances(by=SYSTEM) == []


def _everything_went_on() -> None:
    """Nothing that somebody waits for was lost with the process that should have done it."""
    assert _count("SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'") == 0
    assert _count(
        "SELECT count(*) FROM dossiers_dossier d"
        " JOIN payments_charge c ON c.subject_id = d.id::text"
        " WHERE c.state = 'paid' AND d.state = 'awaiting_payment_intake'"
    ) == 0  # fmt: skip
    assert _count("SELECT count(*) FROM results_letter WHERE state <> 'issued'") == 0


def _numbers_are_whole() -> None:
    codes = _rows("SELECT right(code, 4)::int FROM dossiers_dossier WHERE code IS NOT NULL")
    assert sorted(map(int, map(str, codes))) == list(range(1, len(codes) + 1))
    receipts = _rows("SELECT number FROM payments_receipt")
    assert sorted(map(int, map(str, receipts))) == list(range(1, len(receipts) + 1))


def _files_and_rows_agree() -> None:
    """Every row has its bytes; bytes without a row, left by whoever was killed, are swept away."""
    shelf = plugs.get(files.Shelf)
    known = _rows("SELECT sha256 FROM foundation_storedfile")
    for key in known:
        files.read(str(key))
    ahead = datetime.now(UTC) + timedelta(days=1)
    files.sweep(older_than=ahead)
    assert set(shelf.keys(older_than=ahead)) == set(
        _rows("SELECT lies_as FROM foundation_storedfile")
    )
    assert _rows("SELECT file_sha256 FROM results_letter"
                 " EXCEPT SELECT sha256 FROM foundation_storedfile") == []  # fmt: skip


def _facts(kind: str) -> str:
    return f"SELECT subject_id FROM foundation_entry WHERE kind = '{kind}'"  # noqa: S608 -- ours


def _same(one: str, other: str) -> None:
    """As lists: what is there twice on one side only is a difference too."""
    assert sorted(map(str, _rows(one))) == sorted(map(str, _rows(other))), other


def _rows(statement: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]


def _count(statement: str) -> int:
    return int(str(_rows(statement)[0]))
