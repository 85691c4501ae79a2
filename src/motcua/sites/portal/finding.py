"""Doors for everybody: the first page, finding a procedure."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.design.page import page
from motcua.design.requests import actor_of
from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import queries as dossiers

from . import telling

SHOWN_AT_HOME = 6
LONGEST_QUESTION = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A search, what waits for the person who is signed in, and what is sought most."""
    actor = actor_of(request)
    found = catalogue.public_search("", limit=SHOWN_AT_HOME)
    mine = dossiers.my_dossiers(by=actor).items if actor.person else []
    return page(
        request,
        "portal/home.html",
        procedures=found.items,
        waiting=[row for row in mine if telling.waits_for_me(row.state)],
        words=telling,
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search by name, everyday words or code, with or without marks."""
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]
    refusal: Invalid | None = None
    try:
        found = catalogue.public_search(q, cursor=request.GET.get("after"))
    except Invalid as refused:
        refusal, found = refused, catalogue.public_search(q)
    status = refusal.status if refusal else 200
    return page(request, "portal/find.html", status, q=q, found=found, refusal=refusal)
