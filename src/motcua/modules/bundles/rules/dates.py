"""When everything will be there: each part from the moment it can start, and the latest of all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .group import Group


@dataclass(frozen=True, slots=True)
class Planned:
    """From when to when a part runs. `is_promised`: by its own clock, and no longer a plan."""

    key: str
    starts_at: datetime
    due_at: datetime
    is_promised: bool
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """What is known of a part: its own date once it was accepted, its end once it has ended.

    `ready`: when it would be ready if it were received at a moment; None where nobody can tell.
    """

    due_at: datetime | None
    ended_at: datetime | None
    is_lost: bool
    ready: Callable[[datetime], datetime | None]


def planned(group: Group, legs: Mapping[str, Leg], *, now: datetime) -> tuple[Planned, ...]:
    """Each part that will come, in order; those that are lost are left out, and what needs them."""
    found: dict[str, Planned] = {}
    for member in group.members:
        leg = legs[member.key]
        needed = sorted(member.needs)
        if leg.is_lost or any(need not in found for need in needed):
            continue
        starts = max((found[need].due_at for need in needed), default=now)
        due = leg.ended_at or leg.due_at or leg.ready(starts)
        if due is None:
            continue
        is_promised = leg.due_at is not None or leg.ended_at is not None
        found[member.key] = Planned(member.key, starts, due, is_promised, tuple(needed))
    return tuple(found.values())


def joint_due(plan: tuple[Planned, ...]) -> datetime | None:
    """When the last of them is due."""
    return max((each.due_at for each in plan), default=None)
