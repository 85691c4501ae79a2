"""Cash, transfers, refunds, collectors: who may, what moves, what the books say."""

from datetime import timedelta

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.payments import operations, queries
from motcua.modules.payments.models import LedgerPosting
from motcua.modules.payments.ports import Result
from motcua.modules.payments.rules import vietqr
from motcua.modules.payments.rules.attempts import Outcome
from motcua.modules.payments.rules.charges import RefundReason, State
from motcua.modules.payments.rules.collectors import CollectorDetails

from .factories import (
    ADMIN,
    AN,
    CHI,
    COPIES,
    DETAILS,
    NOON,
    POSTAGE,
    STRANGER,
    WARD,
    a_charge,
    a_collector,
    a_notice,
    an_attempt,
    cancelled,
    said,
)

pytestmark = pytest.mark.django_db


def read(content: str, amount: int, ref: str = "FT1") -> Outcome:
    return operations.reconcile_transfer(
        agency=WARD, content=content, amount=amount, bank_ref=ref, by=CHI, at=NOON
    )


def balance(account: str) -> int:
    return queries.balance_of(account, by=SYSTEM)


def test_cash_settles_and_only_the_cashier_of_the_agency_takes_it() -> None:
    charge = a_charge(COPIES, POSTAGE)

    for other in (AN, STRANGER):
        with pytest.raises(NotAllowed):
            operations.take_cash(charge_id=charge, by=other, at=NOON)
    operations.take_cash(charge_id=charge, by=CHI, at=NOON)

    assert queries.charge_card(charge, by=AN).is_paid
    assert len(queries.receipts_of(charge, by=AN)) == 2
    assert balance(f"cash:{WARD}") == 32_000
    assert balance(f"revenue:user_fee:{WARD}") == -8_000
    assert balance(f"receivable:{WARD}") == 0
    with pytest.raises(AlreadyDone):
        operations.take_cash(charge_id=charge, by=CHI, at=NOON)


def test_a_transfer_pays_the_charge_it_names() -> None:
    a_collector()
    charge = a_charge(label="H26.101-261117-0001")
    asked = queries.vietqr_of(charge, by=AN)
    assert asked is not None
    content = f"MBVCB.77.{asked.purpose.replace('.', '').replace('-', ' ')}.CT tu 001"

    assert read(content, 24_000) is Outcome.PAID

    assert queries.charge_card(charge, by=AN).is_paid
    assert queries.vietqr_of(charge, by=AN) is None
    with pytest.raises(AlreadyDone) as refused:
        read(content, 24_000)
    assert refused.value.params["outcome"] == Outcome.PAID


def test_the_qr_says_what_is_owed_and_to_whom() -> None:
    a_collector()
    charge = a_charge(label="H26.101-261117-0001")

    card = queries.vietqr_of(charge, by=AN)

    assert card is not None
    assert vietqr.parse(card.payload) == vietqr.Transfer(
        "970436", "0123456789", COPIES.amount, "LP H26.101-261117-0001"
    )
    assert card.holder == "UBND PHUONG HOAN KIEM"


def test_an_agency_without_an_account_offers_no_transfer() -> None:
    assert queries.vietqr_of(a_charge(), by=AN) is None


def test_a_transfer_of_another_amount_is_money_to_give_back() -> None:
    charge = a_charge(label="H26.101-261117-0001")

    assert read("LP H26.101-261117-0001", 20_000) is Outcome.MISMATCH

    assert queries.charge_card(charge, by=AN).is_open
    (refund,) = queries.refunds_owed(WARD, by=CHI)
    assert (refund.amount, refund.reason) == (20_000, RefundReason.SURPLUS)


def test_a_transfer_for_a_paid_or_cancelled_charge_is_money_to_give_back() -> None:
    charge = a_charge(label="H26.101-261117-0001")
    cancelled(charge)

    assert read("LP H26.101-261117-0001", 24_000) is Outcome.SURPLUS


def test_further_charges_under_one_label_are_told_apart() -> None:
    first = a_charge(label="H26.101-261117-0001")
    second = a_charge(label="H26.101-261117-0001")

    read("LP2 H26.101-261117-0001", 24_000)

    assert queries.charge_card(first, by=AN).is_open
    assert queries.charge_card(second, by=AN).is_paid


def test_a_line_that_names_nothing_waits_until_somebody_places_it() -> None:
    charge = a_charge()
    assert read("chuyen tien", 24_000) is Outcome.UNKNOWN_REFERENCE
    (line,) = queries.unplaced_transfers(WARD, by=CHI)
    assert balance(f"unmatched:{WARD}") == -24_000

    with pytest.raises(NotAllowed):
        operations.match_transfer(line_id=line.id, charge_id=charge, by=STRANGER, at=NOON)
    placed = operations.match_transfer(line_id=line.id, charge_id=charge, by=CHI, at=NOON)

    assert placed is Outcome.PAID
    assert queries.charge_card(charge, by=AN).is_paid
    assert queries.unplaced_transfers(WARD, by=CHI) == []
    assert balance(f"unmatched:{WARD}") == 0
    with pytest.raises(AlreadyDone):
        operations.match_transfer(line_id=line.id, charge_id=charge, by=CHI, at=NOON)


def test_a_line_is_not_placed_on_another_agencys_charge() -> None:
    theirs = a_charge(agency="H26.102")
    read("chuyen tien", 24_000)
    (line,) = queries.unplaced_transfers(WARD, by=CHI)

    with pytest.raises(NotFound):
        operations.match_transfer(line_id=line.id, charge_id=theirs, by=CHI, at=NOON)


