"""Holding a run, letting it go on, and taking back all of it or one dossier."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import jobs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound, WrongMoment
from motcua.modules.dossiers import carrying
from motcua.modules.dossiers import steps as dossiers

from .. import policies, steps
from ..models import Outcome, Run
from ..rules.runs import Act
from .starting import ADVANCE


@transaction.atomic(durable=True)
def pause(*, run_id: UUID, by: Actor, at: datetime) -> None:
    """Stop after the batch at hand.

    :raises NotAllowed: not a procedure administrator
    :raises WrongMoment: it is not running
    """
    policies.must_change(by)
    steps.turn(steps.locked(run_id), Act.PAUSE, by=by, at=at)


@transaction.atomic(durable=True)
def go_on(*, run_id: UUID, by: Actor, at: datetime) -> None:
    """
    :raises NotAllowed: not a procedure administrator
    :raises WrongMoment: it is not paused
    """
    policies.must_change(by)
    run = steps.locked(run_id)
    steps.turn(run, Act.GO_ON, by=by, at=at)
    jobs.defer_once(ADVANCE, str(run.id), run=str(run.id))


@transaction.atomic(durable=True)
def undo(*, run_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take every dossier back that nobody has acted on since.

    :raises NotAllowed: not a procedure administrator
    :raises WrongMoment: a trial, or it is being undone already
    :raises Invalid: without a reason
    """
    policies.must_change(by)
    if not reason.strip():
        raise Invalid("say why", field="reason")
    run = steps.locked(run_id)
    if run.after_id is None:
        raise WrongMoment("a trial changes nothing", act=Act.UNDO, state=run.state)
    run.undo_reason, run.cursor = reason.strip(), steps.FIRST
    steps.turn(run, Act.UNDO, by=by, at=at)
    jobs.defer_once(ADVANCE, str(run.id), run=str(run.id))


@transaction.atomic(durable=True)
def carry_back(*, run_id: UUID, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take one dossier back.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: the run did not move it
    :raises WrongMoment: somebody acted on it since; params: why
    :raises Invalid: without a reason
    """
    policies.must_change(by)
    if not reason.strip():
        raise Invalid("say why", field="reason")
    run = steps.locked(run_id)
    dossier = dossiers.lock(dossier_id)
    transfer = carrying.last_transfer(dossier)
    if transfer is None or transfer.run != run.id:
        raise NotFound("not moved by this run")
    carrying.carry_back(dossier, transfer, reason=reason.strip(), by=by, at=at)
    Outcome.objects.filter(run=run, dossier=dossier_id).update(is_undone=True)
    Run.objects.filter(id=run.id).update(undone=run.undone + 1)
