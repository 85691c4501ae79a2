"""What the system notes about a dossier when others have done their part. All are repeatable."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import AlreadyDone
from motcua.modules.results import queries as papers_of
from motcua.modules.results import steps as results

from .. import owing, steps
from ..models import Dossier
from ..rules import Act, Facts, State

ONLINE = "ONLINE"


@transaction.atomic(durable=True)
def note_payment(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The fee is paid: the counter may accept, or the work goes on and the clock with it.

    A result that waited for nothing else is delivered.

    :raises AlreadyDone: the dossier does not wait for a fee (any more)
    """
    dossier = steps.lock(dossier_id)
    if _waited_for_its_fee(dossier):
        _deliver(dossier, at=at)
        return
    act = {
        State.AWAITING_PAYMENT_INTAKE: Act.NOTE_PAYMENT_AT_INTAKE,
        State.AWAITING_FINANCIAL_OBLIGATION: Act.NOTE_PAYMENT,
    }.get(State(dossier.state))
    if act is None:
        raise AlreadyDone("it does not wait for a fee")
    after = steps.decide(dossier, act, roles=steps.roles_of(by, dossier), facts=Facts())
    if act is Act.NOTE_PAYMENT_AT_INTAKE:
        limit = steps.answer_limit(dossier, at=at)
        steps.move(dossier, act, after, by=by, at=at, answer_by=limit)
        return
    steps.move(dossier, act, after, by=by, at=at)
    resume = clock.ClockAct(clock.ActKind.RESUME, at, clock.PauseReason.PAYMENT)
    steps.tick(dossier, resume, by=by)


@transaction.atomic(durable=True)
def note_signature(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The signatory's signature is on the file: the clerk may issue.

    :raises AlreadyDone: noted before
    """
    dossier = _in(dossier_id, State.SIGNING)
    roles = steps.roles_of(by, dossier)
    after = steps.decide(dossier, Act.NOTE_SIGNATURE, roles=roles, facts=Facts())
    steps.move(dossier, Act.NOTE_SIGNATURE, after, by=by, at=at)


@transaction.atomic(durable=True)
def note_issue(*, dossier_id: UUID, result: UUID, by: Actor, at: datetime) -> None:
    """Both signatures are on the file: the dossier is resolved, the clock stops.

    Where the applicant chose it, the result is delivered online in the same moment.

    :raises AlreadyDone: noted before
    """
    dossier = _in(dossier_id, State.ISSUING)
    act = Act.NOTE_REFUSAL if dossier.is_refusal else Act.NOTE_RESULT
    after = steps.decide(dossier, act, roles=steps.roles_of(by, dossier), facts=Facts())
    steps.move(dossier, act, after, by=by, at=at)
    steps.end_clock(dossier, by=by, at=at, reason="resolved")
    if dossier.return_method == ONLINE and not owing.holds_result(dossier):
        results.mark_delivered(result_id=result, by=SYSTEM, at=at)
        steps.follow(dossier, Act.DELIVER_ONLINE, at=at)


def _waited_for_its_fee(dossier: Dossier) -> bool:
    is_ready = dossier.fee_follows and State(dossier.state) is State.RESOLVED
    return is_ready and dossier.return_method == ONLINE and not owing.holds_result(dossier)


def _deliver(dossier: Dossier, *, at: datetime) -> None:
    """The result that is there already, online."""
    found = papers_of.result_of(steps.subject(dossier), by=SYSTEM)
    assert found is not None, "a resolved dossier has a result"
    results.mark_delivered(result_id=found.id, by=SYSTEM, at=at)
    steps.follow(dossier, Act.DELIVER_ONLINE, at=at)


def _in(dossier_id: UUID, state: State) -> Dossier:
    dossier = steps.lock(dossier_id)
    if dossier.state != state:
        raise AlreadyDone(f"the dossier is {dossier.state}")
    return dossier
