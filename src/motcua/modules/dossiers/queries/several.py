"""How several dossiers stand, for those who know that they belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import SYSTEM, Actor

from ..models import Dossier
from ..rules import State


@dataclass(frozen=True, slots=True)
class StandingCard:
    """A dossier without its content. `number`: the code once it has one, else the submission's."""

    id: UUID
    number: str
    procedure: str
    revision: UUID
    agency: str
    submitter: UUID
    channel: str
    state: State
    is_refusal: bool
    filed_at: datetime | None
    answer_by: datetime | None
    reply_by: datetime | None
    due_at: datetime | None
    ended_at: datetime | None


def several(ids: Iterable[UUID], *, by: Actor) -> dict[UUID, StandingCard]:
    """Those of these dossiers that are the reader's own; the system sees all."""
    rows = Dossier.objects.filter(id__in=list(ids))
    if by != SYSTEM:
        if by.person is None:
            return {}
        rows = rows.filter(Q(applicant=by.person) | Q(submitter=by.person, mandate=None))
    return {row.id: _card(row) for row in rows}


def _card(row: Dossier) -> StandingCard:
    return StandingCard(
        id=row.id,
        number=row.code or row.submission_number or "",
        procedure=row.procedure,
        revision=row.revision_id,
        agency=row.agency,
        submitter=row.submitter,
        channel=row.channel,
        state=State(row.state),
        is_refusal=row.is_refusal,
        filed_at=row.filed_at,
        answer_by=row.answer_by,
        reply_by=row.reply_by,
        due_at=row.due_at,
        ended_at=row.ended_at,
    )
