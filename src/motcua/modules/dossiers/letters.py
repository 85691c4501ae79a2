"""Letters of a dossier: what they say (`papers`), in the package's template or the city's own."""

from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.results import steps as results
from motcua.modules.results.rules import LetterBody

from . import current, papers, steps
from .models import Dossier


def issue(dossier: Dossier, body: LetterBody, *, by: Actor, at: datetime) -> UUID:
    """Decide the letter inside the caller's transaction; it is typeset and sealed after it."""
    templates = catalogue.revision(current.revision_of(dossier)).letters
    order = results.LetterOrder(
        agency=dossier.agency,
        body=body,
        facts=papers.facts(dossier),
        template=templates.get(body.kind, ""),
    )
    return results.issue_letter(subject=steps.subject(dossier), order=order, by=by, at=at)
