"""Another person signs what is filed: the applicant passes on a link, and they see all of it."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.foundation.limits import Limit, knock
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.organisation import queries as organisation

#: Links are unguessable; this keeps a script from trying all the same.
OPENING = Limit("cosign-links", most=30, per=timedelta(minutes=15))
#: Each link is told to whose number the answers name, and each answer to who asked: nobody fills
#: another's mailbox from here.
ASKING = Limit("cosign-asks", most=20, per=timedelta(days=1))
ANSWERING = Limit("cosign-answers", most=20, per=timedelta(days=1))


def wanted(request: HttpRequest, draft: queries.DraftCard) -> queries.Undersigned | None:
    """Who else must sign a draft, for its check page; None where nobody must, or not yet."""
    if draft.is_supplement or not draft.is_mine:
        return None
    if not catalogue.revision(draft.revision).cosigners:
        return None
    found = queries.undersigned_of(draft.id, by=actor_of(request), now=now())
    return found if found.cosigners and not found.problems else None


@require_POST
@for_people
def ask(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Make the link; it is shown this once."""
    try:
        knock(ASKING, actor_of(request).id, at=now())
        asked = dossiers.ask_to_cosign(
            dossier_id=draft_id, cosigner=key, by=actor_of(request), at=now()
        )
        draft = queries.draft(draft_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    except Refusal as refusal:
        back = reverse("portal:check", args=[draft_id])
        return page(request, "portal/refused.html", refusal.status, refusal=refusal, back=back)
    held = queries.undersigned_of(draft_id, by=actor_of(request), now=now())
    return page(
        request,
        "portal/cosign_asked.html",
        draft=draft,
        who=next((each for each in held.cosigners if each.key == key), None),
        link=request.build_absolute_uri(reverse("portal:cosign", args=[asked.token])),
        until=asked.until,
    )


@require_http_methods(["GET", "POST"])
@for_people
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Exactly what is filed, for the one person it names; they sign it, or say why not."""
    actor = actor_of(request)
    refusal: Refusal | None = None
    gap = False
    try:
        knock(OPENING, actor.id, at=now())
        if request.method == "POST":
            return _answer(request, token)
    except Invalid:
        gap = True
    except Refusal as refused:
        refusal = refused
    try:
        found = queries.to_sign(token, by=actor, now=now())
    except NotFound:
        return errors.not_found(request)
    revision = catalogue.revision(found.revision)
    return page(
        request,
        "portal/cosign.html",
        refusal.status if refusal else 422 if gap else 200,
        found=found,
        name=revision.name,
        agency=organisation.agency(found.agency),
        sections=forms.show(
            revision.form, found.answers, language(), places=plugs.get(forms.PlaceNames)
        ),
        refusal=refusal,
        gap=gap,
        done=request.GET.get("done", ""),
    )


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    knock(ANSWERING, actor.id, at=at)
    if request.POST.get("deed") == "sign":
        dossiers.cosign(token=token, digest=request.POST.get("digest", ""), by=actor, at=at)
        return redirect(reverse("portal:cosign", args=[token]) + "?done=signed")
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:2000]
    dossiers.decline_to_cosign(token=token, reason=reason, by=actor, at=at)
    return redirect(reverse("portal:cosign", args=[token]) + "?done=declined")
