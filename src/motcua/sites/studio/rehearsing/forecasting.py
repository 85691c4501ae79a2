"""Forecasts of the share on time: asking for one, and reading it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.catalogue.rules.package import Package, read
from motcua.modules.organisation import queries as organisation
from motcua.modules.rehearsals import operations, queries
from motcua.modules.rehearsals.rules.wishes import OTHERWISE, USUAL_MINUTES, BadNumber, Wish

from . import words
from .doors import for_designers
from .opening import files_of

#: Where the city's past tells of no filing.
USUAL_PER_DAY = 5.0
USUAL_DAYS = 90
LONGEST_BAR = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One step in the picture: how long its waiting and its work are, of a hundred."""

    name: str
    waiting: float
    working: float
    at: int

    @property
    def middle(self) -> int:
        return self.at + 14


@for_designers("GET", "POST")
def begin(request: HttpRequest) -> HttpResponse:
    """The numbers a forecast is made from; what the city knows stands there already."""
    actor = actor_of(request)
    origin = request.GET.get("origin", "") or request.POST.get("origin", "")
    files = files_of(origin, by=actor)
    try:
        package = read(files)
    except PackageErrors as broken:
        return _asked(request, origin, None, refusal=broken)
    if request.method != "POST":
        return _asked(request, origin, package)
    try:
        made = operations.ask_forecast(
            files=files, origin=origin, wish=_wish(request, package), by=actor, at=now()
        )
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return _asked(request, origin, package, refusal=refusal)
    return HttpResponseRedirect(reverse("studio:forecast", args=[made]))


@for_designers("GET")
def show(request: HttpRequest, forecast_id: UUID) -> HttpResponse:
    """A forecast: the share with its interval, the bottleneck, a picture and its table."""
    card = queries.forecast(forecast_id, by=actor_of(request))
    answer = page(
        request,
        "studio/rehearsing/forecast.html",
        card=card,
        agency=_agency_name(str(card.given["agency"])),
        bars=_bars(card.outcome, card.given),
        step_names=_step_names(card.given),
        words=words,
    )
    if card.is_under_way:
        answer.headers["Refresh"] = "2"
    return answer


def _asked(
    request: HttpRequest, origin: str, package: Package | None, *, refusal: Refusal | None = None
) -> HttpResponse:
    agencies = _agencies(package)
    chosen = request.POST.get("agency") or request.GET.get("agency") or ""
    agency = chosen if chosen in dict(agencies) else (agencies[0][0] if agencies else "")
    past = _past(package, agency, by=actor_of(request))
    return page(
        request,
        "studio/rehearsing/forecast_new.html",
        status=refusal.status if refusal else 200,
        origin=origin,
        package=package,
        agencies=agencies,
        agency=agency,
        channels=[(str(each), words.channel(str(each))) for each in _channels(package)],
        past=past,
        roles=_roles(package),
        filled=_filled(request, package, past),
        refusal=refusal,
        words=words,
    )


def _past(package: Package | None, agency: str, *, by: Actor) -> queries.Past | None:
    if package is None or not agency:
        return None
    return queries.past(package.code, agency, by=by, at=now())


def _agencies(package: Package | None) -> list[tuple[str, Text]]:
    if package is None:
        return []
    return [
        (card.code, card.name) for card in organisation.competent_agencies(list(package.routes))
    ]


def _channels(package: Package | None) -> list[object]:
    return list(package.times) if package else []


def _roles(package: Package | None) -> list[Role]:
    """The roles of all routes, in the order of the trade."""
    if package is None:
        return []
    there = {step.role for route in package.routes.values() for step in route.steps}
    return sorted(there, key=list(Role).index)


def _filled(
    request: HttpRequest, package: Package | None, past: queries.Past | None
) -> dict[str, str]:
    """What was typed; else what the city knows, or what is usual."""
    per_day = past.per_day if past and past.filed else USUAL_PER_DAY
    found = {"per_day": f"{per_day:.1f}", "days": str(USUAL_DAYS)}
    for role in _roles(package):
        found[f"staff-{role}"] = str(past.staff.get(role, 0) if past else 0)
        found[f"minutes-{role}"] = str(USUAL_MINUTES.get(role, OTHERWISE))
    if request.method == "POST":
        found |= {name: request.POST.get(name, "") for name in found}
    return found


def _wish(request: HttpRequest, package: Package) -> Wish:
    roles = _roles(package)
    return Wish(
        agency=request.POST.get("agency", ""),
        channel=request.POST.get("channel", ""),
        per_day=_number(request, "per_day"),
        staff={role: int(_number(request, f"staff-{role}")) for role in roles},
        minutes={role: _number(request, f"minutes-{role}") for role in roles},
        days=int(_number(request, "days")),
        from_past=request.POST.get("from_past") == "yes",
    )


def _number(request: HttpRequest, name: str) -> float:
    """:raises BadNumber: not a number"""
    typed = request.POST.get(name, "").strip().replace(",", ".")
    try:
        found = float(typed)
    except ValueError:
        raise BadNumber("not a number", field=name) from None
    if not abs(found) <= 1e6:  # nor what is no number at all
        raise BadNumber("not a number", field=name)
    return found


def _agency_name(code: str) -> Text:
    try:
        return organisation.agency(code).name
    except NotFound:
        return Text(code)


def _step_names(given: Any) -> dict[str, str]:
    other = language() == "en"
    return {
        step["key"]: (step.get("name_en") or step["name"]) if other else step["name"]
        for step in given["steps"]
    }


def _bars(outcome: Any, given: Any) -> list[Bar]:
    """Waiting and working time of each step, on one scale."""
    if not outcome:
        return []
    names = _step_names(given)
    longest = max((s["waiting"] + s["working"] for s in outcome["steps"]), default=0.0) or 1.0
    return [
        Bar(
            names.get(step["key"], step["key"]),
            round(LONGEST_BAR * step["waiting"] / longest, 2),
            round(LONGEST_BAR * step["working"] / longest, 2),
            number * 40,
        )
        for number, step in enumerate(outcome["steps"])
    ]
