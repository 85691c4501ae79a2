"""Somebody is erased: their drafts, and what others were let into or asked for with them, are gone.

What was filed stays as long as the law keeps it; see `rules.retention`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.people import queries as people

from ..models import Cosignature, Dossier, Draft, Invitation
from ..rules import State


@dataclass(frozen=True, slots=True)
class Gone:
    """How many drafts were thrown away, rights to drafts ended, requests to sign removed."""

    drafts: int
    rights: int
    requests: int


@transaction.atomic(durable=True)
def erase_drafts_of(*, person: UUID, by: Actor, at: datetime) -> Gone:
    """Throw away all that a person writes and has not filed. What is filed this moment is filed.

    What they write for others is the others'. Again is as good.

    :raises NotAllowed: only the machinery does
    """
    if by != SYSTEM:
        raise NotAllowed("only the system erases people")
    drafts = 0
    rows = Dossier.objects.filter(applicant=person, state=State.DRAFT)
    for dossier in rows.select_for_update().order_by("id"):
        dossier.delete()
        drafts += 1
    # What they were writing to complete a filed dossier that has ended is of no use any more.
    over = Dossier.objects.filter(applicant=person, ended_at__isnull=False)
    Draft.objects.filter(dossier__in=over).delete()
    Draft.objects.filter(begun_by=person).update(begun_by=None, begun_with=None)
    guests = Invitation.objects.filter(Q(person=person) | Q(invited_by=person), ended_at=None)
    rights = guests.update(ended_at=at)
    mark = people.own_mark(by=Actor(f"person:{person}"))
    asked = Cosignature.objects.filter(number_print=mark, dossier__state=State.DRAFT)
    requests = asked.delete()[0]
    return Gone(drafts, rights, requests)
