"""What was filed once for several agencies: every part, its next step and its date, on one page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import errors, formats
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.bundles import queries
from motcua.modules.bundles.queries import BundleCard, PartCard
from motcua.modules.bundles.rules import PartState
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.forms import rules as forms
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import queries as payments
from motcua.modules.results import queries as papers

from . import proving, telling, timeline

SUBJECT = "dossier"


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part as the page shows it: where it is, what comes next, when, and what can be done."""

    card: PartCard
    agency: organisation.AgencyCard
    state: str
    tone: str
    next: str
    amount: int
    has_result: bool


@require_safe
@for_people
def show(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """A draft goes on where something is missing; what was filed is shown with all its parts."""
    actor = actor_of(request)
    try:
        draft = queries.bundle_draft(bundle_id, by=actor)
    except NotFound:
        return _filed(request, bundle_id)
    missing = forms.first_incomplete(
        draft.form, draft.answers, today=today(), places=plugs.get(forms.PlaceNames),
        proofs=proving.own(request),
    )  # fmt: skip
    if missing is None:
        return redirect("portal:bundle_check", bundle_id)
    return redirect("portal:bundle_page", bundle_id, missing.key)


def _filed(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    try:
        card = queries.bundle(bundle_id, by=actor, now=now())
    except NotFound:
        return errors.not_found(request)
    names = {part.key: part.name for part in card.parts}
    return page(
        request,
        "portal/bundle.html",
        card=card,
        done=request.GET.get("done", ""),
        shown=[_part(part, names, by=actor) for part in card.parts],
        names=names,
        story=list(_story(card, by=actor)),
    )


def _part(part: PartCard, names: dict[str, Text], *, by: Actor) -> PartShown:
    state, tone, following = _where(part, names)
    charge = result = None
    if part.standing is not None:
        subject = (SUBJECT, str(part.standing.id))
        charge = payments.charge_of(subject, by=by)
        result = papers.result_of(subject, by=by)
    return PartShown(
        card=part,
        agency=organisation.agency(part.agency),
        state=state,
        tone=tone,
        next=following,
        amount=charge.amount if charge and charge.is_open else 0,
        has_result=bool(result and result.sha256 and part.standing and part.standing.ended_at),
    )


def _where(part: PartCard, names: dict[str, Text]) -> tuple[str, str, str]:
    """State, tone and next step in words."""
    if part.standing is not None:
        standing = part.standing
        following = telling.next_step(
            standing.state, answer_by=standing.answer_by, reply_by=standing.reply_by
        )
        return telling.state(standing.state), telling.tone(standing.state), following
    needed = ", ".join(formats.text(names[key]) for key in part.needs)
    if part.state is PartState.WAITING:
        return (
            _("Chờ đến lượt"),
            "neutral",
            _("Tự nộp ngay khi có kết quả: %(of)s.") % {"of": needed},
        )
    if part.because == "answers":
        why = _("Thông tin bạn khai không còn khớp với kết quả phần trước. Hãy nộp riêng phần này.")
        return _("Không nộp được"), "bad", why
    why = _("Phần này cần kết quả: %(of)s, nhưng sẽ không có. Khi đủ điều kiện, hãy nộp riêng.")
    return _("Không nộp được"), "bad", why % {"of": needed}


def _story(card: BundleCard, *, by: Actor) -> Iterator[timeline.Entry]:
    """What happened and what is to come in all parts, latest first, each with the part's name."""
    found: list[timeline.Entry] = []
    for part in card.parts:
        name = formats.text(part.name)
        if part.standing is None:
            if part.plan is not None:
                due = _("Dự kiến có kết quả")
                found.append(timeline.Entry(f"{name}: {due}", part.plan.due_at, next=True))
            continue
        dossier = dossiers.dossier(part.standing.id, by=by)
        clock = dossiers.clock_of(dossier.id, by=by, now=now())
        letters = papers.letters_of((SUBJECT, str(dossier.id)), by=by)
        story = dossiers.story(dossier.id, by=by)
        found += [
            replace(entry, title=f"{name}: {entry.title}")
            for entry in timeline.entries(story, dossier, clock, letters)
        ]
    yield from sorted(found, key=lambda entry: (entry.next, entry.at), reverse=True)
