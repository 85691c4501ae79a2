"""Money that comes without a gateway: cash at the counter, lines of the bank statement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import vault
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound

from .. import policies, steps
from ..models import BankLine, Charge
from ..rules import charges, ledger, purpose
from ..rules.attempts import Outcome


@transaction.atomic(durable=True)
def take_cash(*, charge_id: UUID, by: Actor, at: datetime) -> None:
    """The payer paid the whole charge in cash.

    :raises NotFound: no such charge
    :raises NotAllowed: neither cashier nor receiver of the collecting agency
    :raises AlreadyDone: it is paid
    :raises WrongMoment: it is not open
    """
    charge = steps.lock_charge(charge_id)
    policies.must_take_money(by, agency=charge.agency)
    account = ledger.cash(charge.agency)
    steps.settle(charge=charge, into=account, source="cash", by=by, at=at)


@transaction.atomic(durable=True)
def reconcile_transfer(
    *, agency: str, content: str, amount: int, bank_ref: str, by: Actor, at: datetime
) -> Outcome:
    """Read a line of an agency's bank statement: a transfer pays the charge whose reference it has.

    Another amount than is owed, or a charge that is no longer open, is money to give back; a line
    that names no charge is kept for somebody to place.

    :raises NotAllowed: neither cashier nor receiver of the agency
    :raises AlreadyDone: the line was read before; its `outcome` is a parameter
    :raises Invalid: no positive amount, or no bank reference
    """
    policies.must_take_money(by, agency=agency)
    if amount <= 0 or not bank_ref:
        raise Invalid("a bank line has an amount and a reference", field="amount")
    charge = _named_in(content, agency)
    outcome = _meaning(charge, amount)
    line, is_new = BankLine.objects.get_or_create(
        agency=agency,
        bank_ref=bank_ref,
        defaults={
            "content": vault.seal(content.encode()),
            "amount": amount,
            "outcome": outcome,
            "charge": charge,
            "read_at": at,
        },
    )
    if not is_new:
        raise AlreadyDone("the line was read before", outcome=line.outcome)
    if charge is None:
        steps.post(ledger.laid_aside(agency, amount), charge=None, at=at)
    else:
        _take_in(charge, amount, into=ledger.bank(agency), by=by, at=at)
    return outcome


@transaction.atomic(durable=True)
def match_transfer(*, line_id: UUID, charge_id: UUID, by: Actor, at: datetime) -> Outcome:
    """Somebody places a line of the statement that named no charge.

    :raises NotFound: no such line, or no such charge of that agency
    :raises NotAllowed: neither cashier nor receiver of the agency
    :raises AlreadyDone: the line was placed before
    """
    line = BankLine.objects.select_for_update().filter(id=line_id).first()
    if line is None:
        raise NotFound("no such line")
    policies.must_take_money(by, agency=line.agency)
    if line.charge_id is not None:
        raise AlreadyDone("the line was placed before", outcome=line.outcome)
    charge = steps.lock_charge(charge_id)
    if charge.agency != line.agency:
        raise NotFound("no such charge")
    line.charge, line.outcome = charge, _meaning(charge, line.amount)
    line.save(update_fields=["charge", "outcome"])
    _take_in(charge, line.amount, into=ledger.unmatched(line.agency), by=by, at=at)
    return Outcome(line.outcome)


def _named_in(content: str, agency: str) -> Charge | None:
    """The agency's charge with the longest reference that the content holds, locked."""
    keys = purpose.candidates(content)
    found = Charge.objects.select_for_update().filter(agency=agency, reference_key__in=keys)
    found = found.order_by("id")
    return max(found, key=lambda charge: len(charge.reference_key), default=None)


def _meaning(charge: Charge | None, amount: int) -> Outcome:
    if charge is None:
        return Outcome.UNKNOWN_REFERENCE
    if charge.state != charges.State.OPEN:
        return Outcome.SURPLUS
    return Outcome.PAID if amount == charge.amount else Outcome.MISMATCH


def _take_in(charge: Charge, amount: int, *, into: str, by: Actor, at: datetime) -> None:
    if _meaning(charge, amount) is Outcome.PAID:
        steps.settle(charge=charge, into=into, source="transfer", by=by, at=at)
    else:
        steps.hold_surplus(charge=charge, amount=amount, account=into, by=by, at=at)
