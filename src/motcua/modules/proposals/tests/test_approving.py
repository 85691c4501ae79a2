"""A second person approves what passes the checks, or says what is wrong with it."""

from datetime import date

import pytest

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.catalogue import operations as catalogue_operations
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import PackageErrors, read
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.catalogue.tests.factories import real_files
from motcua.modules.proposals import operations, queries
from motcua.modules.proposals.policies import SecondPersonNeeded
from motcua.modules.proposals.rules.dating import DayPassed
from motcua.modules.proposals.rules.deciding import ChangesUndecided, Decided
from motcua.modules.proposals.rules.machine import Act, Outcome, ProposalMoved, State
from motcua.modules.proposals.rules.provenance import Origin
from motcua.modules.proposals.rules.submitting import (
    BaseMoved,
    ChecksFail,
    NothingChanged,
    ReasonMissing,
    SubmissionChanged,
)

from .factories import (
    CHI,
    CODE,
    DAY,
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

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue(in_flight: SoMany) -> None:
    the_procedure()


def test_what_is_approved_is_in_force() -> None:
    proposal = a_submitted()
    revision = operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY)
    card = catalogue.public_procedure(CODE)
    assert card.revision == revision
    assert card.effective_from == date(2026, 11, 24)
    done = queries.proposal(proposal, by=TUE)
    assert (done.state, done.revision) == (State.PUBLISHED, revision)
    kinds = [entry.kind for entry in journal.timeline(("procedure", CODE))]
    assert {"proposal.submitted/1", "proposal.approved/1", "revision.published/1"} <= set(kinds)


def test_only_the_price_and_the_day_differ_from_what_was_in_force() -> None:
    before = catalogue.public_package(CODE)
    operations.approve(proposal=a_submitted(), submission=1, by=TUE, at=TUESDAY)
    after = catalogue.public_package(CODE)
    assert {name for name in after if after[name] != before[name]} == {
        "fees.yaml", "procedure.yaml",
    }  # fmt: skip
    old, new = (x["procedure.yaml"].decode().splitlines() for x in (before, after))
    assert [line for line in new if line not in old] == ["  from: 2026-11-24"]


def test_nobody_approves_what_they_wrote() -> None:
    proposal = a_draft(NEW_FEE)
    replace(proposal, "form.yaml", "Bạn xin bản sao cho ai?", "Bạn xin cho ai?", by=TUE)
    operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    for author in (GIANG, TUE):
        assert Act.APPROVE not in queries.proposal(proposal, by=author).open_to(author)
        with pytest.raises(SecondPersonNeeded):
            operations.approve(proposal=proposal, submission=1, by=author, at=TUESDAY)
    with pytest.raises(NotAllowed):
        operations.approve(proposal=proposal, submission=1, by=CHI, at=TUESDAY)


def test_what_fails_the_checks_is_not_submitted() -> None:
    proposal = a_draft(("form.yaml", "key: copies", "key: copy"))
    with pytest.raises((ChecksFail, PackageErrors)):
        operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    assert queries.proposal(proposal, by=GIANG).state is State.DRAFTING


def test_a_broken_file_is_told_with_its_line() -> None:
    proposal = a_draft(("fees.yaml", "charges:", "charges: ["))
    with pytest.raises(PackageErrors) as refused:
        operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    assert [finding.mark.file for finding in refused.value.findings] == ["fees.yaml"]


def test_a_submission_says_why_and_by_which_decision() -> None:
    proposal = a_draft(NEW_FEE)
    for words in ({"reason": " "}, {"decision_number": ""}):
        with pytest.raises(ReasonMissing):
            operations.submit(proposal=proposal, said=said(**words), by=GIANG, at=TUESDAY)


def test_it_is_returned_with_what_is_wrong_and_submitted_again() -> None:
    proposal = a_submitted()
    with pytest.raises(ReasonMissing):
        operations.return_it(proposal=proposal, submission=1, comment="", by=TUE, at=TUESDAY)
    operations.return_it(
        proposal=proposal, submission=1, comment="Ghi rõ căn cứ", by=TUE, at=TUESDAY
    )
    replace(proposal, "fees.yaml", "9000 * answers.copies", "10000 * answers.copies")
    operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY + DAY)
    second, first = queries.proposal(proposal, by=TUE).submissions
    assert (first.outcome, first.comment, first.decided_by) == (
        Outcome.RETURNED, "Ghi rõ căn cứ", TUE.id,
    )  # fmt: skip
    assert (second.number, second.outcome) == (2, Outcome.WAITING)
    with pytest.raises(SubmissionChanged):
        operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY + DAY)
    operations.approve(proposal=proposal, submission=2, by=TUE, at=TUESDAY + DAY)


def test_what_waits_is_not_edited_until_it_is_taken_back() -> None:
    proposal = a_submitted()
    with pytest.raises(ProposalMoved):
        replace(proposal, "fees.yaml", "9000", "1")
    with pytest.raises(NotAllowed):
        operations.take_back(proposal=proposal, by=TUE, at=TUESDAY)
    operations.take_back(proposal=proposal, by=GIANG, at=TUESDAY)
    replace(proposal, "fees.yaml", "9000 * answers", "7000 * answers")


