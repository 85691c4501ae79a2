"""Keeping the sequence as long as the policy says, and telling whoever fell behind."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor

from .. import events, policies, steps
from ..rules.policy import policy_on


@transaction.atomic(durable=True)
def count_matched(*, by: Actor, at: datetime) -> int:
    """Bring the accounts up to the head. Returns how many subscriptions matched something new.

    :raises NotAllowed: not the machinery
    """
    del at  # the head is what counts
    policies.must_be_machinery(by)
    return steps.count_matched(steps.head())


@transaction.atomic(durable=True)
def expire(*, by: Actor, at: datetime, limit: int = 20_000) -> int:
    """Remove the oldest changes that are past keeping, at most `limit`. Returns how many.

    What a subscription had not been sent of them is counted as expired first.

    :raises NotAllowed: not the machinery
    """
    policies.must_be_machinery(by)
    up_to = steps.last_before(at - policy_on(at.date()).keep_changes, limit)
    if not up_to:
        return 0
    steps.count_matched(up_to)
    steps.count_expired(up_to)
    removed = steps.remove_changes(up_to)
    journal.record(
        events.ChangesExpired(up_to, removed, at), by=by, subject=("broadcast", "sequence")
    )
    return removed


@transaction.atomic(durable=True)
def tidy(*, by: Actor, at: datetime) -> None:
    """Forget dead letters past keeping (they count as expired), wishes nobody proved, tokens that
    manage nothing, and secrets whose time is over.

    :raises NotAllowed: not the machinery
    """
    policies.must_be_machinery(by)
    policy = policy_on(at.date())
    steps.expire_dead(before=at - policy.keep_dead)
    steps.forget_unproven(before=at - policy.prove_within)
    steps.forget_idle_tokens(before=at - policy.prove_within)
    steps.forget_old_secrets(at=at)
