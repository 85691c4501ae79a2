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
from motcua.modules.bundles import queries as bundles
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.forms import naming
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.suggesting import suggestions

from . import citing, drafts, eligibility, extracts, holding, kept, known, proving, saving, telling
from .drafts import Draft

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
def fill(request: HttpRequest, draft_id: UUID, key: str, what: str) -> HttpResponse:
    """One page of the form. Whatever was typed is saved, right or wrong."""
    try:
        draft = drafts.opened(what, draft_id, by=actor_of(request))
        compiled = page_form(draft.form, key)
    except NotFound:
        return filed_or_gone(request, draft_id, what)
    if not draft.may_fill:
        return redirect(draft.ways.check())
    if request.method == "POST":
        return _save(request, draft, compiled)
    if found := suggestions(draft.form, request.GET):
        return JsonResponse(found)
    waiting = kept.typed(request, draft_id, key)
    filled = _filled(request, compiled, draft, waiting)
    return _ask(request, draft, filled, was_kept=waiting is not None)


def _save(request: HttpRequest, draft: Draft, compiled: type[PageForm]) -> HttpResponse:
    filled = _filled(request, compiled, draft, request.POST, request.FILES)
    goes_on = filled.is_valid()
    # Whoever goes on has looked at what was filled in, and says that it is right.
    wrong = known.question_of(filled, request.POST.get(FIX, ""))
    confirms = request.POST.getlist("asked") if goes_on and wrong is None else []
    try:
        outcome = saving.keep(request, draft, filled, confirms=confirms)
    except Refusal:
        return filed_or_gone(request, draft.id, draft.what)
    if outcome.choices:
        return _ask(request, draft, filled, status=409, outcome=outcome)
    if wrong is not None:
        return redirect("portal:fact", draft.what, draft.id, wrong.key)
    asked = extracts.act(request, draft)
    refusal = asked if isinstance(asked, Refusal) else None
    if outcome.took_theirs or asked is True or citing.cite(request, draft):
        return redirect(request.get_full_path())
    if refusal or not goes_on:
        status = refusal.status if refusal else 422 if filled.problems else 200
        return _ask(request, draft, filled, status=status, outcome=outcome, refusal=refusal)
    return redirect(_onwards(request, draft, filled))


def _onwards(request: HttpRequest, draft: Draft, filled: PageForm) -> str:
    """Where the page leads once nothing is wrong with it."""
    if instead := draft.ways.instead(filled.answers):
        return instead
    if request.GET.get("back") == "check":
        return draft.ways.whole()
    following = forms.next_page(draft.form, filled.answers, filled.page.key)
    return draft.ways.last() if following is None else draft.ways.page(following.key)


def _filled(
    request: HttpRequest, compiled: type[PageForm], draft: Draft, posted: QueryDict | None,
    uploads: Any = None,
) -> PageForm:  # fmt: skip
    proofs = proving.own(request)
    scene = forms.Scene(
        today(),
        plugs.get(forms.PlaceNames),
        organisations=naming.rationed(by=actor_of(request), at=now()),
        proofs=proofs,
    )
    return compiled(
        posted,
        uploads,
        draft=draft.answers,
        scene=scene,
        keep=holding.keeper(request, draft.what, draft.id),
        prove=proofs,
        unread=draft.unread,
    )


def _ask(  # noqa: PLR0913 -- all that a page shows
    request: HttpRequest, draft: Draft, filled: PageForm, *, status: int = 200,
    was_kept: bool = False, outcome: saving.Outcome | None = None, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    keys = [each.key for each in forms.pages_to_fill(draft.form, filled.answers)]
    return page(
        request,
        "portal/fill.html",
        status,
        draft=draft,
        filled=filled,
        # Said outright, so that no fragment of a button pressed before is carried along.
        here=request.get_full_path(),
        back=_back(request, draft, filled),
        place=keys.index(filled.page.key) + 1 if filled.page.key in keys else 0,
        total=len(keys) + draft.pages_beyond,
        saved_at=draft.saved_at if request.method != "POST" else now(),
        was_kept=was_kept,
        renewed=draft.ways.renewed(by=actor_of(request)),
        keeping=saving.keeping(request, draft, filled, outcome),
        facts=known.facts(draft, filled),
        offers=citing.offers(draft, filled, by=actor_of(request)),
        papers=extracts.offers(draft, filled, by=actor_of(request)),
        refusal=refusal,
    )


def _back(request: HttpRequest, draft: Draft, filled: PageForm) -> str:
    """The page before; from a page that is only corrected, the check."""
    if draft.is_supplement or request.GET.get("back") == "check":
        return draft.ways.check()
    before = forms.page_before(draft.form, draft.answers, filled.page.key)
    return draft.ways.first() if before is None else draft.ways.page(before.key)


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
        total=len(pages) + drafts.one(draft).pages_beyond,
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


def filed_or_gone(request: HttpRequest, draft_id: UUID, what: str = holding.DRAFTS) -> HttpResponse:
    """A draft that was filed leads to what became of it; any other does not exist."""
    actor = actor_of(request)
    try:
        if what == holding.BUNDLES:
            bundles.bundle(draft_id, by=actor, now=now())
            return redirect("portal:bundle", draft_id)
        queries.dossier(draft_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    return redirect("portal:dossier", draft_id)
