"""What becomes of a part: it waits for others, it is filed, or what it waited for never came."""

from collections.abc import Mapping
from enum import StrEnum

from .group import Group


class PartState(StrEnum):
    """WAITING: for the results of others. STARTED: filed, and a dossier of its own from then on.
    BLOCKED: what it needed was refused, stopped or withdrawn; it is filed by itself, if at all.
    """

    WAITING = "waiting"
    STARTED = "started"
    BLOCKED = "blocked"


class Ending(StrEnum):
    """How far the dossier of a part is, as those who wait for it see it."""

    OPEN = "open"
    GRANTED = "granted"
    LOST = "lost"


#: States of a dossier whose result is there for others, and those from which none will come.
GRANTED = frozenset({"resolved", "returned"})
LOST = frozenset({"refused", "rejected_at_intake", "withdrawn", "stopped"})


def ended_as(state: str, *, is_refusal: bool = False) -> Ending:
    """`is_refusal`: what was issued is a refusal, which is returned as a result is."""
    if state in LOST or (state in GRANTED and is_refusal):
        return Ending.LOST
    return Ending.GRANTED if state in GRANTED else Ending.OPEN


def next_of(
    group: Group, parts: Mapping[str, PartState], endings: Mapping[str, Ending]
) -> dict[str, PartState]:
    """The waiting parts that change now, and into what. `endings`: of the parts that are filed.

    A part that will never be filed loses those that wait for it; the others go on.
    """
    now = dict(parts)
    changed: dict[str, PartState] = {}
    for member in group.members:
        if now[member.key] is not PartState.WAITING:
            continue
        needed = [(now[need], endings.get(need, Ending.OPEN)) for need in member.needs]
        if any(state is PartState.BLOCKED or ending is Ending.LOST for state, ending in needed):
            now[member.key] = changed[member.key] = PartState.BLOCKED
        elif all(ending is Ending.GRANTED for _, ending in needed):
            changed[member.key] = PartState.STARTED
    return changed
