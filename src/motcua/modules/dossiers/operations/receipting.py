"""The receipt of a filing: made right after it, once, by nobody's hand."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import AlreadyDone, NotAllowed
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.results import queries as papers_of
from motcua.modules.results import steps as results
from motcua.modules.results.rules import LetterKind

from .. import receipts, steps


@transaction.atomic(durable=True)
def issue_filing_receipt(*, dossier_id: UUID, by: Actor, at: datetime) -> UUID:
    """Confirm in writing what was filed; it is typeset and sealed after it. Returns the letter.

    :raises NotAllowed: the machinery does so, nobody else
    :raises AlreadyDone: it has one
    """
    dossier = steps.lock(dossier_id)
    if by != SYSTEM:
        raise NotAllowed("receipts of filing are made by the machinery")
    subject = steps.subject(dossier)
    kind = LetterKind.FILING_RECEIPT
    had = (each for each in papers_of.letters_of(subject, by=by) if each.kind is kind)
    if any(each.voided_at is None for each in had):
        raise AlreadyDone("it has a receipt of filing")
    body, facts = receipts.filing_receipt(dossier)
    order = results.LetterOrder(
        agency=dossier.agency,
        body=body,
        facts=facts,
        template=catalogue.revision(dossier.revision_id).letters.get(kind, ""),
    )
    return results.issue_letter(subject=subject, order=order, by=by, at=at)
