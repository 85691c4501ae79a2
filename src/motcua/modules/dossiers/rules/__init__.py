"""What may happen to a dossier. Pure: no database, no clock, no framework."""

from .guards import Facts, Item, Missing, missing_for, missing_for_extension
from .life import (
    ASKABLE,
    CLOSED,
    EXTENDABLE,
    EXTENDERS,
    MOVES,
    OPEN,
    SUBJECT,
    SUPERVISORS,
    Act,
    Move,
    State,
    acts_open_to,
    next_state,
    relation_of,
)
from .national import Delivery, Finance, national_state
from .progress import completion

__all__ = [
    "ASKABLE", "CLOSED", "EXTENDABLE", "EXTENDERS", "MOVES", "OPEN", "SUBJECT", "SUPERVISORS",
    "Act", "Delivery", "Facts", "Finance", "Item", "Missing", "Move", "State", "acts_open_to",
    "completion", "missing_for", "missing_for_extension", "national_state", "next_state",
    "relation_of",
]  # fmt: skip
