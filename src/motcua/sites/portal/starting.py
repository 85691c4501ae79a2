"""Starting an application: where it goes, and the draft that may exist already."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation.limits import Limit, knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.forms.rules import sourced
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates.facts import Named
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people
from motcua.modules.people.facts import PersonKind
from motcua.modules.registers.rules import RegisterCode

from . import drafts, holding, known, linked

#: Filed for oneself, among those one may file for.
OWN = "self"
LONGEST_KEY = 40
#: Far more than one person begins; each draft is kept for months.
STARTING = Limit("start", most=200, per=timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the agency that decides; a draft already begun is offered first."""
    actor = actor_of(request)
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    if not card.is_fileable:
        return redirect("portal:procedure", code)
    person = people.person_card(actor.person or "", by=actor)
    agencies = _agencies(card, person)
    chosen = request.POST.get("agency", agencies[0][0] if len(agencies) == 1 else "")
    standings = [each for each in mandates.standings(by=actor) if each.covers(code)]
    said = request.POST if request.method == "POST" else request.GET
    held = {str(each.id): each.id for each in standings}
    # Whom it is for is said each time one stands for somebody: never taken for granted.
    for_whom = said.get("for", "" if standings else OWN)
    asked = known.registers_for(catalogue.revision(card.revision).form)
    refusal: Refusal | None = None
    is_posted = request.method == "POST"
    is_chosen = chosen in {code for code, _name, _hint in agencies}
    is_said = for_whom == OWN or for_whom in held
    if is_posted and is_chosen and is_said:
        try:
            knock(STARTING, actor.id, at=now())
            key = press_of(request)
            mandate = held.get(for_whom)
            agreed = [each.code for each in asked if each.code in request.POST.getlist("agreed")]
            return _begin(
                code, chosen, person, mandate=mandate, key=key, agreed=agreed,
                given=dict(request.GET.lists()), by=actor,
            )  # fmt: skip
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "portal/start.html",
        refusal.status if refusal else 422 if is_posted else 200,
        card=card,
        agencies=agencies,
        chosen=chosen,
        drafts=[d for d in queries.my_drafts(by=actor) if d.procedure_code == code],
        standings=[(OWN, _("Cho tôi")), *((str(each.id), each.name) for each in standings)],
        for_whom=for_whom,
        key=secrets.token_urlsafe(12),
        registers=asked,
        refusal=refusal,
        error=_("Chọn cơ quan giải quyết") if is_posted and not is_chosen else "",
        for_error=_("Chọn bạn nộp cho ai") if is_posted and not is_said else "",
    )


def _agencies(
    card: catalogue.ProcedureCard, person: people.PersonCard
) -> list[tuple[str, Text, str]]:
    """The agencies that decide it, that of the person's commune first."""
    found = organisation.competent_agencies({each.kind for each in card.agencies})
    home = person.address.commune if person.address else None
    near = [each for each in found if home is not None and each.place_code == home]
    hint = _("Nơi bạn cư trú")
    return [
        *((each.code, each.name, f"{hint} · {each.address}") for each in near),
        *((each.code, each.name, each.address) for each in found if each not in near),
    ]


def press_of(request: HttpRequest) -> str | None:
    """The key by which one press of the button begins one draft; None where it is none of ours."""
    key = request.POST.get("key", "")[:LONGEST_KEY]
    return key if key and key.isprintable() else None


def _begin(  # noqa: PLR0913 -- all that a draft begins with
    code: str, agency: str, person: people.PersonCard, *, mandate: UUID | None, key: str | None,
    agreed: Collection[RegisterCode], given: Mapping[str, Sequence[str]], by: Actor,
) -> HttpResponseRedirect:  # fmt: skip
    """A draft with what is known of the person filled in, to be confirmed."""
    at = now()
    draft_id = dossiers.start_draft(
        procedure=code, agency=agency, language=language(), mandate=mandate, key=key, by=by, at=at
    )
    draft = drafts.opened(holding.DRAFTS, draft_id, by=by)
    about = known_by(mandates.mandate(mandate, by=by).giver) if mandate else known_of(person)
    # The second click of a double one must not write over what was typed since the first.
    if not draft.answers:
        known.fill_in(
            draft, about=about, identity=sourced.MANDATE if mandate else sourced.ACCOUNT,
            is_own=mandate is None, agreed=agreed, by=by, at=at,
        )  # fmt: skip
        linked.fill_in(draft_id, given, by=by, at=at)
    return redirect(draft.ways.page(draft.form.pages[0].key))


def known_by(named: Named) -> dict[str, object]:
    """What a mandate says of the represented; nothing else of them is shown to who stands."""
    if named.kind is not PersonKind.CITIZEN:
        return {}
    known: dict[str, object] = {
        "applicant.full_name": named.name,
        "applicant.personal_id": named.number,
        "applicant.birth_on": named.birth_on.isoformat() if named.birth_on else None,
    }
    return {source: value for source, value in known.items() if value}


def known_of(person: people.PersonCard) -> dict[str, object]:
    """What the identity system said of the person, by source of prefilling."""
    known: dict[str, object] = {
        "applicant.full_name": person.full_name,
        "applicant.personal_id": person.personal_id,
        "applicant.birth_on": person.birth_on.isoformat() if person.birth_on else None,
        "applicant.phone": person.phone,
        "applicant.email": person.email,
    }
    if person.address:
        known["applicant.address"] = {
            "province": person.address.province,
            "commune": person.address.commune,
            "detail": person.address.detail,
            "as_of": today().isoformat(),
        }
    return {source: value for source, value in known.items() if value}
