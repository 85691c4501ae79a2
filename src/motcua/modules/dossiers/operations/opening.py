"""An officer reads what no scanner has looked at: told plainly before, and written down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import files, journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.modules.documents import queries as documents

from .. import events, steps
from ..models import HeldFile
from ..queries.papers import FileGrant


@transaction.atomic(durable=True)
def open_unscanned(*, dossier_id: UUID, key: str, by: Actor, at: datetime) -> FileGrant:
    """Leave to read the copy that was made apart while the scanner was away too long.

    :raises NotFound: not for this officer, or no such copy waits for its scan
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    is_held = HeldFile.objects.filter(dossier=dossier, file=key).exists()
    if by.officer is None or not roles or not is_held:
        raise NotFound("no such file")
    card = documents.cards([key], owner=dossier.applicant, by=SYSTEM).get(key)
    if card is None or not card.copy or not card.is_waiting:
        raise NotFound("no copy that waits for its scan")
    opened = events.UnscannedOpened(dossier.id, card.id, at)
    journal.record(opened, by=by, subject=steps.subject(dossier))
    return FileGrant(card.copy, files.PDF, 0)
