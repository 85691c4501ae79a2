"""Filling in: one thing a page, saved on every page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design import errors
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.suggesting import suggestions

from . import carried, citing, eligibility, holding, kept, known, proving, saving, telling

#: Beside the pages of the form: how the result is returned, and the check.
PAGES_BEYOND = 2
DELIVERY = "delivery"
#: The button beside a fact that says that it is wrong.
FIX = "fix"


@require_safe
@for_people
def overview(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on where something is missing."""
    try:
        draft = queries.draft(draft_id, by=actor_of(request))
    except NotFound:
        return filed_or_gone(request, draft_id)
    if draft.rights is Purpose.SEE:
        return redirect("portal:check", draft_id)
    form = catalogue.revision(draft.revision).form
    if eligibility.unmet(form, draft.answers):
        return redirect("portal:not-meant", draft_id)
    missing = forms.first_incomplete(
        form, draft.answers, today=today(), places=plugs.get(forms.PlaceNames),
        proofs=proving.own(request),
    )  # fmt: skip
    if missing is None:
        return redirect("portal:check", draft_id)
    return redirect("portal:page", draft_id, missing.key)


@require_http_methods(["GET", "HEAD", "POST"])
@kept.over_sign_in
@for_people
def fill(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """One page of the form. Whatever was typed is saved, right or wrong."""
    try:
        draft = queries.draft(draft_id, by=actor_of(request))
        revision = catalogue.revision(draft.revision)
        compiled = page_form(revision.form, key)
    except NotFound:
        return filed_or_gone(request, draft_id)
    if draft.rights is Purpose.SEE:
        return redirect("portal:check", draft_id)
    if request.method == "POST":
        return _save(request, draft, revision, compiled)
    if found := suggestions(revision.form, request.GET):
        return JsonResponse(found)
    waiting = kept.typed(request, draft_id, key)
    filled = _filled(request, compiled, draft, waiting)
    return _ask(request, draft, revision, filled, was_kept=waiting is not None)


def _save(
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision,
    compiled: type[PageForm],
) -> HttpResponse:  # fmt: skip
    filled = _filled(request, compiled, draft, request.POST, request.FILES)
    goes_on = filled.is_valid()
    # Whoever goes on has looked at what was filled in, and says that it is right.
    wrong = known.question_of(filled, request.POST.get(FIX, ""))
    confirms = request.POST.getlist("asked") if goes_on and wrong is None else []
    try:
        outcome = saving.keep(request, draft, filled, confirms=confirms)
    except Refusal:
        return filed_or_gone(request, draft.id)
    if outcome.choices:
        return _ask(request, draft, revision, filled, status=409, outcome=outcome)
    if wrong is not None:
        return redirect("portal:fact", draft.id, wrong.key)
    if outcome.took_theirs or citing.cite(request, draft, revision):
        return redirect(request.get_full_path())
    if not goes_on:
        status = 422 if filled.problems else 200
        return _ask(request, draft, revision, filled, status=status, outcome=outcome)
    return redirect(_onwards(request, draft, revision, filled))


def _onwards(
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision, filled: PageForm
) -> str:
    """Where the page leads once nothing is wrong with it."""
    if eligibility.unmet(revision.form, filled.answers):
        return reverse("portal:not-meant", args=[draft.id])
    if request.GET.get("back") == "check":
        return reverse("portal:draft", args=[draft.id])
    following = forms.next_page(revision.form, filled.answers, filled.page.key)
    if following is not None:
        return reverse("portal:page", args=[draft.id, following.key])
    return reverse("portal:check" if draft.is_supplement else "portal:delivery", args=[draft.id])


def _filled(
    request: HttpRequest, compiled: type[PageForm], draft: queries.DraftCard,
    posted: QueryDict | None,
    uploads: Any = None,
) -> PageForm:  # fmt: skip
    proofs = proving.own(request)
    scene = forms.Scene(
        today(),
        plugs.get(forms.PlaceNames),
        organisations=plugs.get(forms.OrganisationNames),
        proofs=proofs,
    )
    return compiled(
        posted,
        uploads,
        draft=draft.answers,
        scene=scene,
        keep=holding.keeper(request, holding.DRAFTS, draft.id),
        prove=proofs,
        unread=draft.unread,
    )


def _ask(  # noqa: PLR0913 -- all that a page shows
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision,
    filled: PageForm, *, status: int = 200, was_kept: bool = False,
    outcome: saving.Outcome | None = None,
) -> HttpResponse:  # fmt: skip
    keys = [each.key for each in forms.pages_to_fill(revision.form, filled.answers)]
    return page(
        request,
        "portal/fill.html",
        status,
        draft=draft,
        name=revision.short_name,
        filled=filled,
        # Said outright, so that no fragment of a button pressed before is carried along.
        here=request.get_full_path(),
        back=_back(request, draft, revision, filled),
        place=keys.index(filled.page.key) + 1 if filled.page.key in keys else 0,
        total=len(keys) + (0 if draft.is_supplement else PAGES_BEYOND),
        saved_at=draft.saved_at if request.method != "POST" else now(),
        was_kept=was_kept,
        renewed=carried.renewed(request, draft),
        keeping=saving.keeping(request, draft, filled, outcome),
        facts=known.facts(draft, filled),
        offers=citing.offers(draft, revision, filled, by=actor_of(request)),
    )


def _back(
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision, filled: PageForm
) -> str:
    """The page before; from a page that is only corrected, the check."""
    if draft.is_supplement or request.GET.get("back") == "check":
        return reverse("portal:check", args=[draft.id])
    before = forms.page_before(revision.form, draft.answers, filled.page.key)
    if before is None:
        return reverse("portal:procedure", args=[draft.procedure])
    return reverse("portal:page", args=[draft.id, before.key])


@require_http_methods(["GET", "HEAD", "POST"])
@kept.choice_over_sign_in(DELIVERY)
@for_people
def delivery(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """How the result is to reach the applicant."""
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
    except NotFound:
        return filed_or_gone(request, draft_id)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            dossiers.choose_delivery(
                dossier_id=draft_id, method=request.POST.get("method", ""), by=actor, at=now()
            )
            return redirect("portal:check", draft_id)
        except Refusal as refused:
            refusal = refused
    revision = catalogue.revision(draft.revision)
    pages = forms.pages_to_fill(revision.form, draft.answers)
    waiting = kept.typed(request, draft_id, DELIVERY) or request.POST
    return page(
        request,
        "portal/delivery.html",
        refusal.status if refusal else 200,
        draft=draft,
        name=revision.short_name,
        ways=telling.returnings(str(way) for way in revision.returning),
        back=reverse("portal:page", args=[draft_id, pages[-1].key]),
        chosen=waiting.get("method", draft.return_method),
        place=len(pages) + 1,
        total=len(pages) + PAGES_BEYOND,
        refusal=refusal,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw the draft away; asked once more before."""
    actor = actor_of(request)
    try:
        draft = queries.draft(draft_id, by=actor)
        if draft.is_supplement:
            return redirect("portal:dossier", draft_id)
        if request.method != "POST":
            name = catalogue.revision(draft.revision).short_name
            return page(request, "portal/discard.html", draft=draft, name=name)
        dossiers.discard_draft(dossier_id=draft_id, by=actor, at=now())
    except Refusal:
        return filed_or_gone(request, draft_id)
    return redirect("portal:mine")


def filed_or_gone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A draft that was filed leads to its dossier; any other does not exist."""
    try:
        queries.dossier(draft_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    return redirect("portal:dossier", draft_id)
