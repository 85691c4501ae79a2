"""The controls inside a rehearsal: becoming somebody else, and moving the clock."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from motcua.design.formats import HERE
from motcua.design.page import now, page, today
from motcua.design.requests import SESSION_KEY, actor_of
from motcua.kernel.actors import NOBODY, SYSTEM
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.rehearsals import errands, queries
from motcua.modules.rehearsals.rules.moments import Jump

from . import words

LONGEST_PATH = 1000


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Play somebody: the session inside says who it is, as if they had signed in."""
    who = request.POST.get("who", "")
    if not _plays_here(who):
        return _shown(request, refusal=NotFound("nobody of that name plays here"))
    request.session.flush()
    rotate_token(request)
    request.session[SESSION_KEY] = who
    return HttpResponseRedirect(_after(request, who))


@require_POST
def clock(request: HttpRequest) -> HttpResponse:
    """Move the clock forward, and go back to where one was."""
    try:
        jump, chosen = _asked(request)
        errands.jump(jump, chosen=chosen, tasks=_stage(request).tasks)
    except Refusal as refusal:
        return _shown(request, refusal=refusal)
    return HttpResponseRedirect(_back(request) or reverse("controls:show"))


def _asked(request: HttpRequest) -> tuple[Jump, datetime | None]:
    try:
        jump = Jump(request.POST.get("jump", ""))
        if jump is not Jump.CHOSEN:
            return jump, None
        day, hour = request.POST.get("day", ""), request.POST.get("hour", "")
        return jump, datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M").replace(tzinfo=HERE)
    except ValueError:
        raise Invalid("not a moment") from None


def _shown(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    scene = queries.scene(by=SYSTEM)
    return page(
        request,
        "studio/rehearsing/controls.html",
        status=refusal.status if refusal else 200,
        refusal=refusal,
        scene=scene,
        personas=queries.personas(by=SYSTEM),
        offices=_offices(request, scene),
        agencies=[(card.code, card.name) for card in organisation.competent_agencies(AgencyKind)],
        words=words,
        who=_who(request),
        back=_back(request),
        at=now(),
        here=now().astimezone(HERE),
        jumps=Jump,
    )


@dataclass(frozen=True, slots=True)
class Office:
    """An agency with those who work there."""

    code: str
    name: Text
    seats: tuple[errands.Seat, ...]


def _offices(request: HttpRequest, scene: queries.SceneCard) -> list[Office]:
    """The agency that plays, and another if one was asked for."""
    found = []
    for code in dict.fromkeys((scene.agency, request.GET.get("agency", ""))):
        with suppress(NotFound):
            name = organisation.agency(code).name
            found.append(Office(code, name, errands.offices(code, today())))
    return found


def _plays_here(who: str) -> bool:
    """Whether somebody invented, or an officer who holds a post on that day, goes by this id."""
    if who in {card.who for card in queries.personas(by=SYSTEM)}:
        return True
    kind, _, key = who.partition(":")
    try:
        return kind == "officer" and bool(organisation.actor_for_officer(key, today()).posts)
    except NotFound:
        return False


def _who(request: HttpRequest) -> str:
    actor = actor_of(request)
    return "" if actor == NOBODY else actor.id


def _after(request: HttpRequest, who: str) -> str:
    back = _back(request)
    if who.startswith("officer:"):
        return back if "/desk/" in back else reverse("desk:home")
    scene = queries.scene(by=SYSTEM)
    start = reverse("portal:procedure", args=[scene.procedure])
    return back if back and "/desk/" not in back else start


def _back(request: HttpRequest) -> str:
    """The page of this very rehearsal one came from, or nothing."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    ours = asked.startswith(get_script_prefix()) and len(asked) <= LONGEST_PATH
    if not ours or not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return ""
    return "" if asked.startswith(reverse("controls:show")) else asked


def _stage(request: HttpRequest) -> errands.OnStage:
    found: errands.OnStage = request.stage  # type: ignore[attr-defined] # the way in put it there
    return found
