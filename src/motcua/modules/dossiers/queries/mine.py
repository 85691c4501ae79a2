"""What a citizen has filed, or others for them, latest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import Actor
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates.rules import Reach

from .. import content, current, standing
from ..models import Dossier, Filing
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


def _visible_to(by: Actor) -> Q:
    """Own, filed under a mandate in force, of those whose all is seen, or named as owner."""
    visible = Q(applicant=by.person) | Q(submitter=by.person, mandate=None)
    for held in mandates.standings(by=by):
        covered = Q(procedure__in=held.procedures) if held.procedures else Q()
        whose = Q(mandate=held.id, submitter=by.person)
        if held.reach is Reach.ALL:
            whose = Q(applicant=held.giver)
        visible |= whose & covered
    mark = standing.own_mark(by)
    return visible if mark is None else visible | Q(owner_print=mark)


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


def filed_under(key: str, *, by: Actor) -> str | None:
    """The submission number of what the reader filed under this key; None if nothing."""
    if by.person is None:
        return None
    found = Filing.objects.filter(submitter=by.person, key=key)
    return found.values_list("dossier__submission_number", flat=True).first()
