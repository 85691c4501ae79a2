"""What happened to keys. Ids and scopes only; never a secret, never what a person called a key."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KeyGiven:
    """A person made a key for a program of theirs."""

    kind: ClassVar[str] = "access.key_given/1"

    key: UUID
    form: str
    scopes: tuple[str, ...]
    ends_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class KeyEnded:
    """Its owner ended it; nothing opens with it any more."""

    kind: ClassVar[str] = "access.key_ended/1"

    key: UUID
    at: datetime
