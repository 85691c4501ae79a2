"""Taking the national catalogue: once, whole, beside the city's own, and killed half-way."""

import multiprocessing
import signal
from datetime import timedelta

import pytest
from django.db import connection, connections

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.catalogue import operations, queries
from motcua.modules.catalogue.models import NationalRecord, Procedure, Revision
from motcua.modules.catalogue.operations import Outcome
from motcua.modules.catalogue.rules import read
from motcua.modules.catalogue.rules.marks import ReviewMark
from motcua.modules.catalogue.rules.national import Line

from .factories import GIANG, HAI, TUESDAY, a_published, small_files
from .portal_records import a_line, a_record, bytes_of

pytestmark = pytest.mark.django_db
LATER = TUESDAY + timedelta(days=1)


def take(*lines: Line) -> list[Outcome]:
    taken = operations.take_national(lines=lines, by=SYSTEM, at=TUESDAY)
    return [each.outcome for each in taken]


def _counts() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NULL")
    facts = len(journal.timeline(("procedure", "1.234567")))
    return (*(model.objects.count() for model in (Procedure, Revision, NationalRecord)), facts)


def test_a_record_is_published_for_reading() -> None:
    line = a_line()
    assert take(line) == [Outcome.PUBLISHED]

    card = queries.public_procedure("1.234567")
    row = Procedure.objects.get(code="1.234567")
    record = NationalRecord.objects.get()

    assert (card.name.vi, card.origin, card.is_fileable) == (
        "Cấp phép thả diều 1.234567", "national", False,
    )  # fmt: skip
    assert (row.origin, row.declared_full, row.announced_by) == ("national", True, "G16")
    assert row.review_marks == [ReviewMark.REQUIRED_FLAGS]
    assert (row.online_level, row.life_events, row.levels) == (2, ["hoc-tap"], ["commune"])
    assert (record.record, record.digest) == (bytes_of(a_record()).decode(), line.digest)
    assert (record.procedure_id, record.revision_id) == (row.id, row.current_id)
    revision = Revision.objects.get()
    assert (revision.state, revision.imported_by, revision.online_level) == (
        "published", SYSTEM.id, 2,
    )  # fmt: skip


def test_again_writes_nothing() -> None:
    take(a_line(), a_line("1.234568"))
    before = _counts()

    assert take(a_line(), a_line("1.234568")) == [Outcome.KNOWN, Outcome.KNOWN]
    assert _counts() == before


def test_its_files_are_the_start_of_a_full_package() -> None:
    take(a_line())

    files = queries.public_package("1.234567")

    assert set(files) == {"procedure.yaml", "components.yaml", "fees.yaml"}
    again = read(files)
    assert again.digest == queries.public_procedure("1.234567").digest
    assert not again.is_complete


def test_the_citys_own_stays_and_the_record_is_kept_beside_it() -> None:
    own = a_published(small_files("1.234567"))

    assert take(a_line()) == [Outcome.BESIDE]

    assert Procedure.objects.get().current_id == own
    assert queries.public_procedure("1.234567").is_fileable
    record = NationalRecord.objects.get()
    assert (record.procedure_id, record.revision) == (Procedure.objects.get().id, None)
    assert take(a_line()) == [Outcome.KNOWN]


def test_the_national_record_can_be_compared_with_the_citys_own() -> None:
    a_published(small_files("1.234567"))
    take(a_line(), a_line("1.0133611"))

    card = queries.public_national("1.234567")

    assert not card.is_in_force
    assert "Cấp phép thả diều" in read(card.files).procedure.name.vi
    assert [doubt.mark for doubt in card.doubts] == [ReviewMark.REQUIRED_FLAGS]
    assert card.record == bytes_of(a_record()).decode()
    assert queries.public_national("1.0133611").files == {}
    with pytest.raises(NotFound):
        queries.public_national("1.999999")


