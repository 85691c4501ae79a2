"""Papers somebody has with us already: given in an earlier dossier, or issued on one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.components import uploads
from motcua.modules.results import queries as results

from .. import content
from ..answering import HERE
from ..models import Filing
from ..rules import State

#: So many dossiers are looked through, the latest filed first.
LOOKED_THROUGH = 30


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper and where it is from. `code` is that of the document asked for then, if any.

    `is_result`: the state issued it, and `number` is its own; else the person gave it, and `number`
    is that of the dossier.
    """

    document_type: str
    code: str
    name: Text
    is_result: bool
    dossier: UUID
    number: str
    on: date


def held_papers(*, by: Actor) -> list[HeldPaper]:
    """What the reader has with us, results first, each kind latest first. Two statements."""
    if by.person is None:
        return []
    filings = list(
        Filing.objects.filter(dossier__applicant=by.person)
        .exclude(dossier__state=State.DRAFT).select_related("dossier")
        .order_by("-filed_at", "-dossier_id")[:LOOKED_THROUGH]
    )  # fmt: skip
    if not filings:
        return []
    return [*_issued(filings, by=by), *(paper for each in filings for paper in _given(each))]


def _issued(filings: list[Filing], *, by: Actor) -> Iterator[HeldPaper]:
    of = {("dossier", str(each.dossier_id)): each for each in filings}
    for card in results.issued_for(list(of), by=by):
        filing = of[card.subject]
        spec = catalogue.revision(filing.dossier.revision_id).result
        if spec.document_type:
            yield HeldPaper(
                document_type=spec.document_type,
                code="",
                name=card.title,
                is_result=True,
                dossier=filing.dossier_id,
                number=card.number,
                on=card.issued_on,
            )


def _given(filing: Filing) -> Iterator[HeldPaper]:
    revision = catalogue.revision(filing.dossier.revision_id)
    asked = dict(uploads(revision.components))
    if not asked:
        return
    answers = content.unseal_answers(filing.answers)
    for question, component in asked.items():
        if answers.get(question):
            yield HeldPaper(
                document_type=component.document_type,
                code=component.code,
                name=component.name,
                is_result=False,
                dossier=filing.dossier_id,
                number=filing.dossier.code or filing.dossier.submission_number or "",
                on=filing.filed_at.astimezone(HERE).date(),
            )
