"""The applicant says that what others filed for them is not what they wanted; or takes it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, WrongMoment

from .. import content, events, standing, steps
from ..models import Dossier


@transaction.atomic(durable=True)
def object_to_filing(*, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Say that what was filed for the actor is not theirs. Officers read why, and grant nothing
    until it is taken back; they may still turn the dossier down, and the actor may withdraw it.

    :raises NotFound: not for this actor
    :raises NotAllowed: not the applicant themself, or nobody else had a hand in it
    :raises WrongMoment: it is over, or was not filed
    :raises Invalid: no reason
    :raises AlreadyDone: they said so before
    """
    if not reason.strip():
        raise Invalid("say what is wrong", reason="missing")
    dossier = _mine(dossier_id, by=by)
    if dossier.objected_at is not None:
        raise AlreadyDone("said before")
    dossier.objected_at, dossier.objection = at, content.seal(reason.strip())
    rows.update(dossier, ("objected_at", "objection"))
    said = events.FilingObjected(dossier.id, at)
    journal.record(said, by=by, subject=steps.subject(dossier))


@transaction.atomic(durable=True)
def take_objection_back(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The actor looked again: it may go on.

    :raises AlreadyDone: nothing is objected to
    """
    dossier = _mine(dossier_id, by=by)
    if dossier.objected_at is None:
        raise AlreadyDone("nothing is objected to")
    dossier.objected_at, dossier.objection = None, None
    rows.update(dossier, ("objected_at", "objection"))
    said = events.ObjectionTakenBack(dossier.id, at)
    journal.record(said, by=by, subject=steps.subject(dossier))


def _mine(dossier_id: UUID, *, by: Actor) -> Dossier:
    dossier, _roles = steps.lock_for(dossier_id, by=by)
    if not standing.may_object(dossier, by):
        if by.person != str(dossier.applicant):
            raise NotAllowed("only the applicant themself objects", act="object")
        raise WrongMoment("over, not filed, or their own", act="object", state=dossier.state)
    return dossier
