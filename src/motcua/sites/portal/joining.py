"""Filing for several agencies at once: what can be joined, one form, and everything once more."""

import secrets
from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.foundation.limits import knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, NotFound, Refusal
from motcua.modules.bundles import operations as bundles
from motcua.modules.bundles import queries
from motcua.modules.bundles.rules import joint_due
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules import sourced
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people
from motcua.modules.registers.rules import RegisterCode

from . import drafts, holding, known, proving
from .filing import wrong_files
from .filling import filed_or_gone
from .starting import STARTING, known_of, press_of


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
    asked = known.registers_for(queries.public_form(code))
    refusal: Refusal | None = None
    if is_posted and is_chosen:
        try:
            knock(STARTING, actor.id, at=now())
            key = press_of(request)
            agreed = [each.code for each in asked if each.code in request.POST.getlist("agreed")]
            begun = _begin(code, chosen, person, key=key, agreed=agreed, by=actor)
            return redirect("portal:bundle", begun)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "portal/group_start.html",
        refusal.status if refusal else 422 if is_posted else 200,
        card=card,
        places=places,
        chosen=chosen,
        drafts=[r for r in queries.my_bundles(by=actor) if r.is_draft and r.group == code],
        key=secrets.token_urlsafe(12),
        registers=asked,
        refusal=refusal,
        error=_("Chọn nơi nộp") if is_posted and not is_chosen else "",
    )


def _begin(
    code: str, place: str, person: people.PersonCard, *, key: str | None,
    agreed: Collection[RegisterCode], by: Actor,
) -> UUID:  # fmt: skip
    """A draft with what is known of the person filled in, to be confirmed."""
    at = now()
    bundle = bundles.start_bundle(
        group=code, place=place, language=language(), key=key, by=by, at=at
    )
    draft = drafts.opened(holding.BUNDLES, bundle, by=by)
    # The second click of a double one must not write over what was typed since the first.
    if not draft.answers:
        known.fill_in(
            draft, about=known_of(person), identity=sourced.ACCOUNT, is_own=True, agreed=agreed,
            by=by, at=at,
        )  # fmt: skip
    return bundle


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
            return filed_or_gone(request, draft_id, holding.BUNDLES)
        except Refusal as found:
            refusal = found
    try:
        draft = queries.bundle_draft(draft_id, by=actor)
    except NotFound:
        return filed_or_gone(request, draft_id, holding.BUNDLES)
    return _check(request, draft, refusal)


def _check(
    request: HttpRequest, draft: queries.BundleDraft, refusal: Refusal | None
) -> HttpResponse:
    actor, places = actor_of(request), plugs.get(forms.PlaceNames)
    proofs = proving.own(request)
    files = dossiers.files_standing(
        draft.answers, owner=UUID(str(actor.person)), by=actor, at=now()
    )
    counted, problems = forms.judge(
        draft.form, draft.answers, today=today(), places=places, proofs=proofs, files=files
    )
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
        wrong_files=wrong_files(draft.form, problems),
        is_being_counted=bool(forms.being_counted(draft.form, counted, files)),
        members=queries.public_group(draft.group).members,
        agencies={key: organisation.agency(code) for key, code in draft.agencies.items()},
        plan={each.key: each for each in plan},
        due_at=joint_due(plan),
        prices=prices,
        total=sum(line.amount for lines in prices.values() for line in lines or ()),
        refusal=refusal,
    )


@require_POST
@for_people
def keep(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft is wanted for longer."""
    try:
        bundles.keep_bundle(bundle_id=draft_id, by=actor_of(request), at=now())
    except Refusal:
        return errors.not_found(request)
    return redirect("portal:mine")


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
        return filed_or_gone(request, draft_id, holding.BUNDLES)
    return redirect("portal:mine")
