"""Questions about what was told, answered as cards."""

from .changes import ChangeCard, Reach, public_after, public_head, public_reach, public_recent
from .following import Follower, public_follower

__all__ = [
    "ChangeCard",
    "Follower",
    "Reach",
    "public_after",
    "public_follower",
    "public_head",
    "public_reach",
    "public_recent",
]
