"""What happened to rehearsals, as the city knows it. Ids only; what happens inside stays inside."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RehearsalAsked:
    """A space is to be made for a package."""

    kind: ClassVar[str] = "rehearsal.asked/1"

    rehearsal: UUID
    procedure: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RehearsalOpened:
    kind: ClassVar[str] = "rehearsal.opened/1"

    rehearsal: UUID
    procedure: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RehearsalClosed:
    """Nobody may enter any more; its space is to be taken down."""

    kind: ClassVar[str] = "rehearsal.closed/1"

    rehearsal: UUID
    procedure: str
    at: datetime
