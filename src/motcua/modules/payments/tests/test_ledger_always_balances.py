"""Whatever happens in whatever order, the books agree with the charges."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.payments import operations, queries
from motcua.modules.payments.models import Charge, LedgerPosting, Receipt, Refund
from motcua.modules.payments.ports import Result
from motcua.modules.payments.rules import attempts, charges

from .factories import COPIES, NOON, POSTAGE, a_charge, a_notice, an_attempt, cancelled, said

STEPS = st.one_of(
    st.tuples(
        st.just("notice"),
        st.integers(0, 2),
        st.sampled_from(Result),
        st.sampled_from([32_000, 31_000]),
        st.sampled_from(["T1", "T2"]),
    ),
    st.tuples(st.sampled_from(["cancel", "cash", "ask", "drop", "pay_back", "expire"])),
    st.tuples(st.just("transfer"), st.sampled_from([32_000, 5_000]), st.integers(0, 3)),
)


def play(step: tuple[object, ...], charge: UUID, visits: list[UUID], agency: str) -> None:
    name, *what = step
    if name == "notice":
        place, result, amount, number = what
        notice = a_notice(
            visits[int(str(place))],
            Result(str(result)),
            amount=int(str(amount)),
            transaction=f"{number}-{place}",
        )
        said(notice)
    elif name == "transfer":
        amount, number = what
        reference = queries.charge_card(charge, by=SYSTEM).reference
        operations.reconcile_transfer(
            agency=agency,
            content=reference,
            amount=int(str(amount)),
            bank_ref=f"FT{number}",
            by=SYSTEM,
            at=NOON,
        )
    else:
        _plain(str(name), charge, visits)


def _plain(name: str, charge: UUID, visits: list[UUID]) -> None:
    refunds = Refund.objects.filter(charge_id=charge).order_by("noted_at", "id")
    refund = refunds.values_list("id", flat=True).last() or new_id()
    deeds: dict[str, Callable[[], object]] = {
        "cancel": lambda: cancelled(charge),
        "cash": lambda: operations.take_cash(charge_id=charge, by=SYSTEM, at=NOON),
        "ask": lambda: operations.ask_refund(charge_id=charge, by=SYSTEM, at=NOON),
        "drop": lambda: operations.drop_refund(refund_id=refund, by=SYSTEM, at=NOON),
        "pay_back": lambda: operations.note_refund(
            refund_id=refund, bank_ref="B", by=SYSTEM, at=NOON
        ),
        "expire": lambda: operations.expire(
            attempt_id=visits[0], by=SYSTEM, at=NOON + timedelta(days=1)
        ),
    }
    deeds[name]()


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, max_size=14))
def test_the_books_agree_with_the_charges(steps: list[tuple[object, ...]]) -> None:
    agency = f"A{new_id().hex[-8:].upper()}"
    charge = a_charge(COPIES, POSTAGE, agency=agency)
    visits = [an_attempt(charge, at=NOON + timedelta(hours=n), by=SYSTEM) for n in range(3)]

    for step in steps:
        with suppress(Refusal):
            play(step, charge, visits, agency)

    row = Charge.objects.get(id=charge)
    owed = Refund.objects.filter(charge=row, state="owed").values_list("amount", flat=True)
    assert queries.imbalances(by=SYSTEM) == []
    is_open = row.state == charges.State.OPEN
    assert _sum(agency, "receivable") == (row.amount if is_open else 0)
    assert -_sum(agency, "refunds") == sum(owed)
    earns = row.state in (charges.State.OPEN, charges.State.PAID)
    assert -_sum(agency, "revenue:user_fee", "revenue:state_charge") == (row.amount if earns else 0)
    assert Receipt.objects.filter(charge=row).count() == (2 if row.state in charges.SETTLED else 0)
    taken = _sum(agency, "bank", "cash", "unmatched") + _clearing(charge)
    kept = row.amount if row.state == charges.State.PAID else 0
    assert taken == kept + sum(owed)
    succeeded = row.attempts.filter(state=attempts.State.SUCCEEDED).count()
    assert succeeded <= (1 if row.state in charges.SETTLED else 0)


def _sum(agency: str, *accounts: str) -> int:
    return sum(queries.balance_of(f"{account}:{agency}", by=SYSTEM) for account in accounts)


def _clearing(charge: UUID) -> int:
    """What the gateway took for the charge; the account itself is shared by all charges."""
    lines = LedgerPosting.objects.filter(charge_id=charge, account="clearing:fake")
    return sum(line.amount if line.side == "debit" else -line.amount for line in lines)
