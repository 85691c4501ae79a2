"""Given by the represented in their own account, taken by who is named, ended by either."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed
from motcua.modules.people import queries as people

from .. import rules, steps, wording
from ..facts import Named, Terms
from ..models import Mandate
from ..rules import CLOSED, Act, Ground, Kind, Side, State


@transaction.atomic(durable=True)
def offer(*, holder: Named, terms: Terms, by: Actor, at: datetime) -> UUID:
    """Ask somebody to stand for the actor. It begins when they take it. Returns its id.

    Only who signs in with this very number may take it: no link can be passed on.

    :raises NotAllowed: the actor is not a person
    :raises Invalid: the actor themselves, no name, a number that cannot be, or impossible terms
    """
    if by.person is None:
        raise NotAllowed("only people give mandates")
    giver = wording.named_of(by)
    holder = wording.checked(holder)
    if (holder.kind, holder.number) == (giver.kind, giver.number):
        raise Invalid("nobody stands for themselves", number="own")
    if terms.kind not in (Kind.AUTHORISED, Kind.ORGANISATION):
        raise Invalid("parents and guardians are proved, not named", kind="not-given")
    rules.check_terms(
        kind=terms.kind, procedures=terms.procedures, until=terms.until, today=wording.today(at)
    )
    row = steps.make(
        giver=giver, holder=holder, terms=terms, ground=Ground.GIVEN, by=by, at=at,
        giver_id=UUID(by.person),
    )  # fmt: skip
    return row.id


@transaction.atomic(durable=True)
def accept(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """Who was asked takes it: in force from now on.

    :raises NotFound: not the one who was asked
    :raises MandateMoved: taken, declined or revoked before
    """
    row = steps.lock_for(mandate_id, Act.ACCEPT, by=by)
    row.holder = UUID(by.person)
    row.holder_sealed = wording.sealed_self(by)
    steps.begin(row, Act.ACCEPT, by=by, at=at)


@transaction.atomic(durable=True)
def decline(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """Who was asked will not. :raises NotFound: not the one who was asked"""
    row = steps.lock_for(mandate_id, Act.DECLINE, by=by)
    steps.end(row, Act.DECLINE, reason="", by=by, at=at)


@transaction.atomic(durable=True)
def revoke(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """The represented ends it, at once and without a reason.

    What is being filed under it this moment is either filed before, or refused.

    :raises NotFound: not the represented
    :raises MandateMoved: ended before
    """
    row = steps.lock_for(mandate_id, Act.REVOKE, by=by)
    steps.end(row, Act.REVOKE, reason="", by=by, at=at)


@transaction.atomic(durable=True)
def lay_down(*, mandate_id: UUID, by: Actor, at: datetime) -> None:
    """The representative will not stand any more. :raises NotFound: not the representative"""
    row = steps.lock_for(mandate_id, Act.LAY_DOWN, by=by)
    steps.end(row, Act.LAY_DOWN, reason="", by=by, at=at)


@transaction.atomic(durable=True)
def erase_person(*, person: UUID, by: Actor, at: datetime) -> int:
    """Somebody is erased: what they gave and hold ends, and what never began is removed. Returns
    how many were open.

    What once was in force stays as the ground of what was done under it.

    :raises NotAllowed: only the machinery does
    """
    if by != SYSTEM:
        raise NotAllowed("only the system ends mandates of others")
    mark = people.own_mark(by=Actor(f"person:{person}"))
    theirs = Q(giver=person) | Q(holder=person) | Q(giver_print=mark) | Q(holder_print=mark)
    rows = Mandate.objects.select_for_update().filter(theirs)
    open_rows = list(rows.exclude(state__in=CLOSED))
    for row in open_rows:
        is_giver = row.giver == person or bytes(row.giver_print) == mark
        side = Side.GIVER if is_giver else Side.HOLDER
        # A claim about them that nobody looked at yet is laid down for its claimant.
        acts = rules.acts_open_to({side}, State(row.state)) or (Act.LAY_DOWN,)
        act = next((each for each in acts if each is not Act.ACCEPT), Act.LAY_DOWN)
        steps.end(row, act, reason="", by=by, at=at)
    Mandate.objects.filter(theirs, state__in=CLOSED, began_at=None).delete()
    return len(open_rows)