def test_it_begins_on_its_day() -> None:
    starts = date(2026, 11, 26)
    proposal = a_submitted(starts_on=starts)
    revision = operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY)
    assert catalogue.public_procedure(CODE).revision != revision
    catalogue_operations.bring_into_force(by=SYSTEM, at=TUESDAY + 2 * DAY)
    card = catalogue.public_procedure(CODE)
    assert (card.revision, card.effective_from) == (revision, starts)


def test_nothing_is_made_valid_backwards() -> None:
    with pytest.raises(DayPassed):
        a_submitted(starts_on=date(2026, 11, 23))
    proposal = a_submitted(starts_on=date(2026, 11, 24))
    with pytest.raises(DayPassed):
        operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY + DAY)
    assert queries.proposal(proposal, by=TUE).state is State.SUBMITTED


def test_nobody_publishes_over_what_they_did_not_see() -> None:
    first, second = a_submitted(), a_draft(("fees.yaml", "8000 * answers", "7000 * answers"))
    operations.approve(proposal=first, submission=1, by=TUE, at=TUESDAY)
    with pytest.raises(BaseMoved):
        operations.submit(proposal=second, said=said(), by=GIANG, at=TUESDAY)
    operations.rebase(proposal=second, by=GIANG, at=TUESDAY)
    operations.submit(proposal=second, said=said(), by=GIANG, at=TUESDAY)
    operations.approve(proposal=second, submission=1, by=TUE, at=TUESDAY)


def test_what_was_published_is_not_published_again() -> None:
    first = a_submitted(starts_on=date(2026, 11, 24))
    operations.approve(proposal=first, submission=1, by=TUE, at=TUESDAY)
    again = operations.start(code=CODE, by=GIANG, at=TUESDAY)
    with pytest.raises(NothingChanged):
        operations.submit(proposal=again, said=said(), by=GIANG, at=TUESDAY)


def test_dossiers_in_flight_are_decided_about_first(in_flight: SoMany) -> None:
    in_flight.count = 3
    proposal = a_draft(NEW_FEE)
    with pytest.raises(ChangesUndecided):
        operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    keys = [change.key for change in queries.changes(proposal, by=GIANG)]
    keep = {key: Decided(Decision.KEEP) for key in keys}
    operations.decide_changes(proposal=proposal, decisions=keep, by=GIANG, at=TUESDAY)
    operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    revision = operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY)
    plan = queries.public_plan_of(revision)
    assert plan is not None
    assert plan.decisions == keep
    assert plan.before != revision


def test_a_decision_lapses_when_the_change_becomes_another(in_flight: SoMany) -> None:
    in_flight.count = 3
    proposal = a_draft(NEW_FEE)
    keys = [change.key for change in queries.changes(proposal, by=GIANG)]
    keep = {key: Decided(Decision.KEEP) for key in keys}
    operations.decide_changes(proposal=proposal, decisions=keep, by=GIANG, at=TUESDAY)
    replace(proposal, "fees.yaml", "9000 * answers", "9500 * answers")
    with pytest.raises(ChangesUndecided):
        operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)


def test_a_second_person_ends_a_procedure_at_once_or_later() -> None:
    revision = catalogue.public_procedure(CODE).revision
    proposal = operations.propose_end(
        revision=revision, on=date(2026, 11, 26), reason="Bãi bỏ", decision_number="13/QĐ",
        by=GIANG, at=TUESDAY,
    )  # fmt: skip
    with pytest.raises(SecondPersonNeeded):
        operations.approve(proposal=proposal, submission=1, by=GIANG, at=TUESDAY)
    operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY)
    assert catalogue.public_standing(revision).effective_to == date(2026, 11, 26)
    assert catalogue.public_procedure(CODE).revision == revision
    catalogue_operations.bring_into_force(by=SYSTEM, at=TUESDAY + 2 * DAY)
    with pytest.raises(NotFound):
        catalogue.public_procedure(CODE)


def test_a_draft_is_given_up_and_can_still_be_read() -> None:
    proposal = a_draft(NEW_FEE)
    operations.discard(proposal=proposal, by=GIANG, at=TUESDAY)
    assert queries.open_proposals(by=GIANG) == ()
    assert queries.proposals_of(CODE, by=TUE)[0].state is State.DISCARDED
    assert "9000" in queries.texts(proposal, by=TUE)["fees.yaml"].content


def test_a_procedure_begun_from_nothing_reads_as_a_package_and_lacks_words() -> None:
    proposal = operations.start_new(
        code="9.000123", name="Thả diều: xin phép", by=GIANG, at=TUESDAY
    )
    assert read(queries.files(proposal, by=GIANG)).procedure.name.vi == "Thả diều: xin phép"
    with pytest.raises(ChecksFail):
        operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)


def test_a_package_is_brought_in_and_published() -> None:
    proposal = operations.start_from_files(
        files=real_files("1.013314"), origin=Origin(), by=GIANG, at=TUESDAY
    )
    assert queries.proposal(proposal, by=TUE).is_unsigned
    operations.submit(proposal=proposal, said=said(), by=GIANG, at=TUESDAY)
    operations.approve(proposal=proposal, submission=1, by=TUE, at=TUESDAY)
    assert catalogue.public_procedure("1.013314").code == "1.013314"


def test_a_broken_package_is_not_brought_in() -> None:
    with pytest.raises(PackageErrors):
        operations.start_from_files(
            files={"procedure.yaml": b"a: ["}, origin=Origin(), by=GIANG, at=TUESDAY
        )
    assert queries.open_proposals(by=GIANG) == ()
