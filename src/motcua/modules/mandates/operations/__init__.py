"""The only ways a mandate changes. Each function is one transaction."""

from .claiming import claim, confirm, note_registered, turn_down
from .giving import accept, decline, lay_down, offer, revoke

__all__ = [
    "accept",
    "claim",
    "confirm",
    "decline",
    "lay_down",
    "note_registered",
    "offer",
    "revoke",
    "turn_down",
]
