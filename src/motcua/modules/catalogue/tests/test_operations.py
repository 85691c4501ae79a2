"""Bringing packages in, publishing them, and what then never changes."""

import threading
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, NotAllowed, NotFound, WrongMoment
from motcua.modules.catalogue import operations, queries
from motcua.modules.catalogue.models import Procedure, Revision
from motcua.modules.catalogue.rules import (
    OlderThanCurrent,
    PackageErrors,
    SecondPersonNeeded,
    State,
    read,
)
from motcua.modules.catalogue.rules.package import canonical_json

from .factories import (
    CHI,
    GIANG,
    HAI,
    REAL,
    TUESDAY,
    a_published,
    changed,
    information_files,
    real_files,
    small_files,
)

pytestmark = pytest.mark.django_db


def _kinds(revision: UUID) -> list[str]:
    """What the journal tells of a revision; it outlives the tests before this one."""
    told = journal.timeline(("procedure", "9.000001"))
    return [entry.kind for entry in told if entry.fact["revision"] == str(revision)]


def _reworded(files: dict[str, bytes], law: str) -> dict[str, bytes]:
    return changed(files, "procedure.yaml", "Kite Law", law)


@pytest.mark.parametrize("code", REAL)
def test_a_real_package_goes_in_and_comes_out_the_same(code: str) -> None:
    revision = a_published(real_files(code))

    assert queries.revision(revision).digest == read(real_files(code)).digest
    assert queries.public_package(code) == real_files(code)


def test_the_same_content_is_the_same_revision_and_writes_nothing() -> None:
    first = operations.import_package(files=small_files(), by=GIANG, at=TUESDAY)
    noisy = {**small_files(), "fees.yaml": b"# remark\n" + small_files()["fees.yaml"]}

    again = operations.import_package(files=noisy, by=HAI, at=TUESDAY + timedelta(days=1))

    assert again == first
    assert Revision.objects.count() == 1
    assert _kinds(first) == ["revision.imported/1"]


def test_what_is_kept_still_has_its_digest() -> None:
    revision = operations.import_package(files=real_files(), by=SYSTEM, at=TUESDAY)

    row = Revision.objects.get(id=revision)

    assert canonical_json(row.content) == read(real_files()).canonical


def test_a_broken_package_leaves_nothing() -> None:
    with pytest.raises(PackageErrors):
        operations.import_package(
            files={**small_files(), "fees.yaml": b"x: ["}, by=SYSTEM, at=TUESDAY
        )

    assert not Revision.objects.exists()


def test_a_template_that_cannot_be_set_leaves_nothing() -> None:
    files = changed(small_files(), "result.typ", "data.result_words.size", "data.result_words.sise")

    with pytest.raises(PackageErrors) as refused:
        operations.import_package(files=files, by=SYSTEM, at=TUESDAY)

    (finding,) = refused.value.findings
    assert (finding.code, finding.file, finding.line) == ("template", "result.typ", 3)
    assert not Revision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_in_at_once_get_one_revision() -> None:
    got: list[UUID] = []
    start = threading.Barrier(2)

    def bring_in() -> None:
        start.wait()
        got.append(operations.import_package(files=small_files(), by=SYSTEM, at=TUESDAY))
        connection.close()

    both = [threading.Thread(target=bring_in) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert len(got) == 2
    assert len(set(got)) == 1
    assert Revision.objects.count() == 1


def test_only_designers_bring_in_and_publish() -> None:
    with pytest.raises(NotAllowed):
        operations.import_package(files=small_files(), by=CHI, at=TUESDAY)

    revision = operations.import_package(files=small_files(), by=GIANG, at=TUESDAY)

    with pytest.raises(NotAllowed):
        operations.publish(revision=revision, by=CHI, at=TUESDAY)


def test_publishing_takes_a_second_person() -> None:
    revision = operations.import_package(files=small_files(), by=GIANG, at=TUESDAY)

    with pytest.raises(SecondPersonNeeded):
        operations.publish(revision=revision, by=GIANG, at=TUESDAY)
    operations.publish(revision=revision, by=HAI, at=TUESDAY)

    assert queries.public_procedure("9.000001").revision == revision
    assert _kinds(revision) == [
        "revision.imported/1",
        "revision.published/1",
        "revision.came_into_force/1",
    ]


def test_a_draft_is_not_offered_to_anybody() -> None:
    operations.import_package(files=small_files(), by=GIANG, at=TUESDAY)

    with pytest.raises(NotFound):
        queries.public_procedure("9.000001")
    with pytest.raises(NotFound):
        queries.public_package("9.000001")
    assert queries.public_search("thả diều").items == ()
    assert queries.public_procedures_in_force() == []


def test_publishing_twice_and_what_is_not_there() -> None:
    revision = a_published(small_files())

    with pytest.raises(AlreadyDone):
        operations.publish(revision=revision, by=SYSTEM, at=TUESDAY)
    with pytest.raises(NotFound):
        operations.publish(revision=uuid4(), by=SYSTEM, at=TUESDAY)
    with pytest.raises(NotFound):
        queries.revision(uuid4())
    with pytest.raises(NotFound):
        queries.public_standing(uuid4())


def test_a_newer_revision_takes_over_and_the_old_one_stays_readable() -> None:
    old = a_published(small_files())
    new = a_published(_reworded(small_files(since="2026-11-01"), "Law of Kites"))

    assert queries.public_procedure("9.000001").revision == new
    kept = queries.public_standing(old)
    assert kept.state is State.ENDED
    assert kept.effective_to == date(2026, 11, 17)
    assert queries.revision(old).package.procedure.legal_basis[0].name.en == "Kite Law"


def test_a_correction_of_the_same_day_takes_over() -> None:
    old = a_published(small_files())
    new = a_published(_reworded(small_files(), "Law of Kites"), at=TUESDAY + timedelta(hours=1))

    assert queries.public_procedure("9.000001").revision == new
    assert queries.public_standing(old).state is State.ENDED


def test_an_older_revision_does_not_take_over() -> None:
    a_published(small_files(since="2026-11-01"))
    older = operations.import_package(files=small_files(), by=SYSTEM, at=TUESDAY)

    with pytest.raises(OlderThanCurrent):
        operations.publish(revision=older, by=SYSTEM, at=TUESDAY)


def test_a_revision_for_later_comes_into_force_on_its_day_at_midnight_in_hanoi() -> None:
    now = a_published(small_files())
    later = a_published(small_files(since="2026-12-01"))
    assert queries.public_procedure("9.000001").revision == now

    one_second_early = datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC)
    assert operations.bring_into_force(by=SYSTEM, at=one_second_early) == 0
    on_the_day = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    assert operations.bring_into_force(by=SYSTEM, at=on_the_day) == 1
    assert operations.bring_into_force(by=SYSTEM, at=on_the_day) == 0

    assert queries.public_procedure("9.000001").revision == later
    assert queries.public_standing(now).state is State.ENDED
    assert queries.public_standing(now).effective_to == date(2026, 12, 1)


