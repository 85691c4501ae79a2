"""200 times a phone files and the server dies at a random moment: one dossier or none, and whole.

A phone sends a page with a file and then the last step, and the process that serves it is killed
with -9 somewhere on the way. Half the phones try again, twice, as people do who got no answer. The
worker dies too while it makes receipts. Nothing may be doubled, half there or lost.
"""

import io
import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from joserfc.jwk import ECKey

from motcua.design.page import now
from motcua.foundation import files, jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.documents import reactions as documents
from motcua.modules.documents.tests.factories import a_desk
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World, found_world
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.tests.places import FewPlaces
from motcua.modules.payments import queries as charges
from motcua.modules.results import queries as papers
from motcua.modules.results.rules.filing_receipt import checked

from .phones import Phone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS = 200
#: Killings of the worker while it makes receipts.
WORKERS = 20
FORK = multiprocessing.get_context("fork")
PAGE = "foreign"
ANSWERS = {**stories.SELF, "registered_abroad": True}


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with connection.cursor() as cursor:
        # Facts outlive the tests that committed them; here all that is there is compared.
        cursor.execute("TRUNCATE foundation_entry")
    with plugs.instead(PlaceNames, FewPlaces()), a_desk():
        yield found_world()


def test_two_hundred_kills_leave_one_dossier_or_none(world: World) -> None:
    seed = random.randrange(2**32)  # noqa: S311 -- when to kill is no secret
    print("seed", seed)  # noqa: T201 -- to play it again
    draw = random.Random(seed)  # noqa: S311 -- when to kill is no secret
    took = _undisturbed(world)
    drafts = []
    for number in range(KILLS):
        draft = _a_draft(world)
        _killed(partial(_files, world, draft, number), after=draw.uniform(0, took * 1.2))
        drafts.append(draft)
        if number % 2:
            _tries_again(world, draft, number)

    filed = [draft for draft in drafts if _state(draft) != State.DRAFT]
    assert len(filed) >= KILLS // 2
    _whole_or_absent()
    _worker_dies(draw)
    jobs.rescue()
    while jobs.run_due():
        pass
    _whole_or_absent()
    _every_filing_has_its_receipt(world)
    _no_orphans()


def _a_draft(world: World) -> UUID:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=now())
    dossiers.save_answers(dossier_id=draft, answers=ANSWERS, by=world.an, at=now())
    return draft


def _files(world: World, draft: UUID, number: int) -> tuple[str, str]:
    """The page with the file, then the last step. Where each of them led."""
    phone = Phone(world.an)
    photo = SimpleUploadedFile("a.pdf", b"%PDF-1.7 record " + str(number).encode())
    page = {"asked": "foreign_paper", "q-foreign_paper": photo}
    first = phone.post(f"/drafts/{draft}/pages/{PAGE}", page)
    second = phone.post(f"/drafts/{draft}/check", {"sends": "file"})
    return first.headers.get("Location", ""), second.headers.get("Location", "")


def _tries_again(world: World, draft: UUID, number: int) -> None:
    """She got no answer: she does it again, presses twice, and is told what became of it."""
    _files(world, draft, number)
    _, told = _files(world, draft, number)
    assert told == f"/mine/{draft}?done=before"
    assert Phone(world.an).get(f"/mine/{draft}").status_code == 200


def _undisturbed(world: World) -> float:
    """Seconds that it takes where nobody is killed."""
    _files(world, _a_draft(world), -1)
    draft, begun = _a_draft(world), time.monotonic()
    process = _begun(partial(_files, world, draft, -2))
    process.join()
    return time.monotonic() - begun


def _begun(work: Callable[[], object]) -> "multiprocessing.process.BaseProcess":
    # A connection must not be shared between two processes.
    connections.close_all()
    process = FORK.Process(target=work)
    process.start()
    return process


def _killed(work: Callable[[], object], *, after: float) -> None:
    process = _begun(work)
    process.join(after)
    if process.exitcode is None and process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), "the work broke by itself"


def _worker_dies(draw: random.Random) -> None:
    for _ in range(WORKERS):
        _killed(jobs.run_due, after=draw.uniform(0.05, 0.6))
        jobs.rescue()


# What must hold, whatever was killed


