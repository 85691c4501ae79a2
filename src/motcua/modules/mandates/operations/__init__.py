"""The only ways a mandate changes. Each function is one transaction."""

from .claiming import claim, confirm, note_registered, turn_down
from .giving import accept, decline, erase_person, lay_down, offer, revoke
from .notifying import tell_began, tell_ended, tell_newcomer, tell_offered

__all__ = [
    "accept",
    "claim",
    "confirm",
    "decline",
    "erase_person",
    "lay_down",
    "note_registered",
    "offer",
    "revoke",
    "tell_began",
    "tell_ended",
    "tell_newcomer",
    "tell_offered",
    "turn_down",
]
