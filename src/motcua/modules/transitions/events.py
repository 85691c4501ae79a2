"""Facts about dossiers in flight when their procedure changed; ids and counts only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TransitionStarted:
    """Dossiers filed on `before` begin to go on by `after`, as was decided."""

    kind: ClassVar[str] = "transition.started/1"
    run: UUID
    procedure: str
    before: UUID
    after: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class TransitionFinished:
    """Every dossier has its fate: `moved` and `asked` go on by the new revision."""

    kind: ClassVar[str] = "transition.finished/1"
    run: UUID
    procedure: str
    moved: int
    asked: int
    kept: int
    blocked: int
    drafts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TransitionTurned:
    """It was paused, let go on, or is being undone as a whole."""

    kind: ClassVar[str] = "transition.turned/1"
    run: UUID
    procedure: str
    act: str
    at: datetime
