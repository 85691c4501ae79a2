"""A run over dossiers in flight: how far it is, what becomes of whom, and the way back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import queries as dossier_queries
from motcua.modules.organisation import queries as organisation
from motcua.modules.transitions import operations, queries
from motcua.modules.transitions.rules.fates import SAYS, Fate, Reason

from ..drafting.doors import designing, text
from . import words


@designing()
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Counts, causes and progress; reloaded by whoever wants to know more."""
    return _shown(request, run_id)


@designing()
def samples(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Ten dossiers before and after."""
    actor = actor_of(request)
    card = queries.run(run_id, by=actor)
    found = queries.samples(run_id, language=language(), by=actor, at=now())
    return _page(request, "studio/changing/samples.html", card, samples=found)


@designing()
def dossiers(request: HttpRequest, run_id: UUID, fate: str) -> HttpResponse:
    """The dossiers of one fate, fifty at a time."""
    actor = actor_of(request)
    card = queries.run(run_id, by=actor)
    if fate not in {each.value for each in Fate}:
        raise NotFound(fate)
    after = _key(request.GET.get("after", ""))
    found = queries.fates(run_id, Fate(fate), after=after, by=actor)
    return _page(
        request, "studio/changing/dossiers.html", card,
        fate=Fate(fate), found=found, full=len(found) == queries.PAGE,
        numbers={row.dossier: _number(request, row.dossier) for row in found},
    )  # fmt: skip


@designing("POST")
def pause(request: HttpRequest, run_id: UUID) -> HttpResponse:
    return _act(request, run_id, "paused", lambda: operations.pause(
        run_id=run_id, by=actor_of(request), at=now()))  # fmt: skip


@designing("POST")
def go_on(request: HttpRequest, run_id: UUID) -> HttpResponse:
    return _act(request, run_id, "going", lambda: operations.go_on(
        run_id=run_id, by=actor_of(request), at=now()))  # fmt: skip


@designing("POST")
def undo(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take back all that nobody has acted on."""
    return _act(request, run_id, "undoing", lambda: operations.undo(
        run_id=run_id, reason=text(request, "reason"), by=actor_of(request), at=now(),
    ))  # fmt: skip


@designing("POST")
def back(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take one dossier back."""
    dossier = _key(text(request, "dossier"))
    if dossier is None:
        raise NotFound("no such dossier")
    return _act(request, run_id, "back", lambda: operations.carry_back(
        run_id=run_id, dossier_id=dossier, reason=text(request, "reason"),
        by=actor_of(request), at=now(),
    ))  # fmt: skip


@designing()
def of_procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that was done for a procedure's dossiers."""
    found = queries.runs_of(code, by=actor_of(request))
    name = catalogue.public_names({code}).get(code)
    return page(
        request, "studio/changing/runs.html", code=code, name=name, runs=found,
        states=words.STATES,
    )  # fmt: skip


def _act(request: HttpRequest, run_id: UUID, done: str, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except NotFound:
        raise
    except Refusal as refusal:
        return _shown(request, run_id, refusal)
    return redirect(reverse("studio:transition", args=[run_id]) + f"?done={done}")


def _shown(request: HttpRequest, run_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    card = queries.run(run_id, by=actor)
    causes = [
        (words.FATES[fate], SAYS[reason], count)
        for (fate, reason), count in sorted(queries.reasons(run_id, by=actor).items())
        if reason is not Reason.NONE
    ]
    error = isinstance(refusal, Invalid) and refusal.params.get("field") == "reason"
    return _page(
        request, "studio/changing/run.html", card, refusal.status if refusal else 200,
        causes=causes, refusal=None if error else refusal, no_reason=error,
        reason=text(request, "reason"),
        plan=queries.plan_of_run(run_id, by=actor),
        finished=str(words.DONE.get(request.GET.get("done", ""), "")),
    )  # fmt: skip


def _page(
    request: HttpRequest, template: str, card: queries.RunCard, status: int = 200,
    **context: object,
) -> HttpResponse:  # fmt: skip
    return page(
        request, template, status, card=card, fates=words.FATES, states=words.STATES, says=SAYS,
        ways=words.WAYS, effects=words.EFFECTS, agency_name=_agency_name,
        name=catalogue.public_names({card.procedure}).get(card.procedure),
        **{"refusal": None, "finished": "", **context},
    )  # fmt: skip


def _agency_name(code: str) -> object:
    return organisation.agency(code).name


def _number(request: HttpRequest, dossier: UUID) -> str:
    """The number of a dossier, for who may read the dossier; else nothing."""
    try:
        return dossier_queries.dossier(dossier, by=actor_of(request)).number
    except NotFound:
        return ""


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
