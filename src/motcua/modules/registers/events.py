"""Facts about look-ups. Who asked which register for which facts; never what it told."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RegisterLookedUp:
    """`facts` and `documents` are names; `outcome` is of `rules.Outcome`."""

    kind: ClassVar[str] = "registers.looked_up/1"

    lookup: UUID
    register: str
    purpose: str
    ground: str
    facts: tuple[str, ...]
    documents: tuple[str, ...]
    outcome: str
    at: datetime
