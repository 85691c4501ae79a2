"""What a citizen has: drafts and dossiers, latest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms.rules import Sources

from .. import content, current, tracing
from ..models import Dossier, Draft
from ..rules import State
from .pages import Page, after, cut


@dataclass(frozen=True, slots=True)
class MyRow:
    id: UUID
    number: str
    procedure_code: str
    procedure: Text
    agency: str
    state: State
    moved_at: datetime
    due_at: datetime | None
    reply_by: datetime | None


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft, or a supplement being made, with everything typed so far."""

    id: UUID
    procedure: str
    revision: UUID
    agency: str
    channel: str
    return_method: str
    language: str
    answers: content.Answers
    saved_at: datetime
    state: State
    sources: Sources
    begun_on: UUID | None = None

    @property
    def is_supplement(self) -> bool:
        """Whether a filed dossier is being completed, and not a new one written."""
        return self.state is not State.DRAFT


def my_dossiers(*, by: Actor, limit: int = 20, cursor: str | None = None) -> Page[MyRow]:
    """Filed dossiers of which the reader is applicant or submitter, last moved first."""
    if by.person is None:
        return Page([], None)
    rows = (
        Dossier.objects.filter(Q(applicant=by.person) | Q(submitter=by.person))
        .exclude(state=State.DRAFT)
        .order_by("-moved_at", "-id")
    )
    if cursor:
        moved_at, key = after(cursor)
        rows = rows.filter(Q(moved_at__lt=moved_at) | Q(moved_at=moved_at, id__lt=key))
    found, further = cut(list(rows[: limit + 1]), limit, key=lambda r: (r.moved_at, r.id))
    return Page([_row(row) for row in found], further)


def my_drafts(*, by: Actor) -> list[MyRow]:
    """Unfinished applications, last saved first."""
    if by.person is None:
        return []
    rows = Dossier.objects.filter(applicant=by.person, state=State.DRAFT).order_by("-moved_at")
    return [_row(row) for row in rows[:50]]


def draft(draft_id: UUID, *, by: Actor) -> DraftCard:
    """:raises NotFound: not the reader's draft, or filed already"""
    found = Draft.objects.select_related("dossier").filter(dossier_id=draft_id).first()
    if found is None or by.person is None or str(found.dossier.applicant) != by.person:
        raise NotFound("no such draft")
    row = found.dossier
    return DraftCard(
        id=row.id,
        procedure=row.procedure,
        revision=current.revision_of(row),
        agency=row.agency,
        channel=row.channel,
        return_method=row.return_method,
        language=row.language,
        answers=content.unseal_answers(found.answers),
        saved_at=found.saved_at,
        state=State(row.state),
        sources=tracing.known(row, found),
        begun_on=found.begun_on,
    )


def _row(row: Dossier) -> MyRow:
    return MyRow(
        id=row.id,
        number=row.code or row.submission_number or "",
        procedure_code=row.procedure,
        procedure=catalogue.revision(current.revision_of(row)).name,
        agency=row.agency,
        state=State(row.state),
        moved_at=row.moved_at,
        due_at=row.due_at,
        reply_by=row.reply_by,
    )
