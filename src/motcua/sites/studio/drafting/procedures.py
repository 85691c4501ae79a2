"""A procedure in the studio: every revision with its why, and what can be begun from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import State
from motcua.modules.catalogue.rules.marks import ReviewMark
from motcua.modules.proposals import operations, queries

from . import telling, words
from .doors import day, designing, text, typed_day


@designing()
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Its revisions, its drafts, and what may be done."""
    return _shown(request, code)


def _shown(
    request: HttpRequest, code: str, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    card = catalogue.public_shown([code]).get(code)
    cards = queries.proposals_of(code, by=actor)
    if card is None and not cards:
        return errors.not_found(request)
    story = queries.history(code, by=actor)
    names = telling.names_in(
        cards, *(who for each in story for who in (each.imported_by, each.approved_by))
    )
    return page(
        request,
        "studio/drafting/procedure.html",
        status,
        code=code,
        marks=[ReviewMark(mark).says for mark in card.marks] if card else [],
        card=card,
        name=card.name if card and card.name.vi else code,
        story=story,
        states={state: (str(said), tone) for state, (said, tone) in words.REVISIONS.items()},
        rows=telling.rows_of(cards, names),
        names=names,
        may_design=queries.may_design(by=actor),
        endable=[each for each in story if each.state is State.PUBLISHED],
        refusal=refusal,
        finished=str(words.DONE.get(request.GET.get("done", ""), "")),
    )


@designing("POST")
def start(request: HttpRequest, code: str) -> HttpResponse:
    """A draft from what is in force."""
    proposal = operations.start(code=code, by=actor_of(request), at=now())
    return redirect(reverse("studio:proposal", args=[proposal]) + "?done=started")


@designing("GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """A procedure the catalogue does not have yet."""
    if not queries.may_design(by=actor_of(request)):
        raise NotAllowed("designers begin procedures")
    code, name = text(request, "code"), text(request, "name")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            proposal = operations.start_new(code=code, name=name, by=actor_of(request), at=now())
            return redirect(reverse("studio:proposal", args=[proposal]) + "?done=started")
        except Refusal as refused:
            refusal = refused
    wrong = str(refusal.params.get("field", "")) if refusal else ""
    gaps = {
        "code": _("Mã có dạng 2.000635 hoặc 2.000635.H26"),
        "name": _("Ghi tên thủ tục, không quá 300 ký tự"),
    }
    return page(
        request,
        "studio/drafting/new.html",
        refusal.status if refusal else 200,
        code=code,
        name=name,
        wrong={wrong: gaps[wrong]} if wrong in gaps else {},
        refusal=None if wrong in gaps else refusal,
    )


@designing("GET", "POST")
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that what is published no longer holds from a day on."""
    actor = actor_of(request)
    if not queries.may_design(by=actor):
        raise NotAllowed("designers end procedures")
    published = [each for each in catalogue.public_revisions(code) if each.published]
    if not published:
        raise NotFound(code)
    on, is_day = day(request, "on")
    refusal: Refusal | None = None
    wrong = {"on": _("Ghi ngày, tháng, năm")} if request.method == "POST" and not on else {}
    if request.method == "POST" and on and is_day:
        try:
            proposal = operations.propose_end(
                revision=published[-1].id,
                on=on,
                reason=text(request, "reason"),
                decision_number=text(request, "decision_number"),
                by=actor,
                at=now(),
            )
            return redirect(reverse("studio:proposal", args=[proposal]) + "?done=end-proposed")
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "studio/drafting/end.html",
        refusal.status if refusal else (422 if wrong else 200),
        code=code,
        name=catalogue.public_names([code]).get(code, code),
        on=typed_day(request, "on"),
        reason=text(request, "reason"),
        decision_number=text(request, "decision_number"),
        wrong=wrong,
        refusal=refusal,
    )
