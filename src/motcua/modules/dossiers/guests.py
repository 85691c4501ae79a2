"""Who else is let into a draft: whether somebody may look or fill in, under what invitation."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from motcua.kernel.actors import Actor

from .models import Invitation
from .rules.sharing import Purpose


def live(at: datetime | None = None) -> QuerySet[Invitation]:
    """Invitations that are good at that moment, or at the database's; accepted ones too.

    Those into a draft end with its filing: what is supplied later is another thing to be let into.
    """
    still = Q(dossier__filed_at=None) | Q(invited_at__gt=F("dossier__filed_at"))
    return Invitation.objects.filter(still, ended_at=None, until__gt=at or Now())


def rights_of(by: Actor, dossier_id: UUID, *, at: datetime | None = None) -> Purpose | None:
    """What a helper may do with this draft; None for everybody who is not helping with it."""
    if by.person is None:
        return None
    found = live(at).filter(person=by.person, dossier=dossier_id).exclude(purpose=Purpose.OWN)
    purposes = set(found.values_list("purpose", flat=True))
    return next((each for each in (Purpose.FILL, Purpose.SEE) if each in purposes), None)


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
