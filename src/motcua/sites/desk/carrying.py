"""A dossier whose procedure changed: an officer lets it go on as it was filed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_officers
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.dossiers import operations
from motcua.modules.dossiers.operations import Incomplete

from .folder import opened
from .typed import text


@require_POST
@for_officers
def back(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Where it cannot be, the page says why."""
    actor = actor_of(request)
    reason = text(request, "reason")
    try:
        operations.carry_back(dossier_id=dossier_id, reason=reason, by=actor, at=now())
    except NotFound:
        return errors.not_found(request)
    except Refusal as refusal:
        folder = opened(dossier_id, by=actor, at=now())
        shown = None if isinstance(refusal, Incomplete) else refusal
        return page(
            request, "desk/carried.html", refusal.status,
            card=folder.card, refusal=shown, reason=reason, no_reason=shown is None,
        )  # fmt: skip
    return redirect(reverse("desk:dossier", args=[dossier_id]))
