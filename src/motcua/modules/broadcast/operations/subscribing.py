"""A subscription from the wish to the end: ask, prove, pause, resume, stop, remove."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor

from .. import events, policies, steps
from ..rules import signing, subscribing
from ..rules.policy import policy_on
from ..rules.subscribing import Act, TooManySubscriptions, Why, Wish


@dataclass(frozen=True, slots=True)
class Asked:
    """The new subscription. `secret` is told this once; it checks the signatures."""

    id: UUID
    secret: str


@transaction.atomic(durable=True)
def ask(*, wish: Wish, by: Actor, at: datetime) -> Asked:
    """Ask to be told by webhook. The endpoint must prove that it wants to be called.

    What is told from now on waits for the proof. The address must have been checked by the door
    (`errands.subscribe` does it).

    :raises NotAllowed: nobody in particular asks
    :raises BadName: no name, or one too long
    :raises TooManySubscriptions: the owner has as many as the policy allows
    """
    policies.must_be_somebody(by)
    name = subscribing.name_of(wish.name)
    most = policy_on(at.date()).subscriptions_each
    if steps.subscriptions_of(by.id) >= most:
        raise TooManySubscriptions("no more subscriptions", most=most)
    key = steps.new_key()
    made = steps.add(wish, name=name, key=key, owner=by.id, at=at)
    journal.record(events.SubscriptionAsked(made, at), by=by, subject=("subscription", str(made)))
    return Asked(made, signing.secret_text(key))


@transaction.atomic(durable=True)
def ask_again(*, subscription_id: UUID, by: Actor, at: datetime) -> None:
    """Have the endpoint asked once more, after a proof that failed or a stop.

    :raises NotFound: no such subscription, or not the actor's
    :raises SubscriptionMoment: it works
    """
    subscription = steps.lock(subscription_id, by=by)
    steps.move(subscription, Act.ASK_AGAIN, by=by, at=at)
    journal.record(
        events.SubscriptionAsked(subscription_id, at),
        by=by,
        subject=("subscription", str(subscription_id)),
    )


@transaction.atomic(durable=True)
def note_proof(*, subscription_id: UUID, problem: str, by: Actor, at: datetime) -> None:
    """Record how the endpoint answered the challenge; `problem` is empty where it proved itself.

    :raises NotAllowed: not the machinery
    :raises NotFound: it was removed meanwhile
    :raises AlreadyDone: it was proven before
    :raises SubscriptionMoment: nobody waits for a proof
    """
    policies.must_be_machinery(by)
    subscription = steps.lock(subscription_id, by=by)
    if problem:
        steps.note_problem(subscription, problem)
    else:
        steps.move(subscription, Act.PROVE, by=by, at=at)


@transaction.atomic(durable=True)
def pause(*, subscription_id: UUID, by: Actor, at: datetime) -> None:
    """Send nothing until resumed; what is told meanwhile waits, as long as changes are kept.

    :raises NotFound: no such subscription, or not the actor's
    :raises AlreadyDone: it is paused
    :raises SubscriptionMoment: it is not active
    """
    steps.move(steps.lock(subscription_id, by=by), Act.PAUSE, by=by, at=at)


@transaction.atomic(durable=True)
def resume(*, subscription_id: UUID, by: Actor, at: datetime) -> None:
    """Send again, beginning with what waited.

    :raises NotFound: no such subscription, or not the actor's
    :raises AlreadyDone: it is active
    :raises SubscriptionMoment: it is not paused
    """
    steps.move(steps.lock(subscription_id, by=by), Act.RESUME, by=by, at=at)


@transaction.atomic(durable=True)
def stop(*, subscription_id: UUID, why: Why, by: Actor, at: datetime) -> None:
    """Send nothing until the endpoint proves itself anew: it is gone, or fails for days.

    :raises NotAllowed: neither the machinery nor the operations centre
    :raises NotFound: no such subscription
    :raises AlreadyDone: it was stopped before
    :raises SubscriptionMoment: it was never active
    """
    policies.must_watch(by)
    steps.move(steps.lock(subscription_id, by=by), Act.STOP, by=by, at=at, why=why)


@transaction.atomic(durable=True)
def remove(*, subscription_id: UUID, by: Actor, at: datetime) -> None:
    """Forget the subscription, what waits for it and what could not be delivered.

    :raises NotFound: no such subscription, or not the actor's
    """
    steps.hold_accounts()
    steps.remove(steps.lock(subscription_id, by=by))
    journal.record(
        events.SubscriptionRemoved(subscription_id, at),
        by=by,
        subject=("subscription", str(subscription_id)),
    )


@transaction.atomic(durable=True)
def change_secret(*, subscription_id: UUID, by: Actor, at: datetime) -> str:
    """A new secret, told this once. Both sign while the policy lets the old one live on.

    :raises NotFound: no such subscription, or not the actor's
    """
    subscription = steps.lock(subscription_id, by=by)
    key = steps.new_key()
    until = at + policy_on(at.date()).secret_overlap
    steps.change_secret(subscription, key, old_until=until)
    journal.record(
        events.SubscriptionSecretChanged(subscription_id, until, at),
        by=by,
        subject=("subscription", str(subscription_id)),
    )
    return signing.secret_text(key)


@transaction.atomic(durable=True)
def make_token(*, owner: str, by: Actor, at: datetime) -> str:
    """A token that manages an owner's subscriptions, told this once.

    :raises NotAllowed: only the machinery hands out tokens, at the API's door
    """
    policies.must_be_machinery(by)
    return steps.new_token(owner, at=at)
