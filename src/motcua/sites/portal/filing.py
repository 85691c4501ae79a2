"""Everything once more, the price and the date, and the button that files; exactly once."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.clock import Due
from motcua.kernel.errors import AlreadyDone, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, PriceUnknown, charges_for
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.forms.words import sentence
from motcua.modules.organisation import queries as organisation

from . import cosigning, proving, telling
from .filling import filed_or_gone
from .readiness import ready_at

#: What the page of a draft that was never filed says it does.
FILES = "file"


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Look at all of it, and file it. A repeated post leads to what the first one did."""
    actor = actor_of(request)
    refusal = None
    if request.method == "POST":
        try:
            done = _send(draft_id, request.POST.get("sends", ""), by=actor)
            return redirect(reverse("portal:dossier", args=[draft_id]) + f"?done={done}")
        except AlreadyDone:
            # The first answer was lost on its way, or the button was pressed twice.
            return redirect(reverse("portal:dossier", args=[draft_id]) + "?done=before")
        except NotFound:
            return filed_or_gone(request, draft_id)
        except Refusal as found:
            refusal = found
    try:
        draft = queries.draft(draft_id, by=actor)
    except NotFound:
        return filed_or_gone(request, draft_id)
    return _check(request, draft, refusal)


def _send(draft_id: UUID, sends: str, *, by: Actor) -> str:
    """File it; what was filed before and is being completed is supplied. Returns what was done.

    `sends` is what the page said it would do: one that was to file never supplies anything.

    :raises AlreadyDone: it was done before
    """
    at = now()
    try:
        dossiers.file(dossier_id=draft_id, key=f"draft:{draft_id}", by=by, at=at)
    except AlreadyDone as filed:
        if sends == FILES:
            raise
        if filed.params.get("awaits_supplement"):
            dossiers.give_supplement(dossier_id=draft_id, by=by, at=at)
            return "supplied"
        if not filed.params.get("awaits_answers"):
            raise
        dossiers.give_new_answers(dossier_id=draft_id, by=by, at=at)
        return "answered"
    return "filed"


def _check(request: HttpRequest, draft: queries.DraftCard, refusal: Refusal | None) -> HttpResponse:
    revision = catalogue.revision(draft.revision)
    places = plugs.get(forms.PlaceNames)
    proofs = proving.own(request)
    files = queries.files_of_draft(draft.id, draft.answers, at=now(), by=actor_of(request))
    counted, problems = forms.judge(
        revision.form, draft.answers, today=today(), places=places, proofs=proofs, files=files
    )
    sections = forms.show(revision.form, draft.answers, language(), places=places)
    unfinished = {problem.page for problem in problems}
    return page(
        request,
        "portal/check.html",
        refusal.status if refusal else 200,
        draft=draft,
        name=revision.short_name,
        agency=organisation.agency(draft.agency),
        sections=sections,
        unfinished=[section for section in sections if section.page in unfinished],
        wrong_files=wrong_files(revision.form, problems),
        is_being_counted=bool(forms.being_counted(revision.form, counted, files)),
        charges=None if draft.is_supplement else _charges(revision, draft),
        ready=None if draft.is_supplement else _ready(revision, draft),
        returning=telling.returning(draft.return_method),
        asked=_asked(request, draft),
        undersigned=cosigning.wanted(request, draft),
        refusal=refusal,
    )


def wrong_files(form: forms.Form, problems: Sequence[forms.Problem]) -> dict[str, list[str]]:
    """What is wrong with files, by page: what nobody sees on the page before it is told."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        question = form.question(problem.key)
        if (
            question is not None
            and isinstance(question.kind, forms.File)
            and "name" in problem.params
        ):
            found.setdefault(problem.page, []).append(sentence(form, problem))
    return found


def _ready(revision: catalogue.Revision, draft: queries.DraftCard) -> Due | None:
    return ready_at(revision.allowance(draft.channel, _facts(revision, draft)))


def _facts(revision: catalogue.Revision, draft: queries.DraftCard) -> dict[str, object]:
    return {"answers": forms.clean(revision.form, draft.answers), "channel": draft.channel}


def _asked(request: HttpRequest, draft: queries.DraftCard) -> queries.SupplementCard | None:
    """What the supplement being made must answer."""
    if not draft.is_supplement:
        return None
    asked = queries.supplements(draft.id, by=actor_of(request))
    return next((each for each in asked if each.answered_at is None), None)


def _charges(revision: catalogue.Revision, draft: queries.DraftCard) -> list[ChargeLine] | None:
    """What will be owed; None while an answer that the price depends on is missing."""
    try:
        return charges_for(revision.fees, _facts(revision, draft))
    except PriceUnknown:
        return None
