"""What a person answered before, so that it is offered and not asked again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.catalogue import queries as catalogue

from .. import content
from ..models import Filing

#: Only the latest applications are looked through.
LATEST = 8


@dataclass(frozen=True, slots=True)
class Before:
    """An answer as it was filed, and in which dossier."""

    answer: object
    dossier: UUID
    number: str
    filed_at: datetime


def answered_before(wanted: Collection[str], *, by: Actor) -> dict[str, Before]:
    """The reader's latest answers to these questions of the bank, by their names in it.

    Only to what may be offered again, and only from what they filed for themselves.
    """
    found: dict[str, Before] = {}
    if by.person is None or not wanted:
        return found
    rows = (
        Filing.objects.filter(submitter=by.person, dossier__applicant=by.person)
        .select_related("dossier")
        .order_by("-filed_at", "-dossier_id")[:LATEST]
    )
    for row in rows:
        if not set(wanted) - found.keys():
            break
        answers = content.unseal_answers(row.answers)
        dossier = row.dossier
        number = dossier.code or dossier.submission_number or ""
        for question in catalogue.revision(dossier.revision_id).form.questions():
            is_asked = question.again and question.use in wanted and question.use not in found
            if is_asked and (answer := answers.get(question.key)) is not None:
                found[question.use] = Before(answer, dossier.id, number, row.filed_at)
    return found
