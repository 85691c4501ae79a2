"""The receipt of filing: made after it, once, and it tells what was filed and nothing else."""

import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from motcua.foundation import files, jobs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, NotAllowed
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.documents import errands
from motcua.modules.documents.tests.factories import a_desk
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Item
from motcua.modules.results import queries as results
from motcua.modules.results.rules import LetterKind

from . import stories
from .world import EXTRACT, TUESDAY, WARD, World

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n% the foreign record"


def letters(dossier: UUID) -> list[results.LetterCard]:
    found = results.letters_of(("dossier", str(dossier)), by=SYSTEM)
    return [each for each in found if each.kind is LetterKind.FILING_RECEIPT]


def said_by(letter: UUID) -> dict[str, Any]:
    """The data inside the paper."""
    paper = results.letter_file(letter, by=SYSTEM)
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        told = json.loads(pdf.attachments["data.json"].get_file().read_bytes())
    assert isinstance(told, dict)
    return told


def receipt_of(dossier: UUID) -> dict[str, Any]:
    jobs.run_due()
    (letter,) = letters(dossier)
    return said_by(letter.id)


def test_it_lists_every_answer_with_its_source(world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    told = receipt_of(dossier)

    rows = {row["key"]: row for page in told["pages"] for row in page["rows"]}
    assert rows["own_name"]["value"] == "Nguyễn Thị An"
    assert rows["own_name"]["source"] == "Người nộp tự khai"
    assert set(stories.SELF) <= set(told["answers"])


def test_it_lists_every_file(world: World) -> None:
    stored = files.store(PDF, at=TUESDAY)
    entry = {
        "sha256": stored.sha256, "name": "giấy khai sinh.pdf", "size": stored.size,
        "media_type": stored.media_type,
    }  # fmt: skip
    answers = {**stories.SELF, "registered_abroad": True, "foreign_paper": [entry]}

    told = receipt_of(stories.a_filed_dossier(world, answers=answers))

    (row,) = told["files"]
    assert (row["sha256"], row["size"]) == (stored.sha256, stored.size)
    assert (row["name"], row["question"] != "") == ("giấy khai sinh.pdf", True)


def test_it_tells_what_the_scan_said(world: World) -> None:
    assert world.an.person is not None
    with a_desk():
        card = errands.receive(
            content=PDF, owner=UUID(world.an.person), name="a.pdf", by=world.an, at=TUESDAY
        )
        jobs.run_due()
        answers = {**stories.SELF, "registered_abroad": True, "foreign_paper": [card.entry]}
        told = receipt_of(stories.a_filed_dossier(world, answers=answers))

    (row,) = told["files"]
    assert (row["verdict"], row["pages"]) == ("đã quét, không có mã độc", 1)


def test_it_names_the_revision_the_digest_the_fee_and_the_date(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    _, digest = queries.original(dossier, by=world.an)
    card = queries.dossier(dossier, by=world.an)

    told = receipt_of(dossier)

    assert told["digest"] == digest
    assert told["procedure"]["revision"] == catalogue.revision(card.filed_on).digest
    assert told["submission_number"] == card.submission_number
    assert (told["total"], told["charges"][0]["amount"]) == (24_000, 24_000)
    assert "nộp đủ tiền" in told["terms"]
    assert told["answer_by"] is None
    assert told["promise"]["due_at"].startswith("2026-11-17")
    assert told["promise"]["steps"][0]["counts"] is True
    assert told["agency"]["code"] == WARD


def test_it_tells_the_original_however_late_it_is_made(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    card = queries.dossier(dossier, by=world.an)
    jobs_before = letters(dossier)
    stories.pay_without_jobs(dossier, world)
    dossiers.note_payment(dossier_id=dossier, by=SYSTEM, at=TUESDAY)
    dossiers.ask_supplement(
        dossier_id=dossier, items=[Item("Số bản", "Nhầm", "Điều 1")], contact="Chi",
        reply_by=TUESDAY + timedelta(days=5), by=world.receiver, at=TUESDAY,
    )  # fmt: skip
    dossiers.save_answers(dossier_id=dossier, answers={"copies": 5}, by=world.an, at=TUESDAY)
    dossiers.give_supplement(dossier_id=dossier, by=world.an, at=TUESDAY)
    dossiers.accept(dossier_id=dossier, by=world.receiver, at=TUESDAY)

    told = receipt_of(dossier)

    assert jobs_before == []
    assert told["answers"]["copies"] == 3
    assert told["submission_number"] == card.submission_number
    assert letters(dossier)[0].number == card.submission_number


def test_there_is_one_whatever_runs_twice(world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    jobs.run_due()

    with pytest.raises(AlreadyDone):
        dossiers.issue_filing_receipt(dossier_id=dossier, by=SYSTEM, at=TUESDAY)
    assert len(letters(dossier)) == 1


def test_nobody_but_the_machinery_makes_one(world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    with pytest.raises(NotAllowed):
        dossiers.issue_filing_receipt(dossier_id=dossier, by=world.receiver, at=TUESDAY)


def test_a_draft_has_none(world: World) -> None:
    draft = dossiers.start_draft(procedure=EXTRACT, agency=WARD, by=world.an, at=TUESDAY)
    jobs.run_due()

    assert letters(draft) == []
