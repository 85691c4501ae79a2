"""Giving money back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound

from .. import events, policies, steps
from ..models import Refund
from ..rules import charges, ledger
from ..rules.charges import RefundReason, RefundState


@transaction.atomic(durable=True)
def ask_refund(*, charge_id: UUID, by: Actor, at: datetime) -> UUID:
    """A paid charge is to be given back whole. Returns the refund.

    :raises NotFound: no such charge
    :raises NotAllowed: neither cashier nor head of the counter of the collecting agency
    :raises AlreadyDone: asked before
    :raises WrongMoment: it was never paid
    """
    charge = steps.lock_charge(charge_id)
    policies.must_refund(by, agency=charge.agency)
    steps.move_charge(charge, charges.Act.ASK_REFUND)
    refund = steps.owe_back(
        charge, charge.amount, RefundReason.ASKED, account=ledger.bank(charge.agency), at=at
    )
    entry = ledger.refund_asked(charge.agency, steps.by_kind(charge))
    steps.post(entry, charge=charge, at=at)
    _record(events.RefundAsked, refund, by=by, at=at)
    return refund.id


@transaction.atomic(durable=True)
def drop_refund(*, refund_id: UUID, by: Actor, at: datetime) -> None:
    """A refund that was asked for is not given after all; the charge stays paid.

    :raises NotFound: no such refund
    :raises NotAllowed: neither cashier nor head of the counter of the collecting agency
    :raises Invalid: it is a surplus, which is the payer's money in any case
    :raises WrongMoment: it was paid back (AlreadyDone: dropped before)
    """
    refund = _locked(refund_id, by)
    if refund.reason != RefundReason.ASKED:
        raise Invalid("a surplus is given back", field="refund")
    steps.close_refund(refund, to=RefundState.DROPPED)
    steps.move_charge(refund.charge, charges.Act.KEEP)
    entry = ledger.refund_dropped(refund.agency, steps.by_kind(refund.charge))
    steps.post(entry, charge=refund.charge, at=at)
    _record(events.RefundDropped, refund, by=by, at=at)


@transaction.atomic(durable=True)
def note_refund(*, refund_id: UUID, bank_ref: str, by: Actor, at: datetime) -> None:
    """The money left the agency's account for the payer, under the bank's reference.

    :raises NotFound: no such refund
    :raises NotAllowed: neither cashier nor head of the counter of the collecting agency
    :raises Invalid: no bank reference
    :raises AlreadyDone: noted before
    :raises WrongMoment: it was dropped
    """
    if not bank_ref.strip():
        raise Invalid("a refund has the bank's reference", field="bank_ref")
    refund = _locked(refund_id, by)
    steps.close_refund(refund, to=RefundState.PAID_BACK, transaction=bank_ref.strip())
    if refund.reason == RefundReason.ASKED:
        steps.move_charge(refund.charge, charges.Act.REFUND)
    entry = ledger.paid_back(refund.agency, refund.amount, out_of=ledger.bank(refund.agency))
    steps.post(entry, charge=refund.charge, at=at)
    _record(events.RefundPaid, refund, by=by, at=at)


def _locked(refund_id: UUID, by: Actor) -> Refund:
    """The refund, its charge locked first: the order everybody locks in."""
    found = Refund.objects.filter(id=refund_id)
    charge_id = found.values_list("charge_id", flat=True).first()
    if charge_id is None:
        raise NotFound("no such refund")
    charge = steps.lock_charge(charge_id)
    policies.must_refund(by, agency=charge.agency)
    refund = found.get()
    refund.charge = charge
    return refund


def _record(
    kind: type[events.RefundAsked] | type[events.RefundDropped] | type[events.RefundPaid],
    refund: Refund,
    *,
    by: Actor,
    at: datetime,
) -> None:
    subject = (refund.charge.subject_type, refund.charge.subject_id)
    fact = kind(refund.charge_id, refund.id, *subject, refund.amount, at)
    journal.record(fact, by=by, subject=subject)
