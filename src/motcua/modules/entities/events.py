"""What happened to entities. Names of entities only; what they say now is read from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EntitiesWritten:
    """`act`: created, replaced, updated, or deleted; all in one go."""

    kind: ClassVar[str] = "entities.written/1"

    act: str
    entities: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ContextHosted:
    """An @context was posted here, or pinned under a remote address (`url`)."""

    kind: ClassVar[str] = "entities.context_hosted/1"

    context: str
    url: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContextDropped:
    kind: ClassVar[str] = "entities.context_dropped/1"

    context: str
    at: datetime
