"""Drafts nobody goes on with: told in time, then gone."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed

from .. import answering, events, steps
from ..models import Draft
from ..rules import State
from ..rules.expiring import expires_at, keeping_on, may_go

#: Taken at once by one run of the job; what is more waits for the next.
BATCH = 500


@transaction.atomic(durable=True)
def warn_of_expiry(*, by: Actor, at: datetime) -> int:
    """Note for drafts that soon go that whoever writes them is told now. Returns how many.

    :raises NotAllowed: only the machinery does
    """
    _must_be_system(by)
    notice = keeping_on(answering.today(at)).notice
    waiting = _locked().filter(expires_at__lte=at + notice, warned_at=None)
    found = list(waiting.select_related("dossier")[:BATCH])
    for draft in found:
        # Who is told late is given the whole notice all the same.
        draft.warned_at, draft.expires_at = at, max(draft.expires_at or at, at + notice)
        draft.save(update_fields=["warned_at", "expires_at"])
        told = events.DraftExpiring(draft.dossier_id, draft.expires_at, at)
        journal.record(told, by=SYSTEM, subject=steps.subject(draft.dossier))
    return len(found)


@transaction.atomic(durable=True)
def expire_drafts(*, by: Actor, at: datetime) -> int:
    """Remove what nobody went on with, with all that was typed. Returns how many.

    :raises NotAllowed: only the machinery does
    """
    _must_be_system(by)
    day = answering.today(at)
    _date_those_without(at)
    gone = 0
    waiting = _locked().filter(expires_at__lte=at, warned_at__isnull=False)
    for draft in list(waiting.select_related("dossier")[:BATCH]):
        ends_at = draft.expires_at or at
        if not may_go(ends_at=ends_at, warned_at=draft.warned_at, at=at, day=day):
            continue
        dossier = draft.dossier
        expired = events.DraftExpired(dossier.id, at)
        journal.record(expired, by=SYSTEM, subject=steps.subject(dossier))
        dossier.delete()
        gone += 1
    return gone


def _locked() -> QuerySet[Draft]:
    rows = Draft.objects.filter(dossier__state=State.DRAFT).select_for_update(
        of=("self", "dossier"), skip_locked=True
    )
    return rows.order_by("expires_at", "dossier_id")


def _date_those_without(at: datetime) -> None:
    """Drafts begun before drafts had an end get one, counted from their last save."""
    length = expires_at(at, answering.today(at)) - at
    undated = Draft.objects.filter(dossier__state=State.DRAFT, expires_at=None)
    undated.update(expires_at=F("saved_at") + length)


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the machinery removes drafts nobody goes on with")
