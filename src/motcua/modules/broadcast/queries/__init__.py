"""Questions about what was told, answered as cards."""

from .changes import ChangeCard, Reach, public_after, public_head, public_reach, public_recent

__all__ = [
    "ChangeCard",
    "Reach",
    "public_after",
    "public_head",
    "public_reach",
    "public_recent",
]
