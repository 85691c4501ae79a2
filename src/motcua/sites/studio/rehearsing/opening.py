"""Rehearsals in the studio: those there are, opening one, seeing it made, closing it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound, Refusal, WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.organisation import queries as organisation
from motcua.modules.proposals import queries as proposals
from motcua.modules.rehearsals import operations, queries

from . import words
from .doors import for_designers

Files = Mapping[str, bytes]


@for_designers("GET")
def index(request: HttpRequest) -> HttpResponse:
    """What is being rehearsed, and what can be."""
    return _listed(request)


@for_designers("POST")
def begin(request: HttpRequest) -> HttpResponse:
    """Have a space made for what was chosen."""
    actor, origin = actor_of(request), request.POST.get("origin", "")
    try:
        made = operations.open_rehearsal(
            files=files_of(origin, by=actor),
            origin=origin,
            agency=request.POST.get("agency", ""),
            by=actor,
            at=now(),
        )
    except PackageErrors as broken:
        return _listed(request, broken=broken)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return _listed(request, refusal=refusal)
    return HttpResponseRedirect(reverse("studio:rehearsal", args=[made]))


@for_designers("GET")
def show(request: HttpRequest, rehearsal_id: UUID) -> HttpResponse:
    """One rehearsal: how far its making is, the way in, its paths."""
    actor = actor_of(request)
    card = queries.rehearsal(rehearsal_id, by=actor)
    answer = page(
        request,
        "studio/rehearsing/rehearsal.html",
        card=card,
        agency=_agency(card.agency),
        walks=queries.walks(by=actor, origin=card.origin),
        forecasts=queries.forecasts(by=actor, origin=card.origin),
        words=words,
    )
    if card.state == "preparing" or any(
        walk.is_under_way for walk in queries.walks(by=actor, rehearsal=card.id)
    ):
        answer.headers["Refresh"] = "3"
    return answer


@for_designers("POST")
def close(request: HttpRequest, rehearsal_id: UUID) -> HttpResponse:
    """Let nobody in any more; the space is taken down right after."""
    with suppress(WrongMoment):  # closed already: that is what was wanted
        operations.close(rehearsal_id=rehearsal_id, by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("studio:rehearsals"))


def files_of(origin: str, *, by: Actor) -> dict[str, bytes]:
    """The files of what can be rehearsed.

    :raises NotFound: nothing of that name
    """
    kind, _, key = origin.partition(":")
    known: dict[str, Callable[[], dict[str, bytes]]] = {
        "proposal": lambda: proposals.files(_uuid(key), by=by),
        "procedure": lambda: catalogue.public_package(key),
    }
    if kind not in known:
        raise NotFound(f"nothing called {kind}")
    return known[kind]()


def _listed(
    request: HttpRequest, *, refusal: Refusal | None = None, broken: PackageErrors | None = None
) -> HttpResponse:
    actor = actor_of(request)
    failed: Refusal | None = refusal or (Invalid() if broken else None)
    return page(
        request,
        "studio/rehearsing/index.html",
        status=failed.status if failed else 200,
        cards=queries.rehearsals(by=actor),
        proposals=proposals.open_proposals(by=actor),
        procedures=_procedures(),
        chosen=request.GET.get("origin", "") or request.POST.get("origin", ""),
        refusal=failed,
        broken=broken,
        words=words,
    )


def _procedures() -> list[tuple[str, catalogue.ProcedureCard]]:
    """Whole procedures in force, by code."""
    found = []
    for code in catalogue.public_procedures_to_file():
        card = catalogue.public_procedure(code)
        if card.is_fileable:
            found.append((f"procedure:{code}", card))
    return found


def _agency(code: str) -> object:
    try:
        return organisation.agency(code).name
    except NotFound:
        return code


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("not an id") from None
