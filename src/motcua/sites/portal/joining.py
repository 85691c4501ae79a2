"""Filing for several agencies at once: what can be joined, one form, and everything once more."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, NotFound, Refusal
from motcua.modules.bundles import operations as bundles
from motcua.modules.bundles import queries
from motcua.modules.bundles.rules import joint_due
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.suggesting import suggestions
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people

from . import holding, kept, proving
from .starting import known_of

#: Beside the pages of the form: the check.
PAGES_BEYOND = 1


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """What can be filed together here."""
    return page(request, "portal/groups.html", groups=queries.public_groups())


@require_safe
def group(request: HttpRequest, code: str) -> HttpResponse:
    """One group: which procedures, in which order, for how much."""
    try:
        card = queries.public_group(code)
    except NotFound:
        return errors.not_found(request)
    names = {member.key: member.name for member in card.members}
    return page(request, "portal/group.html", card=card, names=names)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the place whose agencies decide."""
    actor = actor_of(request)
    try:
        card = queries.public_group(code)
        found = queries.public_places(code)
    except NotFound:
        return errors.not_found(request)
    person = people.person_card(actor.person or "", by=actor)
    home = person.address.commune if person.address else None
    found.sort(key=lambda agency: agency.place_code != home)
    places = [(str(a.place_code), a.name, a.address) for a in found]
    chosen = request.POST.get("place", str(home) if home else "")
    is_posted = request.method == "POST"
    is_chosen = chosen in {code for code, _name, _hint in places}
    refusal: Refusal | None = None
    if is_posted and is_chosen:
        try:
            return redirect("portal:bundle", _begin(code, chosen, person, by=actor))
        except Refusal as refused:
            refusal = refused
    drafts = [row for row in queries.my_bundles(by=actor) if row.is_draft]
    return page(
        request,
        "portal/group_start.html",
        refusal.status if refusal else 422 if is_posted else 200,
        card=card,
        places=places,
        chosen=chosen,
        drafts=drafts,
        refusal=refusal,
        error=_("Chọn nơi nộp") if is_posted and not is_chosen else "",
    )


def _begin(code: str, place: str, person: people.PersonCard, *, by: Actor) -> UUID:
    """A draft with what is known of the person filled in, to be confirmed."""
    at = now()
    bundle = bundles.start_bundle(group=code, place=place, language=language(), by=by, at=at)
    form = queries.bundle_draft(bundle, by=by).form
    if known := forms.prefilled(form, known_of(person)):
        bundles.save_answers(bundle_id=bundle, answers=known, by=by, at=at)
    return bundle