def test_a_revision_with_a_last_day_is_no_longer_offered_after_it() -> None:
    files = changed(
        small_files(), "procedure.yaml", "from: 2026-01-01", "from: 2026-01-01\n  to: 2026-12-31"
    )
    revision = a_published(files)

    operations.bring_into_force(by=SYSTEM, at=datetime(2026, 12, 31, 1, tzinfo=UTC))

    assert queries.public_procedures_in_force() == []
    assert queries.public_standing(revision).state is State.ENDED
    assert queries.public_standing(revision).effective_to == date(2026, 12, 31)


def test_an_ended_revision_leaves_the_procedure_without_an_offer() -> None:
    revision = a_published(small_files())

    operations.end(revision=revision, on=date(2026, 11, 17), by=GIANG, at=TUESDAY)

    with pytest.raises(NotFound):
        queries.public_procedure("9.000001")
    with pytest.raises(AlreadyDone):
        operations.end(revision=revision, on=date(2026, 11, 17), by=GIANG, at=TUESDAY)
    with pytest.raises(WrongMoment):
        operations.publish(revision=revision, by=HAI, at=TUESDAY)
    assert _kinds(revision)[-1] == "revision.ended/1"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE catalogue_revision SET content = '{}'",
        "UPDATE catalogue_revision SET source = '{}'",
        "UPDATE catalogue_revision SET digest = repeat('0', 64)",
        "UPDATE catalogue_revision SET effective_from = '2020-01-01'",
        "UPDATE catalogue_revision SET state = 'draft', published_at = NULL",
        "UPDATE catalogue_revision SET published_at = now()",
        "DELETE FROM catalogue_revision",
    ],
)
def test_the_database_itself_keeps_what_was_published(change: str) -> None:
    a_published(small_files())

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_procedure SET current_id = NULL")
        with pytest.raises(IntegrityError):
            cursor.execute(change)
        transaction.set_rollback(True)


def test_a_second_look_at_a_revision_parses_nothing() -> None:
    revision = a_published(small_files())

    assert queries.revision(revision).package is queries.revision(revision).package


def test_what_only_informs_is_published_and_read() -> None:
    a_published(information_files())

    card = queries.public_procedure("9.000009")
    row = Procedure.objects.get(code="9.000009")

    assert not card.is_fileable
    assert (card.origin, card.declared_full, len(card.review_marks)) == ("national", True, 1)
    assert card.source_link.endswith("9.000009")
    assert (row.origin, row.is_fileable, row.online_extent) == ("national", False, "information")
    assert row.life_events == ["viec-lam"]
    assert row.departments == ["Sở Một", "Sở Hai"]
    assert row.review_marks == ["time_in_words"]
    assert "interactive_form" in row.missing
    assert "9.000009" in queries.public_procedures_in_force()
    assert "9.000009" not in queries.public_procedures_to_file()


def test_what_a_person_worked_on_is_the_citys() -> None:
    revision = operations.import_package(files=information_files(), by=GIANG, at=TUESDAY)
    operations.publish(revision=revision, by=HAI, at=TUESDAY)

    assert queries.public_procedure("9.000009").origin == "city"
