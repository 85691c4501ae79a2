"""Paying through a gateway: what each word of it leads to, in every order."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound, WrongMoment
from motcua.kernel.money import Dong
from motcua.modules.payments import operations, queries
from motcua.modules.payments.models import Attempt, Notice, Receipt
from motcua.modules.payments.ports import Result
from motcua.modules.payments.rules import attempts
from motcua.modules.payments.rules.attempts import Outcome
from motcua.modules.payments.rules.charges import State
from motcua.modules.payments.steps import NothingToPay

from .factories import (
    AN,
    BINH,
    CHI,
    COPIES,
    NOON,
    POSTAGE,
    STRANGER,
    a_charge,
    a_collector,
    a_notice,
    an_attempt,
    cancelled,
    said,
)

pytestmark = pytest.mark.django_db


def kinds(charge_id: UUID) -> list[str]:
    subject = queries.charge_card(charge_id, by=SYSTEM).subject
    return [entry.kind for entry in journal.timeline(subject)]


def state(charge_id: UUID) -> State:
    return queries.charge_card(charge_id, by=SYSTEM).state


def test_a_paid_charge_has_receipts_and_is_told_once() -> None:
    a_collector()
    charge = a_charge(COPIES, POSTAGE)

    assert said(a_notice(an_attempt(charge))) is Outcome.PAID

    assert state(charge) is State.PAID
    issued = queries.receipts_of(charge, by=AN)
    assert [(r.number, r.template, r.amount) for r in issued] == [
        ("00000001", "01BLP0-001", 8_000),
        ("00000001", "01BLP0-002", 24_000),
    ]
    assert issued[1].in_words.vi == "Hai mươi tư nghìn đồng"
    assert issued[1].collector_name == "UBND phường Hoàn Kiếm (mẫu)"
    assert kinds(charge) == [
        "charge.opened/1",
        "payment.begun/1",
        "charge.paid/1",
        "receipt.issued/1",
        "receipt.issued/1",
    ]


def test_the_same_notice_again_changes_nothing() -> None:
    charge = a_charge()
    notice = a_notice(an_attempt(charge))
    said(notice)

    with pytest.raises(AlreadyDone) as refused:
        said(notice)

    assert refused.value.params["outcome"] == Outcome.PAID
    assert Receipt.objects.count() == 1
    assert kinds(charge).count("charge.paid/1") == 1


def test_a_wrong_amount_is_recorded_and_settles_nothing() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)

    assert said(a_notice(attempt, amount=23_999)) is Outcome.MISMATCH

    assert state(charge) is State.OPEN
    assert Notice.objects.get().outcome == Outcome.MISMATCH
    assert kinds(charge)[-1] == "payment.mismatched/1"
    assert said(a_notice(attempt)) is Outcome.PAID


def test_failure_leaves_the_charge_open_for_another_try() -> None:
    charge = a_charge()
    first = an_attempt(charge)

    assert said(a_notice(first, Result.FAILED)) is Outcome.FAILED
    second = an_attempt(charge)

    assert second != first
    assert kinds(charge)[-2:] == ["payment.failed/1", "payment.begun/1"]
    assert said(a_notice(second, transaction="T2")) is Outcome.PAID


def test_success_after_failure_counts() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)
    said(a_notice(attempt, Result.FAILED))

    assert said(a_notice(attempt)) is Outcome.PAID

    assert queries.public_attempt(attempt).state is attempts.State.SUCCEEDED


def test_failure_after_success_is_a_contradiction_kept_on_record() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)
    said(a_notice(attempt))

    assert said(a_notice(attempt, Result.FAILED)) is Outcome.CONTRADICTED

    assert state(charge) is State.PAID


def test_a_second_payment_of_a_paid_charge_is_owed_back() -> None:
    charge = a_charge()
    first = an_attempt(charge)
    second = an_attempt(charge, at=NOON + timedelta(minutes=20))
    said(a_notice(first))

    assert said(a_notice(second, transaction="T2")) is Outcome.SURPLUS

    assert queries.public_attempt(second).state is attempts.State.DUPLICATE
    assert [r.amount for r in queries.refunds_owed("H26.101", by=CHI)] == [24_000]
    assert kinds(charge)[-1] == "charge.overpaid/1"
    assert Receipt.objects.count() == 1


def test_money_for_a_cancelled_charge_is_owed_back() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)
    cancelled(charge)

    assert said(a_notice(attempt)) is Outcome.SURPLUS

    assert state(charge) is State.CANCELLED
    assert queries.refunds_owed("H26.101", by=CHI)[0].charge == charge
    assert not Receipt.objects.exists()


def test_two_takings_in_one_attempt_are_one_payment_and_one_surplus() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)
    said(a_notice(attempt, transaction="T1"))

    assert said(a_notice(attempt, transaction="T2")) is Outcome.SURPLUS
    assert queries.public_attempt(attempt).state is attempts.State.SUCCEEDED


def test_a_reference_nobody_gave_is_kept_and_leads_nowhere() -> None:
    notice = a_notice(an_attempt(a_charge()))
    Attempt.objects.all().update(reference="somebody-elses")

    assert said(notice) is Outcome.UNKNOWN_REFERENCE
    with pytest.raises(AlreadyDone):
        said(notice)


def test_pending_is_not_news() -> None:
    attempt = an_attempt(a_charge())

    assert said(a_notice(attempt, Result.PENDING)) is Outcome.PENDING
    assert not Notice.objects.exists()


def test_two_clicks_are_one_attempt() -> None:
    charge = a_charge()

    assert an_attempt(charge) == an_attempt(charge, at=NOON + timedelta(minutes=5))
    assert an_attempt(charge) != an_attempt(charge, at=NOON + timedelta(minutes=15))


def test_only_the_payer_and_the_agency_may_pay() -> None:
    charge = a_charge()

    for other in (BINH, STRANGER):
        with pytest.raises(NotFound):
            an_attempt(charge, by=other)
    assert queries.public_attempt(an_attempt(charge, by=CHI)).charge == charge


def test_what_is_not_open_is_not_paid() -> None:
    paid, dropped = a_charge(), a_charge()
    said(a_notice(an_attempt(paid)))
    cancelled(dropped)

    with pytest.raises(AlreadyDone):
        an_attempt(paid)
    with pytest.raises(WrongMoment):
        an_attempt(dropped)


@pytest.mark.parametrize(
    "path", ["https://evil.example", "//evil.example", "/\\evil.example", "", "x", "/a\nb"]
)
def test_the_way_back_is_ours(path: str) -> None:
    with pytest.raises(Invalid):
        operations.begin_payment(
            charge_id=a_charge(),
            gateway="fake",
            return_path=path,
            language="vi",
            by=AN,
            at=NOON,
        )


def test_nothing_is_not_charged() -> None:
    free = replace(COPIES, amount=Dong(0))

    with pytest.raises(NothingToPay):
        a_charge(free)
    charge = a_charge(free, COPIES)
    assert len(queries.charge_card(charge, by=AN).lines) == 1


def test_a_paid_charge_is_not_cancelled_and_a_cancelled_one_not_again() -> None:
    paid, dropped = a_charge(), a_charge()
    said(a_notice(an_attempt(paid)))
    cancelled(dropped)

    with pytest.raises(WrongMoment):
        cancelled(paid)
    with pytest.raises(AlreadyDone):
        cancelled(dropped)


def test_a_silent_attempt_expires_only_when_hopeless_and_can_still_be_paid() -> None:
    charge = a_charge()
    attempt = an_attempt(charge)

    with pytest.raises(WrongMoment):
        operations.expire(attempt_id=attempt, by=SYSTEM, at=NOON + timedelta(minutes=20))
    operations.expire(attempt_id=attempt, by=SYSTEM, at=NOON + timedelta(hours=2))

    assert queries.public_attempt(attempt).state is attempts.State.EXPIRED
    assert said(a_notice(attempt), at=NOON + timedelta(hours=3)) is Outcome.PAID
