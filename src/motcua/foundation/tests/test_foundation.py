"""What the plumbing promises: facts stay, numbers neither skip nor repeat, jobs follow commits."""

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.foundation import files, identifiers, jobs, journal, partitions, vault
from motcua.kernel.actors import SYSTEM

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
SUBJECT = ("thing", "1")


@dataclass(frozen=True, slots=True)
class LampLit:
    kind: ClassVar[str] = "test.lamp_lit/1"
    lamp: int
    at: datetime


lit: list[int] = []


@journal.reacts_to(LampLit, name="test.lamp")
def lamp(event: LampLit) -> None:
    lit.append(event.lamp)


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_fact_and_its_job_are_written_together() -> None:
    before = _jobs()
    with transaction.atomic():
        journal.record(LampLit(1, AT), by=SYSTEM, subject=SUBJECT)

    assert [e.fact["lamp"] for e in journal.timeline(SUBJECT)] == [1]
    assert _jobs() == before + 1


@pytest.mark.django_db
def test_a_rollback_leaves_neither_fact_nor_job() -> None:
    before = _jobs()
    with transaction.atomic():
        journal.record(LampLit(1, AT), by=SYSTEM, subject=SUBJECT)
        transaction.set_rollback(True)

    assert journal.timeline(SUBJECT) == []
    assert _jobs() == before


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["UPDATE foundation_entry SET actor = 'x'",
                                  "DELETE FROM foundation_entry"])  # fmt: skip
def test_the_journal_cannot_be_changed(deed: str) -> None:
    journal.record(LampLit(1, AT), by=SYSTEM, subject=SUBJECT)
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
    ):
        cursor.execute(deed)


@pytest.mark.django_db
def test_months_are_made_ahead_once() -> None:
    made = partitions.make_ahead("foundation_entry", today=date(2031, 11, 30))
    assert made == [f"foundation_entry_{m}" for m in ("2031_11", "2031_12", "2032_01", "2032_02")]
    assert partitions.make_ahead("foundation_entry", today=date(2031, 11, 30)) == []


@pytest.mark.django_db(transaction=True)
def test_numbers_neither_skip_nor_repeat_when_many_take_them() -> None:
    given: list[int] = []

    def take() -> None:
        for n in range(10):
            try:
                with transaction.atomic():
                    number = identifiers.next_number("test", "2026")
                    if n % 3 == 2:
                        raise RuntimeError
                    given.append(number)
            except RuntimeError:
                pass
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == list(range(1, len(given) + 1))


def test_sealed_values_open_and_reveal_change() -> None:
    sealed = vault.seal(b"079203000001")
    assert vault.unseal(sealed) == b"079203000001"
    assert vault.seal(b"x") != vault.seal(b"x")
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]))


@pytest.mark.django_db
def test_a_file_is_held_once_and_checked_on_reading() -> None:
    one = files.store(b"%PDF-1.7 hello", at=AT)
    two = files.store(b"%PDF-1.7 hello", at=AT)
    assert one == two
    assert files.read(one.sha256) == b"%PDF-1.7 hello"
    with pytest.raises(files.UnknownKind):
        files.store(b"MZ\x90 not a document", at=AT)


@dataclass(frozen=True, slots=True)
class BellRung:
    kind: ClassVar[str] = "test.bell_rung/1"

    tower: str
    at: datetime


heard: list[str] = []


@journal.reacts_to(BellRung, name="test.bells", together=lambda event: event.tower or None)
def bells(event: BellRung) -> None:
    heard.append(event.tower)


@pytest.mark.django_db
def test_what_is_told_together_is_told_once_and_again_when_more_comes(tuesday: datetime) -> None:
    heard.clear()
    for tower in ("north", "north", "south", "", "north"):
        with transaction.atomic():
            journal.record(BellRung(tower, tuesday), by=SYSTEM, subject=("tower", tower))
    assert jobs.health().waiting == 0
    jobs.run_due()
    assert heard == ["north", "south"]
    with transaction.atomic():
        journal.record(BellRung("north", tuesday), by=SYSTEM, subject=("tower", "north"))
    jobs.run_due()
    assert heard == ["north", "south", "north"]
