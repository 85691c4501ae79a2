"""What became of what was sent: settled in batches, buried, wanted again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor

from .. import events, policies, steps
from ..rules.progress import Progress, Redelivered


@transaction.atomic(durable=True)
def settle(*, progress: Sequence[Progress], by: Actor, at: datetime) -> frozenset[UUID]:
    """Write how far subscriptions got, all in one statement.

    Returns those whose cursor stands elsewhere by now (removed, expired, or another courier was at
    it): nothing of theirs was written, and whoever carries must look again.

    :raises NotAllowed: not the machinery
    """
    policies.must_be_machinery(by)
    written = steps.settle(progress, at=at)
    return frozenset(each.subscription for each in progress) - written


@transaction.atomic(durable=True)
def want_dead(*, subscription_id: UUID, by: Actor, at: datetime) -> int:
    """Have every dead letter of a subscription sent once more. Returns how many there are.

    :raises NotFound: no such subscription, or not the actor's
    """
    steps.lock(subscription_id, by=by)
    letters = steps.want_dead(subscription_id)
    if letters:
        journal.record(
            events.DeadLettersWanted(subscription_id, letters, at),
            by=by,
            subject=("subscription", str(subscription_id)),
        )
    return letters


@transaction.atomic(durable=True)
def settle_dead(*, redelivered: Sequence[Redelivered], by: Actor, at: datetime) -> None:
    """Write what became of dead letters that were sent again.

    :raises NotAllowed: not the machinery
    """
    del at  # they died when they died
    policies.must_be_machinery(by)
    steps.settle_dead(redelivered)
