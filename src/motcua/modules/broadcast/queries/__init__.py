"""Questions about what was told and to whom, answered as cards."""

from .accounts import AccountCard, SequenceCard, accounts, sequence
from .changes import ChangeCard, Reach, public_after, public_head, public_reach, public_recent
from .following import Follower, public_follower
from .subscriptions import (
    Carried,
    LetterCard,
    SubscriptionCard,
    WantedLetter,
    all_subscriptions,
    carried,
    challenge_of,
    dead_letters,
    public_owner_of,
    subscription,
    subscriptions,
    wanted_letters,
)

__all__ = [
    "AccountCard",
    "Carried",
    "ChangeCard",
    "Follower",
    "LetterCard",
    "Reach",
    "SequenceCard",
    "SubscriptionCard",
    "WantedLetter",
    "accounts",
    "all_subscriptions",
    "carried",
    "challenge_of",
    "dead_letters",
    "public_after",
    "public_follower",
    "public_head",
    "public_owner_of",
    "public_reach",
    "public_recent",
    "sequence",
    "subscription",
    "subscriptions",
    "wanted_letters",
]
