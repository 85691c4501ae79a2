"""My dossiers: the list, one dossier with its next step and its story, and its papers."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design import clock as clock_words
from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import files, plugs
from motcua.foundation.limits import Limit, knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound, Refusal
from motcua.modules.bundles import queries as bundles
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.expiring import keeping_on
from motcua.modules.forms import rules as forms
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates.rules import Act
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import queries as payments
from motcua.modules.people import queries as people
from motcua.modules.results import queries as papers

from . import carried, telling, timeline
from .behalf import words as behalf_words

SUBJECT = "dossier"
SIGNED_DATA = "application/jose"
#: Each is told to who filed, and read by officers: nobody goes back and forth all day.
OBJECTING = Limit("objections", most=20, per=timedelta(days=1))


@require_safe
@for_people
def mine(request: HttpRequest) -> HttpResponse:
    """Drafts, then dossiers, what moved last first."""
    actor = actor_of(request)
    try:
        found = queries.my_dossiers(by=actor, cursor=request.GET.get("after"))
    except Invalid:
        return errors.not_found(request)
    drafts = [] if request.GET.get("after") else queries.my_drafts(by=actor)
    joined = [] if request.GET.get("after") else bundles.my_bundles(by=actor)
    subjects = [(SUBJECT, str(row.id)) for row in found.items]
    owed = {UUID(key): amount for (_, key), amount in
            payments.open_amounts(subjects, by=actor).items()}  # fmt: skip
    return page(
        request, "portal/mine.html",
        owed=owed, found=found, drafts=drafts, joined=joined, words=telling,
        keeping=keeping_on(today()),
        news=people.unseen_notices(by=actor),
        asked_to_stand=any(Act.ACCEPT in card.acts for card in mandates.held(by=actor)),
    )  # fmt: skip


@require_safe
@for_people
def show(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """One dossier: where it is, what is next, when it will be ready and why."""
    actor = actor_of(request)
    try:
        card = queries.dossier(dossier_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    subject = (SUBJECT, str(dossier_id))
    clock = queries.clock_of(dossier_id, by=actor, now=now())
    payer = queries.as_payer(dossier_id, by=actor)
    charge = payments.charge_of(subject, by=payer)
    letters = papers.letters_of(subject, by=actor)
    story = queries.story(dossier_id, by=actor)
    return page(
        request,
        "portal/dossier.html",
        card=card,
        done=request.GET.get("done", ""),
        agency=organisation.agency(card.agency),
        clock=clock,
        intervals=clock_words.parts(clock.due.explanation) if clock else [],
        note=telling.clock_note(clock) if clock else "",
        charge=charge,
        receipts=payments.receipts_of(charge.id, by=payer) if charge and not charge.is_open else [],
        supplements=queries.supplements(dossier_id, by=actor) if card.reply_by else [],
        decisions=queries.decisions(dossier_id, by=actor),
        letters=letters,
        result=papers.result_of(subject, by=actor),
        story=timeline.entries(story, card, clock, letters),
        carried=carried.latest(request, card),
        joined=bundles.membership(dossier_id, by=actor),
        stands_as=behalf_words,
        assisting=_assisting(card),
        words=telling,
    )


def _assisting(card: queries.DossierCard) -> organisation.OfficerCard | None:
    """The officer who wrote it down at the counter."""
    key = card.assisted_by.removeprefix("officer:")
    return organisation.officer(key) if key else None


@require_safe
@for_people
def answers(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """What was filed, as it stands and as it was first."""
    actor = actor_of(request)
    try:
        card = queries.dossier(dossier_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    filed, digest = queries.original(dossier_id, by=actor)
    current = queries.current_answers(dossier_id, by=actor)
    form, places = queries.form_of(dossier_id, by=actor), plugs.get(forms.PlaceNames)
    filed_on = queries.form_filed_on(dossier_id, by=actor)
    is_carried = card.revision != card.filed_on
    return page(
        request,
        "portal/answers.html",
        card=card,
        sections=forms.show(form, current, language(), places=places),
        files=telling.files(form, current, dossier_id),
        digest=digest,
        is_changed=current != filed,
        first=forms.show(filed_on, filed, language(), places=places) if is_carried else [],
    )


@require_safe
@for_people
def file(request: HttpRequest, dossier_id: UUID, key: str) -> HttpResponse:
    """A file the dossier holds."""
    actor = actor_of(request)
    try:
        grant = queries.file_of(dossier_id, key, by=actor)
        name = _file_name(dossier_id, key, by=actor)
        content = files.read(grant.sha256)
    except (NotFound, queries.NotSafe, files.FileErased):
        return errors.not_found(request)
    return download(content, grant.media_type, name)


def _file_name(dossier_id: UUID, key: str, *, by: Actor) -> str:
    """As it was given; one that a changed form has no place for is named in the original."""
    current = queries.current_answers(dossier_id, by=by)
    name = telling.file_name(queries.form_of(dossier_id, by=by), current, key)
    if name != key[: len(name)]:
        return name
    filed, _digest = queries.original(dossier_id, by=by)
    return telling.file_name(queries.form_filed_on(dossier_id, by=by), filed, key)


@require_safe
@for_people
def letter(request: HttpRequest, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    """A letter of the dossier as PDF."""
    actor = actor_of(request)
    try:
        queries.dossier(dossier_id, by=actor)
        own = {each.id for each in papers.letters_of((SUBJECT, str(dossier_id)), by=actor)}
        paper = papers.letter_file(letter_id, by=actor) if letter_id in own else None
    except NotFound:
        paper = None
    if paper is None:
        return errors.not_found(request)
    return download(paper.content, files.PDF, paper.name)


@require_safe
@for_people
def letter_data(request: HttpRequest, dossier_id: UUID, letter_id: UUID) -> HttpResponse:
    """What a letter says, as signed data that can be checked without us."""
    actor = actor_of(request)
    try:
        queries.dossier(dossier_id, by=actor)
        own = {each.id for each in papers.letters_of((SUBJECT, str(dossier_id)), by=actor)}
        paper = papers.letter_twin(letter_id, by=actor) if letter_id in own else None
    except NotFound:
        paper = None
    if paper is None:
        return errors.not_found(request)
    return download(paper.content, SIGNED_DATA, paper.name)


@require_safe
@for_people
def result(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The signed result as PDF, once it was delivered."""
    actor = actor_of(request)
    try:
        card = queries.dossier(dossier_id, by=actor)
        found = papers.result_of((SUBJECT, str(dossier_id)), by=actor)
        if found is None or card.ended_at is None or card.result_is_held:
            raise NotFound("no result yet")
        paper = papers.result_file(found.id, by=actor)
    except NotFound:
        return errors.not_found(request)
    return download(paper.content, files.PDF, paper.name)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def withdraw(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Take the dossier back, or ask for it once it was accepted."""
    if request.method != "POST":
        return redirect("portal:dossier", dossier_id)
    try:
        dossiers.withdraw(
            dossier_id=dossier_id,
            reason=request.POST.get("reason", "").strip()[:2000],
            by=actor_of(request),
            at=now(),
        )
    except NotFound:
        return errors.not_found(request)
    except Refusal as refusal:
        return page(request, "portal/refused.html", refusal.status, refusal=refusal,
                    back=reverse("portal:dossier", args=[dossier_id]))  # fmt: skip
    return redirect(reverse("portal:dossier", args=[dossier_id]) + "?done=withdrawn")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def objection(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Say that what others filed is not what one wanted; or that it may go on after all."""
    back = reverse("portal:dossier", args=[dossier_id])
    if request.method != "POST":
        return redirect(back)
    actor, at = actor_of(request), now()
    try:
        knock(OBJECTING, actor.id, at=at)
        if request.POST.get("deed") == "agree":
            dossiers.take_objection_back(dossier_id=dossier_id, by=actor, at=at)
            return redirect(back)
        reason = request.POST.get("objection", "").replace("\x00", "").strip()[:2000]
        dossiers.object_to_filing(dossier_id=dossier_id, reason=reason, by=actor, at=at)
    except NotFound:
        return errors.not_found(request)
    except AlreadyDone:
        return redirect(back)
    except Refusal as refusal:
        return page(request, "portal/refused.html", refusal.status, refusal=refusal, back=back)
    return redirect(f"{back}?done=objected")


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep: never shown inside our pages, never kept by caches."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
