"""What a dossier's applicant answered, where it came from, and the form it answers."""

from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms import rules as forms

from .. import content, current
from ..models import Filing, Supplement, Transfer
from .sight import seen


def current_answers(dossier_id: UUID, *, by: Actor) -> content.Answers:
    """The answers as they stand after supplements. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    return current.answers(dossier_id)


def sources(dossier_id: UUID, *, by: Actor) -> forms.Sources:
    """Where the answers that stand now come from. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    return current.sources(dossier_id)


def original(dossier_id: UUID, *, by: Actor) -> tuple[content.Answers, str]:
    """The answers as first filed, and their digest. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    filing = Filing.objects.get(dossier_id=dossier_id)
    return content.unseal_answers(filing.answers), filing.digest


def answers_priced(dossier_id: UUID, *, by: Actor) -> content.Answers:
    """The answers as they stood by the revision it was filed on: what fees are reckoned from.

    :raises NotFound: not for this reader
    """
    row, _ = seen(dossier_id, by=by)
    return current.answers(dossier_id) if row.goes_by_id is None else _before_carried(dossier_id)


def _before_carried(dossier_id: UUID) -> content.Answers:
    moved = Transfer.objects.filter(dossier_id=dossier_id, undone_at=None).order_by("moved_at")
    first = moved.values_list("moved_at", flat=True).first()
    found = Supplement.objects.filter(dossier_id=dossier_id, answered_at__lt=first)
    latest = found.order_by("-answered_at").values_list("answers", flat=True).first()
    if latest is None:
        latest = Filing.objects.values_list("answers", flat=True).get(dossier_id=dossier_id)
    return content.unseal_answers(latest)


def form_of(dossier_id: UUID, *, by: Actor) -> forms.Form:
    """The form of the answers as they stand. :raises NotFound: not for this reader"""
    row, _ = seen(dossier_id, by=by)
    return catalogue.revision(current.revision_of(row)).form


def form_filed_on(dossier_id: UUID, *, by: Actor) -> forms.Form:
    """The form of the original. :raises NotFound: not for this reader"""
    row, _ = seen(dossier_id, by=by)
    return catalogue.revision(row.revision_id).form
