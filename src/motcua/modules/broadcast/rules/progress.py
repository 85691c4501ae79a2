"""What whoever carries webhooks reports, to be written in batches."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Buried:
    """A change given up: it stays, whole, until somebody asks for it again."""

    position: int
    event: UUID
    kind: str
    body: bytes
    problem: str
    tries: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one subscription got: everything after `before` and up to `after` is settled.

    `tries`, `failing_since` and `next_try_at` tell how the message that waits now has fared.
    """

    subscription: UUID
    before: int
    after: int
    sent: int
    tries: int = 0
    failing_since: datetime | None = None
    next_try_at: datetime | None = None
    problem: str = ""
    buried: tuple[Buried, ...] = ()


@dataclass(frozen=True, slots=True)
class Redelivered:
    """A dead letter that was sent again; `problem` is empty where it was taken."""

    subscription: UUID
    position: int
    problem: str
