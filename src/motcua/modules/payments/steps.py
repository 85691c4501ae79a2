"""Writes about money that may be part of somebody's transaction. The only writer of states here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from motcua.foundation import journal
from motcua.foundation.identifiers import new_id, next_number
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound
from motcua.kernel.words import Text

from . import events, opening, queries
from .models import Attempt, Charge, LedgerPosting, Notice, Receipt, Refund
from .ports import PaymentNotice
from .rules import attempts, charges, ledger, receipts
from .rules.charges import Kind

_KINDS = frozenset(kind.value for kind in Kind)


class NothingToPay(Invalid):
    """The lines come to nothing: no charge is opened for nothing."""

    code = "nothing-to-pay"


class LineLike(Protocol):
    """A fee as the catalogue works it out; a `quantity` beside these is kept when there is one."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def amount(self) -> int: ...
    @property
    def basis(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A new charge, and the fact that whoever opened it records with its own."""

    charge: UUID
    fact: events.ChargeOpened


def open_charge(  # noqa: PLR0913 -- all by keyword
    *,
    subject: tuple[str, str],
    payer: str,
    agency: str,
    lines: Sequence[LineLike],
    by: Actor,
    at: datetime,
    label: str = "",
) -> UUID:
    """Ask for money. `label` (the number people know the subject by) makes the transfer content.

    Lines of nothing are left out.

    :raises NothingToPay: nothing is left
    :raises Invalid: a negative amount, an unknown kind, or a label that no bank carries
    """
    opened = charge(subject=subject, payer=payer, agency=agency, lines=lines, at=at, label=label)
    journal.record(opened.fact, by=by, subject=subject)
    return opened.charge


def charge(
    *,
    subject: tuple[str, str],
    payer: str,
    agency: str,
    lines: Sequence[LineLike],
    at: datetime,
    label: str = "",
) -> Opened:
    """As `open_charge`, but the fact is left to the caller, who has others to record beside it."""
    owed = [line for line in lines if line.amount]
    if not owed:
        raise NothingToPay
    if any(line.amount < 0 or line.kind not in _KINDS for line in owed):
        raise Invalid("a fee is a positive amount of a known kind", field="lines")
    amount = sum(line.amount for line in owed)
    sums = charges.by_kind((line.kind, line.amount) for line in owed)
    key = opening.write(
        opening.Owed(subject, payer, agency, amount, label, at),
        [_line(line) for line in owed],
        ledger.charged(agency, sums),
    )
    return Opened(key, events.ChargeOpened(key, *subject, amount, at))


def cancel_charge(*, charge_id: UUID, by: Actor, at: datetime) -> None:
    """The money is no longer asked for; what still comes is given back.

    :raises NotFound: no such charge
    :raises AlreadyDone: cancelled before
    :raises WrongMoment: it was paid
    """
    charge = lock_charge(charge_id)
    move_charge(charge, charges.Act.CANCEL)
    post(ledger.cancelled(charge.agency, by_kind(charge)), charge=charge, at=at)
    subject = (charge.subject_type, charge.subject_id)
    fact = events.ChargeCancelled(charge.id, *subject, charge.amount, at)
    journal.record(fact, by=by, subject=subject)


def lock_charge(charge_id: UUID) -> Charge:
    """:raises NotFound: no such charge"""
    charge = Charge.objects.select_for_update().filter(id=charge_id).first()
    if charge is None:
        raise NotFound("no such charge")
    return charge


def move_charge(charge: Charge, act: charges.Act) -> None:
    """Along the table of moves, or refuse."""
    charge.state = charges.next_state(charges.State(charge.state), act)
    charge.save(update_fields=["state"])


def move_attempt(attempt: Attempt, act: attempts.Act, *, transaction: str = "") -> None:
    """Along the table of moves, or refuse; `transaction` is the gateway's number."""
    attempt.state = attempts.next_state(attempts.State(attempt.state), act)
    attempt.transaction = transaction or attempt.transaction
    attempt.save(update_fields=["state", "transaction"])


def close_refund(refund: Refund, *, to: charges.RefundState, transaction: str = "") -> None:
    """The refund left, or was dropped."""
    refund.state = charges.close_refund(charges.RefundState(refund.state), to=to)
    refund.transaction = transaction
    refund.save(update_fields=["state", "transaction"])


def settle(*, charge: Charge, into: str, source: str, by: Actor, at: datetime) -> None:
    """The charge is paid: the money is posted into an account and receipts are issued.

    :raises AlreadyDone: paid before
    :raises WrongMoment: it is not open
    """
    move_charge(charge, charges.Act.PAY)
    post(ledger.received(charge.agency, charge.amount, into=into), charge=charge, at=at)
    subject = (charge.subject_type, charge.subject_id)
    journal.record(
        events.ChargePaid(charge.id, *subject, charge.amount, source, at), by=by, subject=subject
    )
    _issue_receipts(charge, by=by, at=at)


def hold_surplus(*, charge: Charge, amount: int, account: str, by: Actor, at: datetime) -> UUID:
    """Money came that the charge does not need: it is owed back. Returns the refund."""
    refund = owe_back(charge, amount, charges.RefundReason.SURPLUS, account=account, at=at)
    post(ledger.held(charge.agency, amount, into=account), charge=charge, at=at)
    subject = (charge.subject_type, charge.subject_id)
    journal.record(
        events.OverpaymentNoted(charge.id, refund.id, *subject, amount, at), by=by, subject=subject
    )
    return refund.id


def owe_back(
    charge: Charge, amount: int, reason: charges.RefundReason, *, account: str, at: datetime
) -> Refund:
    """A new refund; the ledger entry that goes with it is the caller's."""
    return Refund.objects.create(
        charge=charge,
        agency=charge.agency,
        amount=amount,
        reason=reason,
        account=account,
        state=charges.RefundState.OWED,
        noted_at=at,
        transaction="",
    )


def log_notice(notice: PaymentNotice, outcome: attempts.Outcome, *, at: datetime) -> None:
    """Keep a verified word of a gateway, once.

    :raises AlreadyDone: the same was said before; `outcome` is what it led to then
    """
    said, is_new = Notice.objects.get_or_create(
        gateway=notice.gateway,
        reference=notice.reference,
        transaction=notice.transaction,
        result=notice.result,
        amount=notice.amount,
        is_verified=True,
        defaults={
            "reason": notice.reason,
            "digest": notice.digest,
            "outcome": outcome,
            "received_at": at,
        },
    )
    if not is_new:
        raise AlreadyDone("the gateway said so before", outcome=said.outcome)


def post(entry: Sequence[ledger.Posting], *, charge: Charge | None, at: datetime) -> None:
    """Write one entry of the ledger in one statement; the database refuses what is unbalanced."""
    key = new_id()
    LedgerPosting.objects.bulk_create(
        LedgerPosting(
            entry=key,
            charge=charge,
            account=line.account,
            side=line.side,
            amount=line.amount,
            posted_at=at,
        )
        for line in entry
    )


def by_kind(charge: Charge) -> dict[Kind, int]:
    """How much of the charge is phí and how much lệ phí."""
    return charges.by_kind(charge.lines.values_list("kind", "amount"))


def _line(line: LineLike) -> opening.Line:
    quantity = getattr(line, "quantity", None)
    return opening.Line(
        code=line.code,
        kind=str(line.kind),
        name=line.name,
        amount=line.amount,
        quantity=quantity if isinstance(quantity, int) else None,
        basis=line.basis,
    )


def _issue_receipts(charge: Charge, *, by: Actor, at: datetime) -> None:
    """One receipt for phí, one for lệ phí, at the moment of collection (Decree 254/2026)."""
    collector = queries.public_collector(charge.agency)
    subject = (charge.subject_type, charge.subject_id)
    for kind, amount in sorted(by_kind(charge).items()):
        series = receipts.series(agency=charge.agency, kind=kind, letters=collector.letters, at=at)
        given = next_number(series.name, series.period)
        receipts.number(given)
        receipt = Receipt.objects.create(
            charge=charge,
            kind=kind,
            agency=charge.agency,
            template=series.template,
            symbol=series.symbol,
            year=series.year,
            number=given,
            amount=amount,
            collector_name=collector.name,
            collector_tax_code=collector.tax_code,
            issued_at=at,
        )
        journal.record(
            events.ReceiptIssued(receipt.id, charge.id, *subject, amount, at),
            by=by,
            subject=subject,
        )
