"""Questions about what was told and to whom, answered as cards."""

from .accounts import AccountCard, SequenceCard, accounts, sequence
from .changes import (
    ChangeCard,
    Reach,
    TopicCard,
    public_after,
    public_head,
    public_places,
    public_reach,
    public_recent,
    public_topics,
)
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
    "TopicCard",
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
    "public_places",
    "public_reach",
    "public_recent",
    "public_topics",
    "sequence",
    "subscription",
    "subscriptions",
    "wanted_letters",
]