def _whole_or_absent() -> None:
    """Each of these names the same dossiers, and each of them once."""
    filed = "SELECT id::text FROM dossiers_dossier WHERE state <> 'draft'"
    for told in (
        "SELECT dossier_id::text FROM dossiers_filing",
        "SELECT id::text FROM dossiers_dossier WHERE submission_number IS NOT NULL",
        "SELECT subject_id FROM foundation_entry WHERE kind = 'dossier.filed/1'",
        "SELECT subject_id FROM foundation_entry WHERE kind = 'charge.opened/1'",
        "SELECT subject_id FROM payments_charge",
    ):
        assert _rows(filed) == _rows(told), told
    drafts = "SELECT id::text FROM dossiers_dossier WHERE state = 'draft'"
    assert _rows("SELECT dossier_id::text FROM dossiers_draft") == _rows(drafts)
    assert charges.imbalances(by=SYSTEM) == []
    # What is filed is there: no answer names a file whose bytes are not held.
    held = "SELECT file_id FROM dossiers_heldfile EXCEPT SELECT sha256 FROM foundation_storedfile"
    assert _rows(held) == []
    assert _rows(
        "SELECT f.dossier_id::text FROM dossiers_filing f WHERE NOT EXISTS"
        " (SELECT FROM dossiers_heldfile h WHERE h.dossier_id = f.dossier_id)"
    ) == []  # fmt: skip


def _every_filing_has_its_receipt(world: World) -> None:
    """One each, signed, and it tells what was filed."""
    filed = _rows("SELECT dossier_id::text FROM dossiers_filing")
    receipts = "FROM results_letter WHERE kind = 'filing_receipt'"
    assert _rows(f"SELECT subject_id {receipts}") == filed
    assert _rows(f"SELECT state {receipts} AND state <> 'issued'") == []
    keys = {k.thumbprint: ECKey.import_key(dict(k.public)) for k in papers.public_receipt_keys()}
    for dossier in filed[:20]:
        (letter,) = papers.letters_of(("dossier", dossier), by=SYSTEM)
        paper = papers.letter_file(letter.id, by=SYSTEM)
        said = checked(papers.letter_twin(letter.id, by=SYSTEM).content.decode(), keys)
        with pikepdf.open(io.BytesIO(paper.content)) as pdf:
            inside = json.loads(pdf.attachments["data.json"].get_file().read_bytes())
        answers, digest = queries.original(UUID(dossier), by=world.an)
        assert said["receipt"] == inside
        assert said["pdf"] == {"sha256": paper.sha256, "size": len(paper.content)}
        assert (inside["digest"], inside["answers"]) == (digest, answers)
        assert [row["sha256"] for row in inside["files"]] == [
            entry["sha256"]
            for entry in answers["foreign_paper"]  # type: ignore[attr-defined] # entries of a file
        ]


def _no_orphans() -> None:
    """After the clean-up: every file is named by somebody, every name has its bytes."""
    ahead = datetime.now(UTC) + timedelta(days=30)
    documents.forget(at=ahead)
    files.sweep(older_than=ahead)
    on_shelf = sorted(plugs.get(files.Shelf).keys(older_than=ahead))
    assert on_shelf == _rows("SELECT lies_as FROM foundation_storedfile")
    for key in _rows("SELECT sha256 FROM foundation_storedfile"):
        files.read(key)
    known = set(_rows("SELECT sha256 FROM foundation_storedfile"))
    assert known - _named() == set()
    assert _named() - known == set()


def _named() -> set[str]:
    """Every file that somebody names: by a key to its row, or in the text of a paper."""
    referring = (
        "SELECT c.conrelid::regclass::text || ' ' || quote_ident(a.attname) FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND c.confrelid = 'foundation_storedfile'::regclass"
        " AND c.conrelid <> 'foundation_filekey'::regclass"
    )
    places = [("results_letter", "file_sha256"), ("results_letter", "twin_sha256")]
    places += [(table, column) for table, column in map(str.split, _rows(referring))]
    return {
        key
        for table, column in places
        for key in _rows(f"SELECT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608 -- ours
    }


def _state(draft: UUID) -> str:
    (state,) = _rows(f"SELECT state FROM dossiers_dossier WHERE id = '{draft}'")  # noqa: S608 -- ours
    return state


def _rows(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return sorted(str(row[0]) for row in cursor.fetchall())
