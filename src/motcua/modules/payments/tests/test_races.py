"""Money under concurrency: two workers, one truth."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, WrongMoment
from motcua.modules.payments import operations, queries
from motcua.modules.payments.models import Receipt
from motcua.modules.payments.rules.attempts import Outcome

from .factories import CHI, NOON, WARD, a_charge, a_notice, an_attempt, cancelled, said

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each on a connection of its own; what each returned or raised."""
    start = threading.Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> object:
        start.wait(timeout=30)
        try:
            return deed()
        except AlreadyDone as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_two_identical_notices_make_one_receipt() -> None:
    charge = a_charge()
    notice = a_notice(an_attempt(charge))

    results = at_once(lambda: said(notice), lambda: said(notice))

    assert sorted(map(str, results)) == ["already-done", Outcome.PAID]
    assert Receipt.objects.count() == 1


def test_cash_and_a_notice_at_once_are_one_payment_and_one_surplus_or_refusal() -> None:
    charge = a_charge()
    notice = a_notice(an_attempt(charge))

    results = at_once(
        lambda: said(notice),
        lambda: operations.take_cash(charge_id=charge, by=CHI, at=NOON),
    )

    assert results in ([Outcome.PAID, "already-done"], [Outcome.SURPLUS, None])
    assert Receipt.objects.count() == 1
    owed = len(queries.refunds_owed(WARD, by=CHI))
    assert owed == (1 if results[0] is Outcome.SURPLUS else 0)


def test_the_same_bank_line_read_twice_at_once_counts_once() -> None:
    a_charge(label="H26.101-261117-0001")

    def read() -> Outcome:
        return operations.reconcile_transfer(
            agency=WARD,
            content="LP H26.101-261117-0001",
            amount=24_000,
            bank_ref="FT1",
            by=CHI,
            at=NOON,
        )

    assert sorted(map(str, at_once(read, read))) == ["already-done", Outcome.PAID]
    assert queries.refunds_owed(WARD, by=CHI) == []


def test_cancelling_and_paying_at_once_leave_no_dong_unaccounted() -> None:
    charge = a_charge()
    notice = a_notice(an_attempt(charge))

    def cancel() -> None:
        with suppress(WrongMoment):
            cancelled(charge)

    outcome, _ = at_once(lambda: said(notice), cancel)

    assert outcome in (Outcome.PAID, Outcome.SURPLUS)
    assert queries.balance_of("clearing:fake", by=SYSTEM) == 24_000
    assert queries.balance_of(f"receivable:{WARD}", by=SYSTEM) == 0
    assert queries.imbalances(by=SYSTEM) == []


def test_receipt_numbers_have_no_gaps_under_concurrency_and_rollbacks() -> None:
    notices = [a_notice(an_attempt(a_charge()), transaction=f"T{n}") for n in range(12)]

    def pay(n: int) -> object:
        if n % 3 == 0:
            with transaction.atomic():
                operations.note.__wrapped__(notice=notices[n], by=SYSTEM, at=NOON)  # type: ignore[attr-defined] # the body, to roll it back
                transaction.set_rollback(True)
            return None
        return said(notices[n])

    for start in range(0, 12, 4):
        at_once(*[lambda n=n: pay(n) for n in range(start, start + 4)])

    numbers = sorted(Receipt.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 9))
