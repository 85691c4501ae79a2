"""The applicant takes the dossier back: freely before acceptance, by agreement after it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.payments import queries as charges
from motcua.modules.payments import steps as payments

from .. import steps
from ..models import Dossier
from ..rules import Act, Facts


@transaction.atomic(durable=True)
def withdraw(*, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Before acceptance it is withdrawn at once; afterwards the authority is asked to agree."""
    dossier, roles = steps.lock_for(dossier_id, by=by)
    act = Act.WITHDRAW if dossier.accepted_at is None else Act.ASK_WITHDRAWAL
    after = steps.decide(dossier, act, roles=roles, facts=Facts())
    steps.move(dossier, act, after, by=by, at=at, reply_by=None)
    steps.give_grounds(dossier, act, reason=reason, by=by, at=at)
    if act is Act.WITHDRAW:
        _drop_charge(dossier, by=by, at=at)


@transaction.atomic(durable=True)
def agree_withdrawal(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The authority agrees: nothing more is done."""
    dossier = steps.act_on(dossier_id, Act.AGREE_WITHDRAWAL, by=by, at=at, facts=Facts())
    steps.end_clock(dossier, by=by, at=at, reason="withdrawn")
    _drop_charge(dossier, by=by, at=at)


@transaction.atomic(durable=True)
def decline_withdrawal(*, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The authority goes on, and says why.

    :raises Incomplete: without a reason
    """
    facts = Facts(reason=reason)
    dossier = steps.act_on(dossier_id, Act.DECLINE_WITHDRAWAL, by=by, at=at, facts=facts)
    steps.resume_if_paused(dossier, by=by, at=at)
    steps.give_grounds(dossier, Act.DECLINE_WITHDRAWAL, reason=reason, by=by, at=at)


def _drop_charge(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    charge = charges.open_charge_of(steps.subject(dossier), by=SYSTEM)
    if charge is not None:
        payments.cancel_charge(charge_id=charge, by=by, at=at)
