"""The paths of a package as they were walked, and what changed since the walk before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import policies
from ..models import Walk
from ..rules.life import Stage

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class WalkedPath:
    """One path: what it was to cover, how it ended, and the dossier it left in the space."""

    key: str
    name: str
    covers: tuple[str, ...]
    outcome: str
    expected: str
    number: str
    dossier: str
    seconds: int
    late: bool
    trouble: str

    @property
    def is_good(self) -> bool:
        return not self.trouble and self.outcome == self.expected


@dataclass(frozen=True, slots=True)
class WalkCard:
    id: UUID
    rehearsal: UUID
    origin: str
    digest: str
    state: Stage
    done: int
    of: int
    paths: tuple[WalkedPath, ...]
    uncovered: tuple[str, ...]
    trouble: str
    asked_at: datetime

    @property
    def is_under_way(self) -> bool:
        return self.state in (Stage.WAITING, Stage.RUNNING)

    @property
    def good(self) -> int:
        return sum(path.is_good for path in self.paths)


def walks(*, by: Actor, origin: str = "", rehearsal: UUID | None = None) -> tuple[WalkCard, ...]:
    """Newest first.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    rows = Walk.objects.order_by("-asked_at", "id")
    if origin:
        rows = rows.filter(origin=origin)
    if rehearsal:
        rows = rows.filter(rehearsal_id=rehearsal)
    return tuple(map(_card, rows[:_SHOWN]))


def walk(walk_id: UUID, *, by: Actor) -> WalkCard:
    """
    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such walk
    """
    policies.must_rehearse(by)
    row = Walk.objects.filter(id=walk_id).first()
    if row is None:
        raise NotFound(f"walk {walk_id}")
    return _card(row)


def walk_before(walk_id: UUID, *, by: Actor) -> WalkCard | None:
    """The finished walk of the same origin before this one: what it is compared with."""
    this = walk(walk_id, by=by)
    rows = Walk.objects.filter(
        origin=this.origin, asked_at__lt=this.asked_at, state=Stage.DONE.value
    )
    row = rows.order_by("-asked_at", "id").first()
    return _card(row) if row else None


def _card(row: Walk) -> WalkCard:
    return WalkCard(
        id=row.id,
        rehearsal=row.rehearsal_id,
        origin=row.origin,
        digest=row.digest,
        state=Stage(row.state),
        done=row.done,
        of=row.of,
        paths=tuple(_path(path) for path in row.paths),
        uncovered=tuple(row.uncovered),
        trouble=row.trouble,
        asked_at=row.asked_at,
    )


def _path(told: dict[str, Any]) -> WalkedPath:
    return WalkedPath(**{**told, "covers": tuple(told["covers"])})
