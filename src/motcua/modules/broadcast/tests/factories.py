"""Changes and listeners to test with, published and numbered as the city does it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.modules.broadcast import operations, queries, steps
from motcua.modules.broadcast.queries import AccountCard
from motcua.modules.broadcast.rules import Change, Filter
from motcua.modules.broadcast.rules.progress import Buried, Progress
from motcua.modules.broadcast.rules.subscribing import Content, Wish

NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
WARD, OTHER_WARD = "00070", "00004"
FLOOD = Change(
    topic="alerts.flood",
    kind="vn.motcua.alert.issued.v1",
    subject="alert:1",
    place=WARD,
    at=NOON,
    data={"title": {"vi": "Cảnh báo ngập", "en": "Flood alert"}, "level": 2},
)


def a_change(
    topic: str = "alerts.flood",
    *,
    place: str = WARD,
    subject: str = "alert:1",
    public: bool = True,
    data: Mapping[str, object] | None = None,
) -> Change:
    told = FLOOD.data if data is None else data
    return replace(FLOOD, topic=topic, place=place, subject=subject, public=public, data=told)


def published(*changes: Change) -> None:
    """Committed, and not numbered yet."""
    with transaction.atomic():
        steps.publish(changes or (FLOOD,))


def told(*changes: Change) -> int:
    """Published and numbered. Returns how many were numbered."""
    published(*changes)
    return operations.number(by=SYSTEM, at=NOON)


AN = Actor("person:an")
BINH = Actor("person:binh")
HAI = Actor("officer:hai", frozenset({Post("H26", Role.OPERATOR)}))
ADDRESS = "https://receiver.example/hook"


def a_wish(
    *topics: str,
    places: tuple[str, ...] = (),
    name: str = "Bảng điện tử phường",
    address: str = ADDRESS,
    content: Content = Content.SINGLE,
) -> Wish:
    return Wish(name, address, Filter(topics, places), content)


def a_subscription(
    *topics: str,
    by: Actor = AN,
    places: tuple[str, ...] = (),
    address: str = ADDRESS,
    content: Content = Content.SINGLE,
    proven: bool = True,
) -> UUID:
    """Asked for and, unless told otherwise, proven."""
    wish = a_wish(*topics, places=places, address=address, content=content)
    made = operations.ask(wish=wish, by=by, at=NOON).id
    if proven:
        operations.note_proof(subscription_id=made, problem="", by=SYSTEM, at=NOON)
    return made


def sent(subscription: UUID, up_to: int, count: int, *buried: Buried) -> bool:
    """What whoever carries reports: everything up to a position is settled. Whether it was taken
    down."""
    (held,) = (c for c in queries.carried(by=SYSTEM) if c.id == subscription)
    progress = Progress(subscription, held.cursor, up_to, count, buried=buried)
    return not operations.settle(progress=[progress], by=SYSTEM, at=NOON)


def buried(position: int) -> Buried:
    return Buried(position, new_id(), FLOOD.kind, b"{}", "http-400", 3)


def account(subscription: UUID) -> AccountCard:
    (found,) = (a for a in queries.accounts(by=SYSTEM) if a.id == subscription)
    return found
