"""Starting an application: where it goes, and the draft that may exist already."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_people
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms import rules as forms
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people


@require_http_methods(["GET", "POST"])
@for_people
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the agency that decides; a draft already begun is offered first."""
    actor = actor_of(request)
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    agencies = organisation.competent_agencies({each.kind for each in card.agencies})
    shown: dict[str, object] = {
        "card": card,
        "agencies": [(agency.code, agency.name, agency.address) for agency in agencies],
        "chosen": request.POST.get("agency", agencies[0].code if len(agencies) == 1 else ""),
        "drafts": [d for d in queries.my_drafts(by=actor) if d.procedure_code == code],
    }
    if request.method == "GET":
        return page(request, "portal/start.html", **shown, refusal=None, error="")
    if shown["chosen"] not in {agency.code for agency in agencies}:
        return page(request, "portal/start.html", 422, **shown, refusal=None, error="choose")
    try:
        return _begin(code, str(shown["chosen"]), by=actor)
    except Refusal as refusal:
        return page(
            request, "portal/start.html", refusal.status, **shown, refusal=refusal, error=""
        )


def _begin(code: str, agency: str, *, by: Actor) -> HttpResponseRedirect:
    """A draft with what is known of the person filled in, to be confirmed."""
    at = now()
    draft_id = dossiers.start_draft(
        procedure=code, agency=agency, language=language(), by=by, at=at
    )
    draft = queries.draft(draft_id, by=by)
    form = catalogue.revision(draft.revision).form
    known = forms.prefilled(form, _known(by))
    if known:
        dossiers.save_answers(dossier_id=draft_id, answers=known, by=by, at=at)
    return redirect("portal:page", draft_id, form.pages[0].key)


def _known(actor: Actor) -> dict[str, object]:
    """What the identity system said of the person, by source of prefilling."""
    card = people.person_card(actor.person or "", by=actor)
    address = {"province": card.address.province, "commune": card.address.commune,
               "detail": card.address.detail, "as_of": now().date().isoformat()}  # fmt: skip
    known = {
        "applicant.full_name": card.full_name,
        "applicant.personal_id": card.personal_id,
        "applicant.birth_on": card.birth_on.isoformat() if card.birth_on else None,
        "applicant.phone": card.phone,
        "applicant.email": card.email,
        "applicant.address": address if card.address else None,
    }
    return {source: value for source, value in known.items() if value}
