"""Drafts are saved file by file; nobody overwrites what they have not read."""

import pytest

from motcua.kernel.errors import NotAllowed
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.proposals import operations, queries
from motcua.modules.proposals.rules.deciding import Decided, DecisionUnfit
from motcua.modules.proposals.rules.files import FileChanged, FileUnknown

from .factories import CHI, GIANG, NEW_FEE, TUE, TUESDAY, a_draft, replace, the_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    the_procedure()


def test_a_draft_begins_as_what_is_in_force() -> None:
    proposal = a_draft()
    texts = queries.texts(proposal, by=GIANG)
    assert list(texts)[:2] == ["procedure.yaml", "form.yaml"]
    assert {card.number for card in texts.values()} == {1}


def test_what_was_saved_is_kept_for_ever() -> None:
    proposal = a_draft(NEW_FEE)
    assert "9000" in queries.texts(proposal, by=GIANG)["fees.yaml"].content
    newest, first = queries.saves(proposal, by=TUE)
    assert (newest.number, newest.names, newest.saved_by) == (2, ("fees.yaml",), GIANG.id)
    assert "9000" not in queries.saved_text(proposal, first.number, "fees.yaml", by=TUE)


def test_a_broken_text_may_be_saved() -> None:
    proposal = a_draft(("form.yaml", "form: 1", "form: ["))
    assert "form: [" in queries.texts(proposal, by=GIANG)["form.yaml"].content


def test_nobody_writes_over_what_they_did_not_read() -> None:
    proposal = a_draft(NEW_FEE)
    with pytest.raises(FileChanged) as refused:
        operations.save_files(
            proposal=proposal, changes={"fees.yaml": "x"}, seen={"fees.yaml": 1}, by=TUE,
            at=TUESDAY,
        )  # fmt: skip
    assert refused.value.params == {"file": "fees.yaml", "number": 2}


def test_two_designers_may_work_on_two_files() -> None:
    proposal = a_draft(NEW_FEE)
    replace(proposal, "form.yaml", "Bạn xin bản sao cho ai?", "Bạn xin cho ai?", by=TUE)
    assert len(queries.saves(proposal, by=GIANG)) == 3


def test_the_same_text_is_not_saved_again() -> None:
    proposal = a_draft()
    text = queries.texts(proposal, by=GIANG)["fees.yaml"].content.replace("\n", "\r\n")
    operations.save_files(
        proposal=proposal, changes={"fees.yaml": text}, seen={"fees.yaml": 1}, by=GIANG, at=TUESDAY
    )
    assert len(queries.saves(proposal, by=GIANG)) == 1


def test_a_package_has_no_other_files() -> None:
    proposal = a_draft()
    with pytest.raises(FileUnknown):
        operations.save_files(
            proposal=proposal, changes={"../evil": "x"}, seen={}, by=GIANG, at=TUESDAY
        )


def test_a_letter_is_added_and_taken_away() -> None:
    proposal = a_draft()
    name = "letters/refusal_notice.typ"
    number = operations.save_files(
        proposal=proposal, changes={name: "= Giấy"}, seen={}, by=GIANG, at=TUESDAY
    )
    operations.save_files(
        proposal=proposal, changes={name: None}, seen={name: number}, by=GIANG, at=TUESDAY
    )
    assert name not in queries.texts(proposal, by=GIANG)


def test_only_designers_draft() -> None:
    with pytest.raises(NotAllowed):
        operations.start(code="2.000635", by=CHI, at=TUESDAY)
    proposal = a_draft()
    with pytest.raises(NotAllowed):
        queries.texts(proposal, by=CHI)


def test_a_change_is_decided_for_dossiers_in_flight() -> None:
    proposal = a_draft(NEW_FEE)
    key = queries.changes(proposal, by=GIANG)[0].key
    operations.decide_changes(
        proposal=proposal, decisions={key: Decided(Decision.KEEP)}, by=GIANG, at=TUESDAY
    )
    (card,) = queries.decisions(proposal, by=TUE)
    assert (card.key, card.decided) == (key, Decided(Decision.KEEP))


def test_nobody_decides_about_what_did_not_change() -> None:
    proposal = a_draft(NEW_FEE)
    with pytest.raises(DecisionUnfit):
        operations.decide_changes(
            proposal=proposal, decisions={"form.copies": Decided(Decision.KEEP)}, by=GIANG,
            at=TUESDAY,
        )  # fmt: skip
