"""Joined drafts nobody goes on with: told in time, then gone, by the rule of every draft."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.dossiers import answering, notices
from motcua.modules.dossiers.rules.expiring import expires_at, keeping_on, may_go
from motcua.modules.people import steps as telling

from .. import events, joined, steps
from ..models import Bundle

#: Taken at once by one run of the job; what is more waits for the next.
BATCH = 500


@transaction.atomic(durable=True)
def warn_of_expiry(*, by: Actor, at: datetime) -> int:
    """Note for drafts that soon go that whoever writes them is told now. Returns how many.

    :raises NotAllowed: only the machinery does
    """
    _must_be_system(by)
    notice = keeping_on(answering.today(at)).notice
    found = list(_locked().filter(expires_at__lte=at + notice, warned_at=None)[:BATCH])
    for bundle in found:
        # Who is told late is given the whole notice all the same.
        ends_at = max(bundle.expires_at or at, at + notice)
        bundle.warned_at, bundle.expires_at = at, ends_at
        bundle.save(update_fields=["warned_at", "expires_at"])
        told = events.BundleExpiring(bundle.id, ends_at, at)
        journal.record(told, by=SYSTEM, subject=steps.subject(bundle))
    return len(found)


@transaction.atomic(durable=True)
def expire_bundles(*, by: Actor, at: datetime) -> int:
    """Remove what nobody went on with, with all that was typed. Returns how many.

    :raises NotAllowed: only the machinery does
    """
    _must_be_system(by)
    day = answering.today(at)
    _date_those_without(at)
    gone = 0
    for bundle in list(_locked().filter(expires_at__lte=at, warned_at__isnull=False)[:BATCH]):
        ends_at = bundle.expires_at or at
        if not may_go(ends_at=ends_at, warned_at=bundle.warned_at, at=at, day=day):
            continue
        expired = events.BundleExpired(bundle.id, at)
        journal.record(expired, by=SYSTEM, subject=steps.subject(bundle))
        bundle.delete()
        gone += 1
    return gone


@transaction.atomic(durable=True)
def tell_expiring(*, bundle_id: UUID, expires_at: datetime, by: Actor, at: datetime) -> None:
    """Whoever writes the draft hears that it soon goes; nothing if they went on meanwhile.

    :raises NotAllowed: only the machinery does
    """
    _must_be_system(by)
    bundle = Bundle.objects.filter(id=bundle_id, expires_at=expires_at, filed_at=None).first()
    if bundle is None or bundle.warned_at is None:
        return
    told = notices.expiring(
        dossier=bundle_id, procedure=joined.group_of(bundle.group_id).name, until=expires_at,
        reason=keeping_on(answering.today(bundle.warned_at)).reason,
    )  # fmt: skip
    telling.tell(bundle.submitter, told, language=bundle.language, by=SYSTEM, at=at)


def _locked() -> QuerySet[Bundle]:
    found = Bundle.objects.filter(filed_at=None).select_for_update(skip_locked=True)
    return found.order_by("expires_at", "id")


def _date_those_without(at: datetime) -> None:
    """Drafts begun before they had an end get one, counted from their last save."""
    length = expires_at(at, answering.today(at)) - at
    undated = Bundle.objects.filter(filed_at=None, expires_at=None)
    undated.update(expires_at=F("saved_at") + length)


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the machinery removes drafts nobody goes on with")
