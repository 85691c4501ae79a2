"""Doors for everybody: the first page, finding a procedure, reading it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.design import clock, errors, formats
from motcua.design.page import page
from motcua.design.requests import actor_of
from motcua.kernel.clock import Due
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import queries as dossiers

from . import telling
from .readiness import ready_at

SHOWN_AT_HOME = 6
LONGEST_QUESTION = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A search, what waits for the person who is signed in, and what is sought most."""
    actor = actor_of(request)
    found = catalogue.public_search("", limit=SHOWN_AT_HOME)
    mine = dossiers.my_dossiers(by=actor).items if actor.person else []
    return page(
        request,
        "portal/home.html",
        procedures=found.items,
        waiting=[row for row in mine if telling.waits_for_me(row.state)],
        words=telling,
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search by name, everyday words or code, with or without marks."""
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]
    refusal: Invalid | None = None
    try:
        found = catalogue.public_search(q, cursor=request.GET.get("after"))
    except Invalid as refused:
        refusal, found = refused, catalogue.public_search(q)
    status = refusal.status if refusal else 200
    return page(request, "portal/find.html", status, q=q, found=found, refusal=refusal)


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with its time, and when it would be ready if it were accepted now."""

    channel: str
    time: str
    says: str
    due: Due | None


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, what it costs, when it would be ready, what is needed."""
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    ways = _ways(card)
    online = next((way for way in ways if way.channel == "online"), None)
    first = online or ways[0]
    return page(
        request,
        "portal/procedure.html",
        card=card,
        ways=ways,
        first=first,
        intervals=clock.parts(first.due.explanation) if first.due else [],
        note=clock.note(first.due) if first.due else "",
        is_same_time=len({way.says for way in ways}) == 1,
        start=reverse("portal:start", args=[code]) if online else "",
        by_file=[c for c in card.components if _may_come_online(c)],
        on_paper=[c for c in card.components if not _may_come_online(c)],
        words=telling,
    )


def _ways(card: catalogue.ProcedureCard) -> list[Way]:
    due = {each: ready_at(each) for each in {way.time.allowance for way in card.ways}}
    return [
        Way(
            channel=way.channel.value,
            time=clock.allowance_words(way.time.allowance),
            says=formats.text(way.time.says),
            due=due[way.time.allowance],
        )
        for way in card.ways
    ]


def _may_come_online(component: catalogue.ComponentCard) -> bool:
    return any(str(source) in ("form", "upload", "store") for source in component.sources)