@require_http_methods(["GET", "HEAD", "POST"])
@kept.over_sign_in
@for_people
def fill(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """One page of the form. Whatever was typed is saved, right or wrong."""
    try:
        draft = queries.bundle_draft(draft_id, by=actor_of(request))
        compiled = page_form(draft.form, key)
    except NotFound:
        return filed_or_gone(request, draft_id)
    if request.method == "POST":
        return _save(request, draft, compiled)
    if found := suggestions(draft.form, request.GET):
        return JsonResponse(found)
    waiting = kept.typed(request, draft_id, key)
    return _ask(
        request, draft, _filled(request, compiled, draft, waiting), was_kept=waiting is not None
    )


def _save(
    request: HttpRequest, draft: queries.BundleDraft, compiled: type[PageForm]
) -> HttpResponse:
    filled = _filled(request, compiled, draft, request.POST, request.FILES)
    goes_on = filled.is_valid()
    gone = {name: None for name in draft.answers if name not in filled.answers}
    bundles.save_answers(
        bundle_id=draft.id, answers={**filled.answers, **gone}, by=actor_of(request), at=now()
    )
    if not goes_on:
        return _ask(request, draft, filled, status=422 if filled.problems else 200)
    following = forms.next_page(draft.form, filled.answers, filled.page.key)
    if request.GET.get("back") == "check" or following is None:
        return redirect("portal:bundle", draft.id)
    return redirect("portal:bundle_page", draft.id, following.key)


def _filled(
    request: HttpRequest, compiled: type[PageForm], draft: queries.BundleDraft,
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
    keep = holding.keeper(request, holding.BUNDLES, draft.id)
    return compiled(posted, uploads, draft=draft.answers, scene=scene, keep=keep, prove=proofs)


def _ask(
    request: HttpRequest, draft: queries.BundleDraft, filled: PageForm, *, status: int = 200,
    was_kept: bool = False,
) -> HttpResponse:  # fmt: skip
    keys = [each.key for each in forms.pages_to_fill(draft.form, filled.answers)]
    return page(
        request,
        "portal/fill.html",
        status,
        draft=draft,
        name=draft.name,
        filled=filled,
        here=request.get_full_path(),
        back=_back(request, draft, filled),
        place=keys.index(filled.page.key) + 1 if filled.page.key in keys else 0,
        total=len(keys) + PAGES_BEYOND,
        saved_at=draft.saved_at if request.method != "POST" else now(),
        was_kept=was_kept,
        renewed=None,
        keeping=None,
        facts={},
        offers=[],
    )


def _back(request: HttpRequest, draft: queries.BundleDraft, filled: PageForm) -> str:
    if request.GET.get("back") == "check":
        return reverse("portal:bundle_check", args=[draft.id])
    before = forms.page_before(draft.form, draft.answers, filled.page.key)
    if before is None:
        return reverse("portal:group", args=[draft.group])
    return reverse("portal:bundle_page", args=[draft.id, before.key])


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Look at all of it, and file it. A repeated post leads to what the first one did."""
    actor = actor_of(request)
    refusal = None
    if request.method == "POST":
        try:
            bundles.file_bundle(bundle_id=draft_id, key=f"draft:{draft_id}", by=actor, at=now())
            return redirect(reverse("portal:bundle", args=[draft_id]) + "?done=filed")
        except AlreadyDone:
            return redirect("portal:bundle", draft_id)
        except NotFound:
            return filed_or_gone(request, draft_id)
        except Refusal as found:
            refusal = found
    try:
        draft = queries.bundle_draft(draft_id, by=actor)
    except NotFound:
        return filed_or_gone(request, draft_id)
    return _check(request, draft, refusal)


def _check(
    request: HttpRequest, draft: queries.BundleDraft, refusal: Refusal | None
) -> HttpResponse:
    actor, places = actor_of(request), plugs.get(forms.PlaceNames)
    proofs = proving.own(request)
    problems = forms.check(draft.form, draft.answers, today=today(), places=places, proofs=proofs)
    sections = forms.show(draft.form, draft.answers, language(), places=places)
    unfinished = {problem.page for problem in problems}
    plan = queries.plan_of(draft.id, by=actor, now=now())
    prices = queries.prices(draft.id, by=actor)
    return page(
        request,
        "portal/bundle_check.html",
        refusal.status if refusal else 200,
        draft=draft,
        sections=sections,
        unfinished=[section for section in sections if section.page in unfinished],
        members=queries.public_group(draft.group).members,
        agencies={key: organisation.agency(code) for key, code in draft.agencies.items()},
        plan={each.key: each for each in plan},
        due_at=joint_due(plan),
        prices=prices,
        total=sum(line.amount for lines in prices.values() for line in lines or ()),
        refusal=refusal,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw the draft away; asked once more before."""
    actor = actor_of(request)
    try:
        draft = queries.bundle_draft(draft_id, by=actor)
        if request.method != "POST":
            return page(request, "portal/bundle_discard.html", draft=draft)
        bundles.discard_bundle(bundle_id=draft_id, by=actor, at=now())
    except Refusal:
        return filed_or_gone(request, draft_id)
    return redirect("portal:mine")


def filed_or_gone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A draft that was filed leads to what became of it; any other does not exist."""
    try:
        queries.bundle(draft_id, by=actor_of(request), now=now())
    except NotFound:
        return errors.not_found(request)
    return redirect("portal:bundle", draft_id)
