"""A proposal's changes by what they mean for dossiers in flight, with a decision for each."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue.rules import PackageErrors
from motcua.modules.catalogue.rules.changes import Decision, Effect
from motcua.modules.proposals import operations as proposals
from motcua.modules.proposals.rules.deciding import Decided
from motcua.modules.transitions import operations, queries

from ..drafting import telling
from ..drafting.around import Around, around, shown
from ..drafting.doors import designing, text
from . import words

PAGE = "studio/changing/plan.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One change on the page. `name`: its inputs', since keys hold dots."""

    name: str
    planned: queries.PlannedChange
    way: str
    expression: str


@designing("GET", "HEAD", "POST")
def plan(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """What changed, grouped by what it means, and what becomes of the dossiers it touches."""
    here = around(request, proposal_id)
    if here.card.base is None:
        return shown(request, PAGE, here, plan=None, wrong=(), groups=())
    try:
        card = queries.plan_for(proposal_id, by=here.actor)
    except PackageErrors as wrong:
        spots = telling.spots(here.id, tuple(wrong.findings))
        return shown(request, PAGE, here, 422, plan=None, wrong=spots, groups=())
    if request.method == "POST":
        return _decide(request, here, card)
    return _show(request, here, card)


@designing("POST")
def try_out(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Count what would become of every dossier."""
    try:
        trial = operations.try_out(proposal=proposal_id, by=actor_of(request), at=now())
    except Refusal as refusal:
        here = around(request, proposal_id)
        return _show(request, here, queries.plan_for(proposal_id, by=here.actor), refusal)
    return redirect("studio:transition", trial)


def _decide(request: HttpRequest, here: Around, card: queries.PlanCard) -> HttpResponse:
    """Every change is decided, also those left as proposed: the designer has seen them."""
    decided: dict[str, Decided] = {}
    for row in _rows(card, request):
        if row.planned.change.effect is not Effect.WORDING and row.way:
            way = Decision(row.way)
            source = row.expression if way is Decision.TRANSFORM else ""
            decided[row.planned.change.key] = Decided(way, source)
    try:
        proposals.decide_changes(proposal=here.id, decisions=decided, by=here.actor, at=now())
    except Refusal as refusal:
        return _show(request, here, card, refusal, rows=_rows(card, request))
    return redirect(reverse("studio:in-flight", args=[here.id]) + "?done=decided")


def _show(
    request: HttpRequest,
    here: Around,
    card: queries.PlanCard,
    refusal: Refusal | None = None,
    *,
    rows: list[Row] | None = None,
) -> HttpResponse:
    found = rows if rows is not None else _rows(card)
    groups = [
        (effect, words.EFFECTS[effect],
         [row for row in found if row.planned.change.effect is effect])
        for effect in words.EFFECTS
    ]  # fmt: skip
    trial = queries.latest_trial(here.id, by=here.actor)
    return shown(
        request, PAGE, here, refusal.status if refusal else 200,
        plan=card, wrong=(), groups=[group for group in groups if group[2]], ways=words.WAYS,
        trial=trial, refusal=refusal, finished=str(words.DONE.get(request.GET.get("done", ""), "")),
    )  # fmt: skip


def _rows(card: queries.PlanCard, request: HttpRequest | None = None) -> list[Row]:
    """As decided or proposed; with what was just typed where something was."""
    return [
        _row(f"c{number}", planned, request) for number, planned in enumerate(card.changes, start=1)
    ]


def _row(name: str, planned: queries.PlannedChange, request: HttpRequest | None) -> Row:
    way, expression = planned.decided.decision.value, planned.decided.expression
    if request is not None and name in request.POST:
        typed = text(request, name)
        way = typed if typed in planned.ways else ""
        expression = text(request, f"{name}-expression")
    return Row(name, planned, way, expression)
