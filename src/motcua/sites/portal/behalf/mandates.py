"""Who does for me, for whom I do, and how either ends."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.foundation.limits import Limit, knock
from motcua.kernel.errors import NotFound, Refusal, Weather
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.mandates import errands, queries
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates.rules import Act
from motcua.modules.organisation import queries as organisation

from ..dossier import download
from . import words

#: The registers of kin answer for oneself; that changes by the year.
ASKING = Limit("registers-of-kin", most=10, per=timedelta(hours=1))


@require_safe
@for_people
def home(request: HttpRequest) -> HttpResponse:
    """Who stands for me, and for whom I stand."""
    actor = actor_of(request)
    given, held = queries.given(by=actor), queries.held(by=actor)
    return page(
        request,
        "portal/behalf.html",
        asked=[card for card in held if Act.ACCEPT in card.acts],
        given=given,
        held=[card for card in held if Act.ACCEPT not in card.acts],
        done=request.GET.get("done", ""),
        words=words,
    )


@require_safe
@for_people
def show(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """One mandate: between whom, in what, until when, by what proof; and what I may do with it."""
    actor = actor_of(request)
    try:
        card = queries.mandate(mandate_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    named = catalogue.public_by_codes(card.procedures)
    return page(
        request,
        "portal/mandate.html",
        card=card,
        procedures=[named[code].name if code in named else code for code in card.procedures],
        agency=organisation.agency(card.agency) if card.agency else None,
        done=request.GET.get("done", ""),
        words=words,
    )


_DEEDS: dict[Act, Callable[..., None]] = {
    Act.ACCEPT: mandates.accept,
    Act.DECLINE: mandates.decline,
    Act.REVOKE: mandates.revoke,
    Act.LAY_DOWN: mandates.lay_down,
}


@require_POST
@for_people
def act(request: HttpRequest, mandate_id: UUID, deed: str) -> HttpResponse:
    """Take it, decline it, revoke it or lay it down; in force at once."""
    do = _DEEDS.get(Act(deed)) if deed in set(Act) else None
    if do is None:
        return errors.not_found(request)
    here = reverse("portal:mandate", args=[mandate_id])
    try:
        do(mandate_id=mandate_id, by=actor_of(request), at=now())
    except NotFound:
        return errors.not_found(request)
    except Refusal as refusal:
        return page(request, "portal/refused.html", refusal.status, refusal=refusal, back=here)
    return redirect(f"{here}?done={deed}")


@require_safe
@for_people
def proof(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """The paper it was claimed by."""
    try:
        paper = queries.proof_of(mandate_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    return download(paper.content, paper.media_type, paper.name)


@require_POST
@for_people
def ask_registers(request: HttpRequest) -> HttpResponse:
    """Ask the registers, for myself, whose parent I am and for which company I act."""
    back = reverse("portal:behalf")
    try:
        knock(ASKING, actor_of(request).id, at=now())
        found = errands.ask_registers(by=actor_of(request), at=now())
    except Refusal as refusal:
        return page(request, "portal/refused.html", refusal.status, refusal=refusal, back=back)
    except Weather:
        return redirect(f"{back}?done=silent")
    return redirect(f"{back}?done={'found' if found else 'none'}")
