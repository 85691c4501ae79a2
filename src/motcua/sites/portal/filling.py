"""Filling in: one thing a page, saved on every page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design import errors
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import files, plugs
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form

from . import carried, eligibility, kept, telling

#: Beside the pages of the form: how the result is returned, and the check.
PAGES_BEYOND = 2


@require_safe
@for_people
def overview(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on where something is missing."""
    try:
        draft = queries.draft(draft_id, by=actor_of(request))
    except NotFound:
        return filed_or_gone(request, draft_id)
    form = catalogue.revision(draft.revision).form
    if eligibility.unmet(form, draft.answers):
        return redirect("portal:not-meant", draft_id)
    missing = forms.first_incomplete(
        form, draft.answers, today=today(), places=plugs.get(forms.PlaceNames)
    )
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
    if request.method == "POST":
        return _save(request, draft, revision, compiled)
    waiting = kept.typed(request, draft_id, key)
    filled = _filled(compiled, draft, waiting)
    return _ask(request, draft, revision, filled, was_kept=waiting is not None)


def _save(
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision,
    compiled: type[PageForm],
) -> HttpResponse:  # fmt: skip
    filled = _filled(compiled, draft, request.POST, request.FILES)
    goes_on = filled.is_valid()
    gone = {name: None for name in draft.answers if name not in filled.answers}
    dossiers.save_answers(
        dossier_id=draft.id, answers={**filled.answers, **gone}, by=actor_of(request), at=now()
    )
    if not goes_on:
        status = 422 if filled.problems else 200
        return _ask(request, draft, revision, filled, status=status)
    if eligibility.unmet(revision.form, filled.answers):
        return redirect("portal:not-meant", draft.id)
    following = forms.next_page(revision.form, filled.answers, filled.page.key)
    if request.GET.get("back") == "check":
        return redirect("portal:draft", draft.id)
    if following is not None:
        return redirect("portal:page", draft.id, following.key)
    return redirect("portal:check" if draft.is_supplement else "portal:delivery", draft.id)


def _filled(
    compiled: type[PageForm], draft: queries.DraftCard, posted: QueryDict | None,
    uploads: Any = None,
) -> PageForm:  # fmt: skip
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames))
    return compiled(posted, uploads, draft=draft.answers, scene=scene, keep=_store)


def _store(content: bytes) -> files.Stored:
    """Store an upload; the draft that names it holds it."""
    return files.store(content, at=now())


def _ask(
    request: HttpRequest, draft: queries.DraftCard, revision: catalogue.Revision,
    filled: PageForm, *, status: int = 200, was_kept: bool = False,
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
    return page(
        request,
        "portal/delivery.html",
        refusal.status if refusal else 200,
        draft=draft,
        name=revision.short_name,
        ways=telling.returnings(str(way) for way in revision.returning),
        back=reverse("portal:page", args=[draft_id, pages[-1].key]),
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
