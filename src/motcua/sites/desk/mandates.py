"""Papers by which somebody says they stand for another: an officer looks, and says yes or no."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_officers
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.documents import queries as documents
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates import queries

from .typed import text


@require_http_methods(["GET", "POST"])
@for_officers
def look(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Compare the paper with what is claimed; accept it, or turn it down with a reason."""
    actor = actor_of(request)
    refusal: Refusal | None = None
    gap = ""
    try:
        card = queries.mandate(mandate_id, by=actor)
        if request.method == "POST":
            if request.POST.get("deed") == "confirm":
                mandates.confirm(mandate_id=mandate_id, by=actor, at=now())
            else:
                mandates.turn_down(
                    mandate_id=mandate_id, reason=text(request, "reason"), by=actor, at=now()
                )
            return redirect(reverse("desk:counter"))
    except NotFound:
        return errors.not_found(request)
    except Invalid:
        gap = "reason"
    except Refusal as refused:
        refusal = refused
    named = catalogue.public_by_codes(card.procedures)
    return page(
        request,
        "desk/mandate.html",
        refusal.status if refusal else 422 if gap else 200,
        card=card,
        procedures=[named[code].name for code in card.procedures if code in named],
        gap=gap,
        refusal=refusal,
    )


@require_GET
@for_officers
def proof(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """The paper itself."""
    try:
        paper = queries.proof_of(mandate_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    if _is_unsafe(paper):
        return errors.not_found(request)
    answer = HttpResponse(paper.content, content_type=paper.media_type)
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=paper.name
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _is_unsafe(paper: queries.Proof) -> bool:
    """Only what a scan called clean reaches an officer's machine."""
    if paper.owner is None:
        return False
    held = documents.cards([paper.sha256], owner=paper.owner, by=SYSTEM).get(paper.sha256)
    return held is not None and held.verdict != "clean"
