"""What a citizen has: drafts and dossiers, latest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms.rules import Sources
from motcua.modules.mandates import queries as mandates

from .. import content, current, standing, tracing
from ..models import Dossier, Draft
from ..rules import State
from .pages import Page, after, cut


@dataclass(frozen=True, slots=True)
class MyRow:
    """`for_whom` names the applicant, where that is not the reader."""

    id: UUID
    number: str
    procedure_code: str
    procedure: Text
    agency: str
    state: State
    moved_at: datetime
    due_at: datetime | None
    reply_by: datetime | None
    for_whom: str = ""


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
    """Filed dossiers of which the reader is applicant, representative or owner, last moved
    first."""
    if by.person is None:
        return Page([], None)
    rows = (
        Dossier.objects.filter(_visible_to(by))
        .exclude(state=State.DRAFT)
        .order_by("-moved_at", "-id")
    )
    if cursor:
        moved_at, key = after(cursor)
        rows = rows.filter(Q(moved_at__lt=moved_at) | Q(moved_at=moved_at, id__lt=key))
    found, further = cut(list(rows[: limit + 1]), limit, key=lambda r: (r.moved_at, r.id))
    return Page([_row(row, by=by) for row in found], further)


def my_drafts(*, by: Actor) -> list[MyRow]:
    """Unfinished applications, last saved first."""
    if by.person is None:
        return []
    mine = Q(applicant=by.person) | Q(mandate__in=standing.live_mandates(by))
    rows = Dossier.objects.filter(mine, state=State.DRAFT).order_by("-moved_at")
    return [_row(row, by=by) for row in rows[:50]]


def _visible_to(by: Actor) -> Q:
    """Own, filed under a mandate in force, of those whose all is seen, or named as owner."""
    visible = Q(applicant=by.person) | Q(submitter=by.person, mandate=None)
    for held in mandates.standings(by=by):
        covered = Q(procedure__in=held.procedures) if held.procedures else Q()
        whose = Q(mandate=held.id, submitter=by.person)
        if held.reach is mandates.Reach.ALL:
            whose = Q(applicant=held.giver)
        visible |= whose & covered
    mark = standing.own_mark(by)
    return visible if mark is None else visible | Q(owner_print=mark)


def draft(draft_id: UUID, *, by: Actor) -> DraftCard:
    """:raises NotFound: not the reader's draft, or filed already"""
    found = Draft.objects.select_related("dossier").filter(dossier_id=draft_id).first()
    if found is None or Role.APPLICANT not in standing.roles_seen(by, found.dossier):
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


def _row(row: Dossier, *, by: Actor) -> MyRow:
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
        for_whom=(
            "" if by.person == str(row.applicant) else content.unseal_text(row.applicant_name)
        ),
    )