def test_another_agencys_reference_is_not_ours_to_settle() -> None:
    a_charge(agency="H26.102", label="H26.102-261117-0001")

    assert read("LP H26.102-261117-0001", 24_000) is Outcome.UNKNOWN_REFERENCE


@pytest.mark.parametrize(("amount", "ref"), [(0, "FT1"), (-5, "FT1"), (5, "")])
def test_a_bank_line_has_an_amount_and_a_reference(amount: int, ref: str) -> None:
    with pytest.raises(Invalid):
        read("x", amount, ref)


def test_a_paid_charge_is_given_back_whole() -> None:
    charge = a_charge(COPIES, POSTAGE)
    said(a_notice(an_attempt(charge)))

    with pytest.raises(NotAllowed):
        operations.ask_refund(charge_id=charge, by=STRANGER, at=NOON)
    refund = operations.ask_refund(charge_id=charge, by=CHI, at=NOON)
    assert balance(f"refunds:{WARD}") == -32_000
    operations.note_refund(refund_id=refund, bank_ref="FT9", by=CHI, at=NOON)

    assert queries.charge_card(charge, by=AN).state is State.REFUNDED
    assert balance(f"refunds:{WARD}") == 0
    assert balance(f"revenue:user_fee:{WARD}") == 0
    assert queries.refunds_owed(WARD, by=CHI) == []
    with pytest.raises(AlreadyDone):
        operations.note_refund(refund_id=refund, bank_ref="FT9", by=CHI, at=NOON)


def test_a_refund_may_be_dropped_and_asked_again() -> None:
    charge = a_charge()
    said(a_notice(an_attempt(charge)))
    refund = operations.ask_refund(charge_id=charge, by=CHI, at=NOON)

    operations.drop_refund(refund_id=refund, by=CHI, at=NOON)

    assert queries.charge_card(charge, by=AN).is_paid
    assert balance(f"refunds:{WARD}") == 0
    with pytest.raises(WrongMoment):
        operations.note_refund(refund_id=refund, bank_ref="FT9", by=CHI, at=NOON)
    assert operations.ask_refund(charge_id=charge, by=CHI, at=NOON) != refund


def test_a_surplus_is_paid_back_and_never_dropped() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)
    cancelled(charge)
    said(a_notice(attempt))
    (owed,) = queries.refunds_owed(WARD, by=CHI)

    with pytest.raises(Invalid):
        operations.drop_refund(refund_id=owed.id, by=CHI, at=NOON)
    with pytest.raises(Invalid):
        operations.note_refund(refund_id=owed.id, bank_ref=" ", by=CHI, at=NOON)
    operations.note_refund(refund_id=owed.id, bank_ref="FT9", by=CHI, at=NOON)

    assert queries.charge_card(charge, by=AN).state is State.CANCELLED
    assert balance(f"refunds:{WARD}") == 0


def test_what_was_never_paid_is_not_given_back() -> None:
    with pytest.raises(WrongMoment):
        operations.ask_refund(charge_id=a_charge(), by=CHI, at=NOON)


def test_refunds_are_paged_by_time_and_id() -> None:
    for minute in range(3):
        at = NOON + timedelta(minutes=minute // 2)
        charge = a_charge()
        attempt = an_attempt(charge)
        cancelled(charge)
        said(a_notice(attempt, transaction=f"T{minute}"), at=at)

    first = queries.refunds_owed(WARD, by=CHI, limit=2)
    last = first[-1]
    rest = queries.refunds_owed(WARD, by=CHI, after=(last.noted_at, last.id), limit=2)

    assert len({card.id for card in [*first, *rest]}) == 3
    with pytest.raises(NotAllowed):
        queries.refunds_owed(WARD, by=STRANGER)


def test_a_failed_visit_moves_no_money() -> None:
    before = LedgerPosting.objects.count()
    charge = a_charge()
    said(a_notice(an_attempt(charge), Result.FAILED))

    assert LedgerPosting.objects.count() == before + 2


def test_only_an_administrator_names_collectors() -> None:
    with pytest.raises(NotAllowed):
        operations.set_collector(agency=WARD, details=DETAILS, by=CHI, at=NOON)
    operations.set_collector(agency=WARD, details=DETAILS, by=ADMIN, at=NOON)


@pytest.mark.parametrize(
    "wrong", [{"tax_code": "12"}, {"tax_code": "0100109107"}, {"letters": "A1"}, {"letters": "a"}]
)
def test_a_collector_has_a_tax_code_and_two_letters(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        CollectorDetails(**{"tax_code": "0100109106", "letters": "AA", **wrong})


def test_receipts_bear_the_letters_of_their_collector() -> None:
    a_collector()
    before, after = a_charge(), a_charge()
    operations.take_cash(charge_id=before, by=CHI, at=NOON)
    renamed = CollectorDetails(tax_code="0100109106", letters="BC")
    operations.set_collector(agency=WARD, details=renamed, by=ADMIN, at=NOON)
    operations.take_cash(charge_id=after, by=CHI, at=NOON)

    (old,), (new,) = (queries.receipts_of(one, by=AN) for one in (before, after))

    assert (old.symbol, old.number, new.symbol, new.number) == (
        "AA-26E",
        "00000001",
        "BC-26E",
        "00000001",
    )
    assert new.collector_tax_code == "0100109106"
