"""Letters: decided, sealed, voided and issued again; never edited."""

import io

import pikepdf
import pytest

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.results import operations, queries
from motcua.modules.results.rules import LetterKind, StopNotice
from motcua.modules.results.rules.letters import LetterState

from . import factories as make
from .factories import NINE, SUBJECT, TEN, WARD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> make.Ward:
    return make.a_ward()


def test_a_receipt_slip_is_typeset_and_sealed(ward: make.Ward) -> None:
    letter = make.a_letter(ward)

    card = queries.letter_card(letter, by=ward.long)
    paper = queries.letter_file(letter, by=ward.long)

    assert (card.kind, card.state) == (LetterKind.RECEIPT_SLIP, LetterState.ISSUED)
    assert card.number == "H26.101-261117-0001"
    assert paper.name == "giay-tiep-nhan-ho-so-va-hen-tra-ket-qua-h26-101-261117-0001.pdf"
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        width, height = (float(pdf.pages[0].mediabox[i]) for i in (2, 3))
    assert (round(width), round(height)) == (420, 595)  # A5


def test_a_letter_sealed_twice_is_one_letter(ward: make.Ward) -> None:
    order = operations.LetterOrder(WARD, make.a_receipt_slip(), make.the_facts())
    letter = operations.issue_letter(subject=SUBJECT, order=order, by=ward.long, at=NINE)
    make.run_reactions(twice=True)

    kinds = [entry.kind for entry in make.story(letter)]
    assert kinds == ["letter.requested/1", "letter.issued/1"]


def test_a_wrong_letter_is_voided_and_another_issued(ward: make.Ward) -> None:
    wrong = make.a_letter(ward)
    operations.void_letter(letter_id=wrong, reason="Sai ngày hẹn", by=ward.long, at=TEN)
    right = make.a_letter(ward)

    cards = {card.id: card for card in queries.letters_of(SUBJECT, by=ward.long)}
    assert cards[wrong].state is LetterState.VOIDED
    assert cards[wrong].voided_because == "Sai ngày hẹn"
    assert cards[right].state is LetterState.ISSUED
    with pytest.raises(WrongMoment):
        operations.void_letter(letter_id=wrong, reason="Lần nữa", by=ward.long, at=TEN)


def test_voiding_needs_a_reason_and_an_officer_of_the_agency(ward: make.Ward) -> None:
    letter = make.a_letter(ward)
    with pytest.raises(Invalid):
        operations.void_letter(letter_id=letter, reason=" ", by=ward.long, at=TEN)
    with pytest.raises(NotAllowed):
        operations.void_letter(letter_id=letter, reason="x", by=Actor("officer:x"), at=TEN)


def test_a_letter_voided_before_it_was_sealed_stays_void(ward: make.Ward) -> None:
    order = operations.LetterOrder(WARD, make.a_receipt_slip(), make.the_facts())
    letter = operations.issue_letter(subject=SUBJECT, order=order, by=ward.long, at=NINE)
    operations.void_letter(letter_id=letter, reason="Nhầm", by=ward.long, at=NINE)
    make.run_reactions()

    assert queries.letter_card(letter, by=ward.long).state is LetterState.VOIDED
    with pytest.raises(NotFound):
        queries.letter_file(letter, by=ward.long)


def test_letters_and_results_share_the_agencys_numbers(ward: make.Ward) -> None:
    body = StopNotice(reason="Quá hạn bổ sung", legal_basis="NĐ 118/2025", officer="Long")
    order = operations.LetterOrder(WARD, body, make.the_facts())
    letter = operations.issue_letter(subject=SUBJECT, order=order, by=ward.long, at=NINE)
    make.run_reactions()
    result = make.an_issued_result(ward)

    assert queries.letter_card(letter, by=ward.long).number == "01/TBDHS-UBND"
    assert queries.result_card(result, by=ward.long).number == "02/TLKS-UBND"


def test_a_stranger_issues_no_letter(ward: make.Ward) -> None:
    order = operations.LetterOrder(WARD, make.a_receipt_slip(), make.the_facts())
    with pytest.raises(NotAllowed):
        operations.issue_letter(subject=SUBJECT, order=order, by=Actor("officer:x"), at=NINE)


def test_only_the_machinery_notes_and_reads_orders(ward: make.Ward) -> None:
    letter = make.a_letter(ward)
    with pytest.raises(NotAllowed):
        operations.note_letter(letter_id=letter, sha256="0" * 64, by=ward.long, at=TEN)
    with pytest.raises(NotAllowed):
        queries.letter_order(letter, by=ward.long)
    assert queries.letter_order(letter, by=SYSTEM) is None
