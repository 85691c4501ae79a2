"""Who is not meant by a procedure is told so at once, why, and where to turn, before they go on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.design.page import page, today
from motcua.design.requests import actor_of, for_people
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms


def unmet(form: forms.Form, answers: forms.Answers) -> forms.Term | None:
    """The first condition that the draft so far rules out."""
    return forms.unmet_term(form, forms.clean(form, answers), today=today())


@require_safe
@for_people
def not_meant(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Why one cannot file this, what to correct if an answer was wrong, and what may suit."""
    try:
        draft = queries.draft(draft_id, by=actor_of(request))
    except NotFound:
        return redirect("portal:draft", draft_id)
    revision = catalogue.revision(draft.revision)
    term = unmet(revision.form, draft.answers)
    if term is None:
        return redirect("portal:draft", draft_id)
    return page(
        request,
        "portal/not_meant.html",
        draft=draft,
        name=revision.short_name,
        term=term,
        asked=forms.pages_read(revision.form, term),
        instead=_procedure(term.instead),
    )


def _procedure(code: str) -> catalogue.ProcedureCard | None:
    """The procedure that may suit; None where none is named, or it is not in force here."""
    try:
        return catalogue.public_procedure(code) if code else None
    except NotFound:
        return None
