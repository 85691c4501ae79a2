"""Asking somebody to help with a draft, handing it over, and taking up such an invitation."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.foundation.limits import Limit, knock
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.operations.sharing import token_print
from motcua.modules.dossiers.rules.sharing import DAYS, DAYS_TO_TAKE_OVER, Purpose

#: A code has six digits: five tries a day at one link, and few links for one person.
CODES = Limit("invitation-code", most=5, per=timedelta(days=1))
TRIES = Limit("invitation-tries", most=30, per=timedelta(days=1))
INVITING = Limit("invite", most=20, per=timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def helpers(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Who is let in, until when, and one more if wanted."""
    said = request.POST.get("purpose", "")
    return _share(request, draft_id, Purpose.SEE if said == Purpose.SEE else Purpose.FILL)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def hand_over(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Give the draft away; what that means is said before."""
    return _share(request, draft_id, Purpose.OWN)


def _share(request: HttpRequest, draft_id: UUID, purpose: Purpose) -> HttpResponse:
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
        invitations = queries.invitations(draft_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    refusal: Refusal | None = None
    invited: dossiers.Invited | None = None
    if request.method == "POST":
        try:
            knock(INVITING, actor.id, at=now())
            invited = dossiers.invite(
                dossier_id=draft_id, purpose=purpose, days=_days(request), by=actor, at=now()
            )
        except Refusal as found:
            refusal = found
    return page(
        request,
        "portal/hand_over.html" if purpose is Purpose.OWN else "portal/helpers.html",
        refusal.status if refusal else 200,
        draft=draft,
        name=catalogue.revision(draft.revision).short_name,
        invitations=invitations,
        invited=invited,
        link=request.build_absolute_uri(reverse("portal:invitation", args=[invited.token]))
        if invited
        else "",
        days=DAYS,
        days_to_take_over=DAYS_TO_TAKE_OVER,
        refusal=refusal,
    )


def _days(request: HttpRequest) -> int:
    """:raises Invalid: no number of days"""
    given = request.POST.get("days", "0")
    if not given.isdecimal() or len(given) > 3:
        raise Invalid("no number of days", field="days")
    return int(given)


@require_POST
@for_people
def end(request: HttpRequest, draft_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take the right back, or leave."""
    actor = actor_of(request)
    try:
        dossiers.end_invitation(invitation_id=invitation_id, by=actor, at=now())
        queries.invitations(draft_id, by=actor)
    except NotFound:
        return redirect("portal:mine")
    return redirect("portal:helpers", draft_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; with the code told beside the link, the way in."""
    actor = actor_of(request)
    try:
        card, name = queries.invitation(token_print(token), by=actor)
    except NotFound:
        return page(request, "portal/invitation.html", 404, card=None, name=None, refusal=None)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            knock(TRIES, actor.id, at=now())
            knock(CODES, token, at=now())
            dossier = dossiers.accept_invitation(
                token=token, code=request.POST.get("code", "")[:20], by=actor, at=now()
            )
            return redirect("portal:draft", dossier)
        except Refusal as found:
            refusal = found
    return page(
        request, "portal/invitation.html", refusal.status if refusal else 200,
        card=card, name=name, refusal=refusal,
    )  # fmt: skip


@require_POST
@for_people
def keep(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft is wanted for longer."""
    try:
        dossiers.keep_draft(dossier_id=draft_id, by=actor_of(request), at=now())
    except Refusal:
        return errors.not_found(request)
    return redirect("portal:mine")
