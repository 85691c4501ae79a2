"""Who asked which register about a person: the person's own right to know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from . import policies
from .models import LookUp
from .ports import Registers
from .rules import Ground, Outcome, Purpose, RegisterCode

LONGEST_LIST = 100


@dataclass(frozen=True, slots=True)
class LookUpCard:
    """One question to a register: when, by whom, why, on what ground, and what was asked."""

    id: UUID
    register: RegisterCode
    purpose: Purpose
    ground: Ground
    basis: str
    facts: tuple[str, ...]
    documents: tuple[str, ...]
    outcome: Outcome
    asked_by: str
    subject: str
    at: datetime


def look_ups(person: UUID | str, *, by: Actor) -> list[LookUpCard]:
    """The last hundred, newest first.

    :raises NotFound: not for this reader
    """
    key = person if isinstance(person, UUID) else UUID(person)
    if not policies.may_read_log(by, key):
        raise NotFound("no such log")
    rows = LookUp.objects.filter(person=key).order_by("-at", "-id")[:LONGEST_LIST]
    return [_card(row) for row in rows]


def public_connected() -> frozenset[RegisterCode]:
    """The registers this city is connected to."""
    return plugs.get(Registers).codes


def _card(row: LookUp) -> LookUpCard:
    return LookUpCard(
        id=row.id,
        register=RegisterCode(row.register),
        purpose=Purpose(row.purpose),
        ground=Ground(row.ground),
        basis=row.basis,
        facts=tuple(row.facts),
        documents=tuple(row.documents),
        outcome=Outcome(row.outcome),
        asked_by=row.asked_by,
        subject=row.subject,
        at=row.at,
    )
