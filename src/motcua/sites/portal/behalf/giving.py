"""Asking somebody to stand for me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.foundation.limits import knock
from motcua.kernel.errors import Invalid, Refusal
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates.facts import Named
from motcua.modules.mandates.rules import Kind
from motcua.modules.people.facts import PersonKind

from . import words
from .typed import MAKING, Gaps, Typed, gaps_in, offered, read, terms, usual


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def give(request: HttpRequest) -> HttpResponse:
    """Ask somebody, by name and number, to stand for me."""
    if request.method != "POST":
        first = request.GET.get("procedure", "")
        typed = Typed(
            procedures=(first,) if first else (), scope="some" if first else "", until=usual()
        )
        return _ask_give(request, typed)
    typed = read(request)
    gaps, until = gaps_in(typed)
    if not gaps and until is not None:
        try:
            knock(MAKING, actor_of(request).id, at=now())
            made = mandates.offer(
                holder=Named(PersonKind.CITIZEN, typed.name, typed.number),
                terms=terms(typed, Kind.AUTHORISED, until),
                by=actor_of(request),
                at=now(),
            )
            return redirect(reverse("portal:mandate", args=[made]) + "?done=offer")
        except Invalid as wrong:
            gaps = words.gaps(wrong)
        except Refusal as refusal:
            return _ask_give(request, typed, refusal=refusal)
    return _ask_give(request, typed, gaps=gaps)


def _ask_give(
    request: HttpRequest, typed: Typed, *, gaps: Gaps | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    return page(
        request,
        "portal/mandate_give.html",
        refusal.status if refusal else 422 if gaps else 200,
        typed=typed,
        procedures=offered(),
        gaps=gaps or [],
        wrong=dict(reversed(gaps or [])),
        refusal=refusal,
        words=words,
    )
