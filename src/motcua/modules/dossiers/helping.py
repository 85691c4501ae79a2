"""Acting in somebody's draft, as steps: as whose it is, or as a helper."""

from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotAllowed, NotFound

from . import guests, steps
from .models import Dossier, Invitation
from .rules.sharing import Purpose


def lock_to_write(dossier_id: UUID, *, by: Actor, at: datetime) -> tuple[Dossier, bool]:
    """The dossier, for somebody who may write in it, and whether that is a helper.

    :raises NotFound: no such dossier, or none of the actor's
    :raises NotAllowed: they may look and no more
    """
    dossier = steps.lock(dossier_id)
    roles = steps.roles_of(by, dossier)
    if Role.APPLICANT in roles:
        return dossier, False
    rights = guests.rights_of(by, dossier_id, at=at)
    if rights is None and not roles:
        raise NotFound("no such dossier")
    if rights is not Purpose.FILL:
        raise NotAllowed("only the applicant changes a draft", act="file")
    return dossier, True


def end_all(dossier: Dossier, *, at: datetime) -> None:
    """Nobody else is let in any more."""
    Invitation.objects.filter(dossier=dossier, ended_at=None).update(ended_at=at)