def test_a_changed_record_replaces_what_was_taken() -> None:
    take(a_line())
    first = Procedure.objects.get().current_id
    assert first is not None

    newer = a_line(updatedAt=1_781_000_000_000, isFullProcess=False)
    assert take(newer) == [Outcome.REPLACED]

    row = Procedure.objects.get()
    assert row.current_id != first
    assert row.declared_full is False
    assert Revision.objects.get(id=first).state == "ended"
    kinds = [entry.kind for entry in journal.timeline(("procedure", "1.234567"))]
    assert kinds.count("revision.taken_from_national/1") >= 2
    assert take(a_line()) == [Outcome.KNOWN]
    assert take(a_line(isWard=False)) == [Outcome.OLDER]
    assert Procedure.objects.get().current_id == row.current_id


def test_the_city_takes_over_whenever_its_own_began() -> None:
    take(a_line())
    files = small_files("1.234567", since="2020-01-01")
    own = operations.import_package(files=files, by=GIANG, at=LATER)
    operations.publish(revision=own, by=HAI, at=LATER)

    row = Procedure.objects.get()
    assert (row.current_id, row.origin, row.is_fileable) == (own, "city", True)
    assert take(a_line(updatedAt=1_781_000_000_000)) == [Outcome.BESIDE]
    assert Procedure.objects.get().current_id == own
    operations.end(revision=own, on=LATER.date(), by=GIANG, at=LATER)
    assert take(a_line(updatedAt=1_782_000_000_000)) == [Outcome.PUBLISHED]
    assert Procedure.objects.get().origin == "national"


def test_a_later_revision_of_the_citys_waits_for_its_day() -> None:
    take(a_line())
    soon = TUESDAY + timedelta(days=30)
    files = small_files("1.234567", since="2026-12-17")
    own = operations.import_package(files=files, by=GIANG, at=TUESDAY)
    operations.publish(revision=own, by=HAI, at=TUESDAY)
    assert Procedure.objects.get().origin == "national"

    operations.bring_into_force(by=SYSTEM, at=soon)

    assert Procedure.objects.get().current_id == own


def test_what_no_procedure_can_be_made_of_is_kept_and_told() -> None:
    wrong, long = a_line("1.0133611"), a_line(requirementsAndConditions="x" * 70_000)

    told = operations.take_national(lines=[wrong, long, a_line("1.234568")], by=SYSTEM, at=TUESDAY)

    assert [each.outcome for each in told] == [Outcome.HELD, Outcome.HELD, Outcome.PUBLISHED]
    assert [finding.code for finding in told[1].wrong] == ["too-long"]
    assert NationalRecord.objects.filter(procedure=None).count() == 2
    assert Procedure.objects.count() == 1


def test_one_dated_ahead_is_kept_and_not_published() -> None:
    assert take(a_line(updatedAt=1_900_000_000_000)) == [Outcome.HELD]
    assert Procedure.objects.count() == 0


def test_the_second_of_a_code_in_one_go_is_left_out() -> None:
    assert take(a_line(), a_line(isFullProcess=False)) == [Outcome.PUBLISHED, Outcome.OLDER]


def test_only_the_system_takes_it() -> None:
    with pytest.raises(NotAllowed):
        operations.take_national(lines=[a_line()], by=GIANG, at=TUESDAY)


FORK = multiprocessing.get_context("fork")
BATCHES = [[a_line(f"1.{batch:03}{n:03}") for n in range(20)] for batch in range(12)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_killed_at_any_moment_every_batch_is_whole_and_a_second_run_ends_it() -> None:
    for after in (0.05, 0.12, 0.2, 0.3):
        connections.close_all()
        process = FORK.Process(target=_take_all)
        process.start()
        process.join(after)
        process.kill()
        process.join()
        assert process.exitcode in (-signal.SIGKILL, 0)
        _whole_or_absent()

    _take_all()

    _whole_or_absent()
    assert Procedure.objects.count() == 240


def _take_all() -> None:
    for batch in BATCHES:
        take(*batch)


def _whole_or_absent() -> None:
    rows = Procedure.objects.all()
    assert rows.count() % 20 == 0
    assert all(row.current_id is not None for row in rows)
    assert Revision.objects.filter(state="published").count() == rows.count()
    assert NationalRecord.objects.exclude(revision=None).count() == rows.count()
