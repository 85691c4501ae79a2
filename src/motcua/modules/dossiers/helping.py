"""Who else is let into a draft, as steps: whether somebody may look, fill in, and under what."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotAllowed, NotFound

from . import steps
from .models import Dossier, Invitation
from .rules.sharing import Purpose


def live(at: datetime | None = None) -> QuerySet[Invitation]:
    """Invitations that are good at that moment, or at the database's; accepted ones too."""
    return Invitation.objects.filter(ended_at=None, until__gt=at or Now())


def rights_of(by: Actor, dossier_id: UUID, *, at: datetime | None = None) -> Purpose | None:
    """What a helper may do with this draft; None for everybody who is not helping with it."""
    if by.person is None:
        return None
    found = live(at).filter(person=by.person, dossier=dossier_id).exclude(purpose=Purpose.OWN)
    purposes = set(found.values_list("purpose", flat=True))
    return next((each for each in (Purpose.FILL, Purpose.SEE) if each in purposes), None)


def lock_to_write(dossier_id: UUID, *, by: Actor, at: datetime) -> tuple[Dossier, bool]:
    """The dossier, for somebody who may write in it, and whether that is a helper.

    :raises NotFound: no such dossier, or none of the actor's
    :raises NotAllowed: they may look and no more
    """
    dossier = steps.lock(dossier_id)
    roles = steps.roles_of(by, dossier)
    if Role.APPLICANT in roles:
        return dossier, False
    rights = rights_of(by, dossier_id, at=at)
    if rights is None and not roles:
        raise NotFound("no such dossier")
    if rights is not Purpose.FILL:
        raise NotAllowed("only the applicant changes a draft", act="file")
    return dossier, True


def end_all(dossier: Dossier, *, at: datetime) -> None:
    """Nobody else is let in any more."""
    Invitation.objects.filter(dossier=dossier, ended_at=None).update(ended_at=at)


def helped(by: Actor) -> dict[UUID, Purpose]:
    """Whose drafts the reader helps with, and what they may do there."""
    if by.person is None:
        return {}
    found = live().filter(person=by.person).exclude(purpose=Purpose.OWN)
    rights: dict[UUID, Purpose] = {}
    for dossier, purpose in found.values_list("dossier", "purpose"):
        if rights.get(dossier) is not Purpose.FILL:
            rights[dossier] = Purpose(purpose)
    return rights
