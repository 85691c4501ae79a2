"""What was done about one dossier: asked, decided, advised, and how its clock stands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.actors import Actor

from .. import clocks, content
from ..models import Decision, Opinion, Supplement
from ..rules import Act, Item
from ..standing import OF_PEOPLE
from .sight import seen


@dataclass(frozen=True, slots=True)
class SupplementCard:
    id: UUID
    stage: str
    items: tuple[Item, ...]
    contact: str
    asked_at: datetime
    reply_by: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """Why the dossier was refused, returned, stopped or withdrawn."""

    act: Act
    reason: str
    legal_basis: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpinionCard:
    of_agency: str
    question: str
    asked_at: datetime
    reply_by: datetime
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClockCard:
    """The due date with its explanation, and how it stands now."""

    due: clock.Due
    phase: clock.Phase
    standing: clock.Standing
    urgency: clock.Urgency


def supplements(dossier_id: UUID, *, by: Actor) -> list[SupplementCard]:
    """What was asked of the applicant, in order. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    rows = Supplement.objects.filter(dossier_id=dossier_id).order_by("asked_at", "id")
    return [
        SupplementCard(
            id=row.id,
            stage=row.stage,
            items=tuple(Item(*item) for item in content.unseal(row.items)),
            contact=row.contact,
            asked_at=row.asked_at,
            reply_by=row.reply_by,
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def decisions(dossier_id: UUID, *, by: Actor) -> list[DecisionCard]:
    """The grounds given so far, in order. :raises NotFound: not for this reader"""
    _, roles = seen(dossier_id, by=by)
    hidden = {Act.RETURN_DRAFT} if roles and roles <= OF_PEOPLE else set()
    rows = Decision.objects.filter(dossier_id=dossier_id).order_by("at", "id")
    return [
        DecisionCard(Act(row.act), str(content.unseal(row.reason)), row.legal_basis, row.by, row.at)
        for row in rows
        if Act(row.act) not in hidden
    ]


def opinions(dossier_id: UUID, *, by: Actor) -> list[OpinionCard]:
    """Opinions asked and given; not for the applicant. :raises NotFound: not for this reader"""
    _, roles = seen(dossier_id, by=by)
    if roles and roles <= OF_PEOPLE:
        return []
    rows = Opinion.objects.filter(dossier_id=dossier_id).order_by("asked_at", "id")
    return [
        OpinionCard(
            of_agency=row.of_agency,
            question=str(content.unseal(row.question)),
            asked_at=row.asked_at,
            reply_by=row.reply_by,
            answer=None if row.answer is None else str(content.unseal(row.answer)),
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def clock_of(dossier_id: UUID, *, by: Actor, now: datetime) -> ClockCard | None:
    """The clock explained; None before acceptance. :raises NotFound: not for this reader"""
    row, _ = seen(dossier_id, by=by)
    acts = clocks.acts_of(dossier_id)
    if not acts or row.accepted_at is None:
        return None
    due = clocks.due_of(row, acts)
    calendar = clocks.calendar_of(row)
    rules = clocks.rules_of(acts)
    return ClockCard(
        due=due,
        phase=clock.state_of(acts, now).phase,
        standing=clock.standing(due.due_at, calendar, now=now, ended_at=row.ended_at),
        urgency=clock.urgency(due.due_at, calendar, rules, started_at=row.accepted_at, now=now),
    )
