"""A paper is asked of the register that holds it: about whom the package says, written down, kept
sealed for the application it was asked for."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from motcua.foundation import files, keys, plugs
from motcua.foundation.limits import TooOften
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import NotAllowed, NotFound, Weather
from motcua.modules.people.tests.factories import AN, BINH, acting
from motcua.modules.registers import errands, operations, queries
from motcua.modules.registers.ports import Extract, Registers, Subject
from motcua.modules.registers.rules import EXTRACT, Other, Outcome, Purpose, RegisterCode, Standing

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))
DEAD = Other("001050000013", "Phạm Văn Lúa", "118/2025/NĐ-CP")
HERS = "dossier:hers"

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> Actor:
    return acting()


def _asked(
    of: Actor, document_type: str = "land_certificate", *, other: Other | None = None,
    by: Actor | None = None, has_agreed: bool = False, at: datetime = AT,
) -> queries.PaperFound:  # fmt: skip
    paper = errands.look_up_paper(
        person=UUID(of.person), other=other, document_type=document_type, subject=HERS,
        has_agreed=has_agreed, by=by or of, at=at,
    )  # fmt: skip
    return queries.paper_found(paper, by=of)


def test_a_valid_paper_comes_with_its_extract_sealed_for_the_person(an: Actor) -> None:
    found = _asked(an)

    assert (found.register, found.standing) == (RegisterCode.LAND, Standing.VALID)
    assert found.extract is not None
    assert (found.extract.paper.number, found.extract.about_other) == ("MM 000012", False)
    assert found.size == len(files.read(found.sha256))
    keys.erase(keys.person(an.person))
    assert queries.paper_found(found.id, by=an).extract is None


def test_it_is_in_the_log_with_its_purpose(an: Actor) -> None:
    found = _asked(an)

    (card,) = queries.look_ups(UUID(an.person), by=an)
    assert (card.id, card.purpose, card.outcome) == (found.lookup, Purpose.CITING, Outcome.FOUND)
    assert (card.documents, card.subject) == (("land_certificate",), HERS)


def test_asked_again_the_newer_answer_stands(an: Actor) -> None:
    first = _asked(an)
    second = _asked(an, at=AT + timedelta(days=1))

    assert [each.id for each in queries.papers_found(HERS, by=an)] == [second.id]
    # A program may be about to file with the entry it was given first.
    files.sweep(older_than=AT + timedelta(days=3))
    assert queries.paper_found(first.id, by=an).extract is not None


@pytest.mark.parametrize(
    ("is_an", "document_type", "standing"),
    [
        (False, "driving_licence", Standing.REVOKED),
        (False, "driver_health_certificate", Standing.EXPIRED),
        (False, "land_certificate", Standing.NOTHING),
        (True, "driver_health_certificate", Standing.VALID),
    ],
)
def test_what_cannot_be_used_is_told_apart_and_has_no_extract(
    is_an: bool,  # noqa: FBT001
    document_type: str,
    standing: Standing,
) -> None:
    found = _asked(acting(AN if is_an else BINH), document_type, has_agreed=True)

    assert found.standing is standing
    assert (found.extract is None) is (standing is not Standing.VALID)


class Silent:
    """A land register that does not answer."""

    code = RegisterCode.LAND

    def look_up(
        self, subject: Subject, *, facts: Collection[str], documents: Collection[str],
        ref: str, at: datetime,
    ) -> Extract | None:  # fmt: skip
        del subject, facts, documents, ref, at
        raise Weather("down")


def test_a_register_that_is_down_is_kept_as_that(an: Actor) -> None:
    with plugs.instead(Registers, Registers((Silent(),))):
        assert _asked(an).standing is Standing.UNREACHABLE

    (card,) = queries.look_ups(UUID(an.person), by=an)
    assert card.outcome is Outcome.UNREACHABLE


def test_a_register_that_is_not_connected_is_not_asked(an: Actor) -> None:
    with plugs.instead(Registers, Registers()), pytest.raises(errands.NoSuchRegister):
        _asked(an)
    assert queries.public_holder("no_such_paper") is None


def test_without_consent_nothing_is_asked(an: Actor) -> None:
    with pytest.raises(errands.ConsentNeeded):
        _asked(an, "driver_health_certificate")

    assert queries.look_ups(UUID(an.person), by=an) == []


def test_nobody_but_whose_application_it_is_has_it_asked(an: Actor) -> None:
    helper = Actor("person:01980000-0000-7000-8000-000000000001")
    for other in (helper, CHI, SYSTEM):
        with pytest.raises(NotAllowed):
            _asked(an, by=other)


def test_what_was_found_is_nobody_elses(an: Actor) -> None:
    found = _asked(an)

    binh = acting(BINH)
    assert queries.papers_found(HERS, by=binh) == []
    with pytest.raises(NotFound):
        queries.paper_found(found.id, by=binh)


def test_of_somebody_else_the_name_must_fit_too(an: Actor) -> None:
    found = _asked(an, "death_certificate", other=DEAD)
    wrong = _asked(an, "death_certificate", other=Other(DEAD.personal_id, "Phạm Văn Ngô", "x"))

    assert found.standing is Standing.VALID
    assert found.extract is not None
    assert (found.extract.about_other, found.extract.basis) == (True, "118/2025/NĐ-CP")
    assert (wrong.standing, wrong.extract) == (Standing.NOTHING, None)


def test_where_consent_is_needed_nobody_is_asked_about_another(an: Actor) -> None:
    with pytest.raises(errands.OthersConsentNeeded):
        _asked(an, "driver_health_certificate", other=DEAD, has_agreed=True)


def test_whom_it_was_about_reads_it_without_learning_for_whom(an: Actor) -> None:
    binh = acting(BINH)
    _asked(an, other=Other("001092000000", "Nguyễn Văn Bình", "1/2026/NQ"))

    (hers,) = queries.look_ups(UUID(an.person), by=an)
    (his,) = queries.look_ups(UUID(binh.person), by=binh)
    assert hers.is_about_other
    assert (his.id, his.is_of_other, his.basis) == (hers.id, True, "1/2026/NQ")
    assert (his.asked_by, his.subject) == ("", "")


def test_numbers_cannot_be_tried_out(an: Actor) -> None:
    for each in range(10):
        _asked(an, other=Other(f"0010920001{each:02}", "Nguyễn Văn A", "x"))

    with pytest.raises(TooOften):
        _asked(an, other=Other("001092000200", "Nguyễn Văn A", "x"))


def test_what_was_told_long_ago_goes_and_its_file_with_it(an: Actor) -> None:
    found = _asked(an)

    assert operations.forget_papers(by=SYSTEM, at=AT + timedelta(days=29)) == 0
    assert operations.forget_papers(by=SYSTEM, at=AT + timedelta(days=31)) == 1
    assert queries.papers_found(HERS, by=an) == []
    assert files.sweep(older_than=AT + timedelta(days=31)) >= 1
    with pytest.raises(files.FileMissing):
        files.read(found.sha256)
    with pytest.raises(NotAllowed):
        operations.forget_papers(by=an, at=AT)


def test_no_upload_is_of_an_extracts_type() -> None:
    assert files.detect(b'{"format":"motcua.extract/1"}') != EXTRACT
