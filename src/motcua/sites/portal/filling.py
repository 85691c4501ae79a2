"""Filling in: one thing a page, saved on every page, checked before filing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import files, plugs
from motcua.kernel.errors import AlreadyDone, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, PriceUnknown, charges_for
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.organisation import queries as organisation


def scene() -> forms.Scene:
    """The day in Viet Nam, and the names of places."""
    return forms.Scene(today(), plugs.get(forms.PlaceNames))


def keep(content: bytes) -> files.Stored:
    """Store an upload; the draft that names it holds it."""
    return files.store(content, at=now())


@require_http_methods(["GET"])
@for_people
def overview(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on where something is missing."""
    try:
        draft = queries.draft(draft_id, by=actor_of(request))
    except NotFound:
        return _filed_or_gone(request, draft_id)
    form = catalogue.revision(draft.revision).form
    missing = forms.first_incomplete(
        form, draft.answers, today=today(), places=plugs.get(forms.PlaceNames)
    )
    if missing is None:
        return redirect("portal:check", draft_id)
    return redirect("portal:page", draft_id, missing.key)


@require_http_methods(["GET", "POST"])
@for_people
def fill(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """One page of the form. Whatever was typed is saved, right or wrong."""
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
        revision = catalogue.revision(draft.revision)
        compiled = page_form(revision.form, key)
    except NotFound:
        return _filed_or_gone(request, draft_id)
    if request.method == "GET":
        return _ask(request, draft, revision, compiled(draft=draft.answers, scene=scene()))
    filled = compiled(
        request.POST, request.FILES, draft=draft.answers, scene=scene(), keep=keep
    )
    going_on = filled.is_valid()
    gone = {name: None for name in draft.answers if name not in filled.answers}
    dossiers.save_answers(
        dossier_id=draft_id, answers={**filled.answers, **gone}, by=actor, at=now()
    )
    if not going_on:
        return _ask(request, draft, revision, filled, status=422 if filled.problems else 200)
    if request.GET.get("back") == "check":
        return redirect("portal:draft", draft_id)
    following = forms.next_page(revision.form, filled.answers, key)
    if following is None and draft.is_supplement:
        return redirect("portal:check", draft_id)
    if following is None:
        return redirect("portal:delivery", draft_id)
    return redirect("portal:page", draft_id, following.key)


def _ask(
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision,
    filled: PageForm, status: int = 200,
) -> HttpResponse:  # fmt: skip
    before = forms.page_before(revision.form, draft.answers, filled.page.key)
    pages = forms.pages_to_fill(revision.form, filled.answers)
    keys = [each.key for each in pages]
    back = reverse("portal:page", args=[draft.id, before.key]) if before else ""
    if request.GET.get("back") == "check":
        back = reverse("portal:check", args=[draft.id])
    return page(
        request,
        "portal/fill.html",
        status,
        draft=draft,
        name=revision.name,
        filled=filled,
        back=back or reverse("portal:procedure", args=[draft.procedure]),
        place=keys.index(filled.page.key) + 1 if filled.page.key in keys else 0,
        total=len(keys) + 2,
        saved_at=draft.saved_at,
    )


@require_http_methods(["GET", "POST"])
@for_people
def delivery(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """How the result is to reach the applicant."""
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
    except NotFound:
        return _filed_or_gone(request, draft_id)
    revision = catalogue.revision(draft.revision)
    pages = forms.pages_to_fill(revision.form, draft.answers)
    shown: dict[str, object] = {
        "draft": draft,
        "name": revision.name,
        "offered": [str(way) for way in revision.returning],
        "back": reverse("portal:page", args=[draft_id, pages[-1].key]),
        "place": len(pages) + 1,
        "total": len(pages) + 2,
    }
    if request.method == "GET":
        return page(request, "portal/delivery.html", **shown, refusal=None)
    try:
        dossiers.choose_delivery(
            dossier_id=draft_id, method=request.POST.get("method", ""), by=actor, at=now()
        )
    except Refusal as refusal:
        return page(request, "portal/delivery.html", refusal.status, **shown, refusal=refusal)
    return redirect("portal:check", draft_id)


@require_http_methods(["GET", "POST"])
@for_people
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything once more, the price, and the button that files."""
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
    except NotFound:
        return _filed_or_gone(request, draft_id)
    if request.method == "GET":
        return _check(request, draft, None)
    try:
        if draft.is_supplement:
            dossiers.give_supplement(dossier_id=draft_id, by=actor, at=now())
        else:
            dossiers.file(dossier_id=draft_id, key=f"draft:{draft_id}", by=actor, at=now())
    except AlreadyDone:
        # A repeated post: the dossier page shows what the first one did.
        return redirect("portal:dossier", draft_id)
    except Refusal as refusal:
        return _check(request, draft, refusal, status=refusal.status)
    done = "supplied" if draft.is_supplement else "filed"
    return redirect(reverse("portal:dossier", args=[draft_id]) + f"?done={done}")


def _check(
    request: HttpRequest, draft: queries.DraftCard, refusal: Refusal | None, status: int = 200
) -> HttpResponse:
    revision = catalogue.revision(draft.revision)
    places = plugs.get(forms.PlaceNames)
    problems = forms.check(revision.form, draft.answers, today=today(), places=places)
    return page(
        request,
        "portal/check.html",
        status,
        draft=draft,
        name=revision.name,
        agency=organisation.agency(draft.agency),
        sections=forms.show(revision.form, draft.answers, language(), places=places),
        unfinished={problem.page for problem in problems},
        charges=None if draft.is_supplement else _charges(revision, draft),
        asked=_asked(request, draft),
        refusal=refusal,
    )


def _asked(
    request: HttpRequest, draft: queries.DraftCard
) -> queries.SupplementCard | None:
    """What the supplement being made must answer."""
    if not draft.is_supplement:
        return None
    asked = queries.supplements(draft.id, by=actor_of(request))
    return next((each for each in asked if each.answered_at is None), None)


def _charges(revision: catalogue.Revision, draft: queries.DraftCard) -> list[ChargeLine] | None:
    facts = {"answers": forms.clean(revision.form, draft.answers), "channel": draft.channel}
    try:
        return charges_for(revision.fees, facts)
    except PriceUnknown:
        # An answer the price depends on is still missing; the page says what.
        return None


@require_POST
@for_people
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    try:
        dossiers.discard_draft(dossier_id=draft_id, by=actor_of(request), at=now())
    except Refusal:
        return _filed_or_gone(request, draft_id)
    return redirect("portal:mine")


def _filed_or_gone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A draft that was filed leads to its dossier; any other does not exist."""
    try:
        queries.dossier(draft_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    return redirect("portal:dossier", draft_id)
