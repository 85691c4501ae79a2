"""A subscription's row: made, moved along the table of moves, removed; no other writes states."""

import secrets
from datetime import datetime
from uuid import UUID

from motcua.foundation import journal, rows, vault
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import events, policies
from ..models import OwnerToken, Subscription, SubscriptionAccount
from ..rules import subscribing
from ..rules.signing import SECRET_BYTES
from ..rules.subscribing import Act, State, Why, Wish
from .sequence import head, ring_subscriptions

TOKEN_PREFIX = "mcs_"  # noqa: S105 -- says what it is, and is none
TOKEN_BYTES = 32


def new_key() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def new_token(owner: str, *, at: datetime) -> str:
    """The token is returned; its fingerprint stays."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    OwnerToken.objects.create(fingerprint=vault.fingerprint(token), owner=owner, made_at=at)
    return token


def subscriptions_of(owner: str) -> int:
    """How many an owner has. Who asks twice at once waits for himself, so that both count."""
    rows.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [owner])
    return Subscription.objects.filter(owner=owner).count()


def add(wish: Wish, *, name: str, key: bytes, owner: str, at: datetime) -> UUID:
    """A wish not proven yet; it counts from the present head."""
    position = head()
    subscription = Subscription(
        id=new_id(),
        owner=owner,
        name=name,
        address=wish.address,
        topics=list(wish.wanted.topics),
        places=list(wish.wanted.places),
        content=wish.content,
        state=State.ASKED,
        why=Why.NOT,
        secret=vault.seal(key),
        asked_at=at,
        cursor=position,
    )
    subscription.save(force_insert=True)
    SubscriptionAccount.objects.create(subscription=subscription, counted_to=position)
    return subscription.id


def lock(subscription_id: UUID, *, by: Actor) -> Subscription:
    """:raises NotFound: no such subscription, or not the actor's"""
    found = Subscription.objects.select_for_update().filter(id=subscription_id).first()
    if found is None or not policies.may_manage(by, owner=found.owner):
        raise NotFound("no such subscription")
    return found


def move(
    subscription: Subscription, act: Act, *, by: Actor, at: datetime, why: Why = Why.NOT
) -> None:
    """Along the table of moves, or refuse; whoever carries hears of it, and so does the journal."""
    before = State(subscription.state)
    subscription.state = subscribing.next_state(before, act)
    subscription.why = why
    if act in (Act.PROVE, Act.RESUME):
        subscription.tries, subscription.last_problem = 0, ""
        subscription.failing_since = subscription.next_try_at = None
    subscription.save(
        update_fields=["state", "why", "tries", "last_problem", "failing_since", "next_try_at"]
    )
    ring_subscriptions()
    moved = events.SubscriptionMoved(subscription.id, act, before, subscription.state, why, at)
    journal.record(moved, by=by, subject=("subscription", str(subscription.id)))


def note_problem(subscription: Subscription, problem: str) -> None:
    subscription.last_problem = problem
    subscription.save(update_fields=["last_problem"])


def change_secret(subscription: Subscription, key: bytes, *, old_until: datetime) -> None:
    subscription.old_secret, subscription.old_secret_until = subscription.secret, old_until
    subscription.secret = vault.seal(key)
    subscription.save(update_fields=["secret", "old_secret", "old_secret_until"])
    ring_subscriptions()


def remove(subscription: Subscription) -> None:
    subscription.delete()
    ring_subscriptions()
