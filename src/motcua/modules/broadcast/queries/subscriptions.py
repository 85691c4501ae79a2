"""Subscriptions as their owners and the operations centre see them, and as they are carried."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from motcua.foundation import rows, vault
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import policies
from ..models import DeadLetter, OwnerToken, Subscription
from ..rules import Filter
from ..rules.subscribing import Act, Content, State, Why, acts_open
from .accounts import PENDING

MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class SubscriptionCard:
    """`pending` is what waits now; `problem` is why the last try failed, in a word."""

    id: UUID
    name: str
    address: str
    wanted: Filter
    content: Content
    state: State
    why: Why
    asked_at: datetime
    sent: int
    pending: int
    expired: int
    dead: int
    tries: int
    next_try_at: datetime | None
    last_sent_at: datetime | None
    problem: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def acts(self) -> list[Act]:
        return acts_open(self.state)


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A change that could not be delivered. `is_wanted`: it will be sent once more."""

    position: int
    event: UUID
    kind: str
    problem: str
    tries: int
    buried_at: datetime
    is_wanted: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """An active subscription as whoever carries needs it. `keys` sign, the new one first."""

    id: UUID
    address: str
    wanted: Filter
    content: Content
    keys: tuple[bytes, ...]
    cursor: int
    tries: int
    failing_since: datetime | None
    next_try_at: datetime | None
    has_wanted_letters: bool


@dataclass(frozen=True, slots=True)
class WantedLetter:
    """A dead letter to be sent again, whole."""

    position: int
    event: UUID
    body: bytes


def subscription(subscription_id: UUID, *, by: Actor) -> SubscriptionCard:
    """:raises NotFound: no such subscription, or not the actor's"""
    found = Subscription.objects.filter(id=subscription_id).first()
    if found is None or not policies.may_manage(by, owner=found.owner):
        raise NotFound("no such subscription")
    return _card(found, _pending([found.id]))


def subscriptions(*, by: Actor) -> list[SubscriptionCard]:
    """The actor's own, oldest first."""
    return _cards(list(Subscription.objects.filter(owner=by.id).order_by("asked_at", "id")))


def all_subscriptions(*, by: Actor, limit: int = 200) -> list[SubscriptionCard]:
    """Everybody's, those in trouble first.

    :raises NotAllowed: neither of the operations centre nor an administrator
    """
    policies.must_watch(by)
    found = Subscription.objects.order_by("-tries", "asked_at", "id")[:limit]
    return _cards(list(found))


def dead_letters(subscription_id: UUID, *, by: Actor) -> list[LetterCard]:
    """What could not be delivered, oldest first.

    :raises NotFound: no such subscription, or not the actor's
    """
    subscription(subscription_id, by=by)
    found = DeadLetter.objects.filter(subscription_id=subscription_id).order_by("position")
    return [
        LetterCard(d.position, d.event, d.kind, d.problem, d.tries, d.buried_at, d.is_wanted)
        for d in found.defer("body")[:MOST_LETTERS]
    ]


def public_owner_of(token: str) -> Actor | None:
    """Who holds a token; None if nobody was given it. Asked before there is an actor."""
    found = OwnerToken.objects.filter(fingerprint=vault.fingerprint(token)).first()
    return Actor(found.owner) if found else None


def challenge_of(subscription_id: UUID, *, by: Actor) -> Carried | None:
    """A subscription whose endpoint is to prove itself; None if it need not any more.

    :raises NotAllowed: not the machinery
    """
    policies.must_be_machinery(by)
    found = Subscription.objects.filter(id=subscription_id, state=State.ASKED).first()
    return _carried(found, frozenset()) if found else None


def carried(*, by: Actor) -> list[Carried]:
    """Every active subscription, with its keys.

    :raises NotAllowed: not the machinery
    """
    policies.must_be_machinery(by)
    wanting = frozenset(
        DeadLetter.objects.filter(is_wanted=True)
        .values_list("subscription_id", flat=True)
        .distinct()
    )
    found = Subscription.objects.filter(state=State.ACTIVE)
    return [_carried(each, wanting) for each in found]


def wanted_letters(subscription_id: UUID, *, by: Actor, limit: int = 100) -> list[WantedLetter]:
    """Dead letters to be sent again, oldest first.

    :raises NotAllowed: not the machinery
    """
    policies.must_be_machinery(by)
    found = DeadLetter.objects.filter(subscription_id=subscription_id, is_wanted=True)
    return [
        WantedLetter(d.position, d.event, bytes(d.body)) for d in found.order_by("position")[:limit]
    ]


def _carried(found: Subscription, wanting: frozenset[UUID]) -> Carried:
    sealed = [found.secret, *([found.old_secret] if found.old_secret else [])]
    return Carried(
        id=found.id,
        address=found.address,
        wanted=Filter(tuple(found.topics), tuple(found.places)),
        content=Content(found.content),
        keys=tuple(vault.unseal(bytes(each)) for each in sealed),
        cursor=found.cursor,
        tries=found.tries,
        failing_since=found.failing_since,
        next_try_at=found.next_try_at,
        has_wanted_letters=found.id in wanting,
    )


def _cards(found: list[Subscription]) -> list[SubscriptionCard]:
    pending = _pending([each.id for each in found])
    return [_card(each, pending) for each in found]


def _card(found: Subscription, pending: dict[UUID, int]) -> SubscriptionCard:
    return SubscriptionCard(
        id=found.id,
        name=found.name,
        address=found.address,
        wanted=Filter(tuple(found.topics), tuple(found.places)),
        content=Content(found.content),
        state=State(found.state),
        why=Why(found.why),
        asked_at=found.asked_at,
        sent=found.sent,
        pending=pending.get(found.id, 0),
        expired=found.expired,
        dead=found.dead,
        tries=found.tries,
        next_try_at=found.next_try_at,
        last_sent_at=found.last_sent_at,
        problem=found.last_problem,
    )


def _pending(ids: list[UUID]) -> dict[UUID, int]:
    return {row[0]: int(row[1]) for row in rows.fetch(PENDING, [ids])} if ids else {}
