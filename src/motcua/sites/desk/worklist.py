"""What must I do next, most urgent first; and the quick search."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.design import errors
from motcua.design.formats import language
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_officers
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import Invalid, NotFound
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.queries import View
from motcua.modules.organisation import queries as organisation

from . import telling

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Tab:
    view: str
    label: str
    current: bool


@require_GET
@for_officers
def home(request: HttpRequest) -> HttpResponse:
    """One part of the work: mine, all that is open here, or what is closed."""
    actor = actor_of(request)
    try:
        view = View(request.GET.get("view", View.MINE))
        cursor = request.GET.get("after")
        found = queries.waiting_for(by=actor, now=now(), view=view, cursor=cursor)
    except (ValueError, Invalid):
        return errors.not_found(request)
    return page(
        request,
        "desk/worklist.html",
        tabs=_tabs(view),
        view=view.value,
        found=found,
        is_further=bool(cursor),
        names=telling.Names(row.handler for row in found.items),
        me=actor.id,
        posts=_posts(actor),
        words=telling,
    )


@require_GET
@for_officers
def find(request: HttpRequest) -> HttpResponse:
    """By code or submission number, straight to the dossier."""
    number = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_NUMBER]
    if not number:
        return redirect("desk:home")
    try:
        found: UUID = queries.find(number, by=actor_of(request))
    except NotFound:
        return page(request, "desk/not_found.html", 404, number=number)
    return redirect("desk:dossier", found)


def _tabs(chosen: View) -> list[Tab]:
    labels = {View.MINE: _("Việc của tôi"), View.OPEN: _("Đang mở"), View.CLOSED: _("Đã đóng")}
    return [Tab(view.value, label, view is chosen) for view, label in labels.items()]


def _posts(actor: Actor) -> list[str]:
    """`Receiver, Returner – Hoàn Kiếm Ward`: the roles at each agency."""
    roles: dict[str, list[Role]] = {}
    for post in sorted(actor.posts, key=lambda post: (post.agency, list(Role).index(post.role))):
        roles.setdefault(post.agency, []).append(post.role)
    return [
        f"{', '.join(map(telling.role, held))} – {organisation.agency(code).name.in_(language())}"
        for code, held in roles.items()
    ]
