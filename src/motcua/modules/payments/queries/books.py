"""What the cashier and the auditor ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, QuerySet, Sum, When

from motcua.foundation import vault
from motcua.kernel.actors import Actor
from motcua.kernel.money import Dong

from .. import policies
from ..models import BankLine, LedgerPosting, Refund
from ..rules import ledger
from ..rules.charges import RefundReason


@dataclass(frozen=True, slots=True)
class RefundCard:
    id: UUID
    charge: UUID
    reference: str
    amount: Dong
    reason: RefundReason
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class BankLineCard:
    """A line of the statement that names no charge of ours."""

    id: UUID
    bank_ref: str
    content: str
    amount: Dong
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Imbalance:
    """An entry of the ledger whose two sides differ: it should not be possible."""

    entry: UUID
    difference: int


def refunds_owed(
    agency: str, *, by: Actor, after: tuple[datetime, UUID] | None = None, limit: int = 50
) -> list[RefundCard]:
    """What an agency still has to give back, oldest first, from beyond a cursor.

    :raises NotAllowed: not of that agency
    """
    policies.must_belong(by, agency=agency)
    found = Refund.objects.filter(agency=agency, state="owed").select_related("charge")
    return [
        RefundCard(
            row.id,
            row.charge_id,
            row.charge.reference,
            Dong(row.amount),
            RefundReason(row.reason),
            row.noted_at,
        )
        for row in _page(found, "noted_at", after, limit)
    ]


def unplaced_transfers(
    agency: str, *, by: Actor, after: tuple[datetime, UUID] | None = None, limit: int = 50
) -> list[BankLineCard]:
    """Lines of the bank statement that name no charge, oldest first, from beyond a cursor.

    :raises NotAllowed: not of that agency
    """
    policies.must_belong(by, agency=agency)
    found = BankLine.objects.filter(agency=agency, charge__isnull=True)
    return [
        BankLineCard(
            row.id,
            row.bank_ref,
            vault.unseal(row.content).decode(),
            Dong(row.amount),
            row.read_at,
        )
        for row in _page(found, "read_at", after, limit)
    ]


def balance_of(account: str, *, by: Actor) -> int:
    """Debits less credits of one account of the ledger, in dong.

    :raises NotAllowed: not an auditor
    """
    policies.must_audit(by)
    total = LedgerPosting.objects.filter(account=account).aggregate(total=Sum(_signed()))["total"]
    return int(total or 0)


def imbalances(*, by: Actor) -> list[Imbalance]:
    """Every entry that does not balance; anything but an empty list is an alarm.

    :raises NotAllowed: not an auditor
    """
    policies.must_audit(by)
    sums = LedgerPosting.objects.values("entry").annotate(difference=Sum(_signed()))
    return [Imbalance(row["entry"], row["difference"]) for row in sums.exclude(difference=0)]


def _signed() -> Case:
    return Case(When(side=ledger.Side.DEBIT, then=F("amount")), default=-F("amount"))


def _page(
    rows: QuerySet[Any], field: str, after: tuple[datetime, UUID] | None, limit: int
) -> QuerySet[Any]:
    """One page of rows in order of time and id."""
    if after is not None:
        moment, key = after
        later = rows.filter(**{f"{field}__gt": moment})
        rows = later | rows.filter(**{field: moment, "id__gt": key})
    return rows.order_by(field, "id")[:limit]
