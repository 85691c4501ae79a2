"""What happened to subscriptions. Where they lead and who holds them is never said here."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SubscriptionAsked:
    """Somebody wants to be told, or wants to be asked again: the endpoint must prove itself."""

    kind: ClassVar[str] = "subscription.asked/1"

    subscription: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class SubscriptionMoved:
    """From one state to another; `why` is empty unless it was stopped."""

    kind: ClassVar[str] = "subscription.moved/1"

    subscription: UUID
    act: str
    before: str
    after: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SubscriptionSecretChanged:
    kind: ClassVar[str] = "subscription.secret_changed/1"

    subscription: UUID
    old_until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class SubscriptionRemoved:
    kind: ClassVar[str] = "subscription.removed/1"

    subscription: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DeadLettersWanted:
    """Somebody asked for letters that could not be delivered; `letters` is how many."""

    kind: ClassVar[str] = "subscription.dead_letters_wanted/1"

    subscription: UUID
    letters: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangesExpired:
    """Changes up to a position are kept no longer."""

    kind: ClassVar[str] = "broadcast.changes_expired/1"

    up_to: int
    removed: int
    at: datetime
