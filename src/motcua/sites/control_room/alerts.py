"""Warnings as those on duty see them: waiting, standing, past; one with its story and document."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import Refusal
from motcua.modules.alerts import queries
from motcua.modules.alerts.queries import DutyCard
from motcua.modules.alerts.rules import cap

from . import drawing, telling, words
from .doors import Gap, on_duty


@on_duty()
def every(request: HttpRequest) -> HttpResponse:
    """What waits to be decided, what stands; `?view=past` for what was."""
    actor, view = actor_of(request), request.GET.get("view", "now")
    if view not in ("now", "past"):
        return errors.not_found(request)
    waiting: list[DutyCard] = []
    standing: list[DutyCard] = []
    past: list[DutyCard] = []
    if view == "now":
        waiting, standing = queries.proposals(by=actor), queries.standing(by=actor, at=now())
    else:
        past = queries.past(by=actor, before=_moment(request.GET.get("before", "")))
    return page(
        request,
        "control_room/alerts.html",
        view=view,
        waiting=waiting,
        standing=standing,
        past=past,
        following=past[-1].proposed_at.isoformat() if len(past) == queries.PAGE else "",
        names=telling.names_in([*waiting, *standing, *past]),
        may_propose=queries.may_propose(by=actor),
        at=now(),
        words=telling,
    )


@on_duty()
def one(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One message: both languages, what it rests on, its story, and what may be done."""
    return shown(request, alert_id)


@on_duty()
def document(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """The CAP document as it is, or as it would go out now."""
    content = queries.cap_of(alert_id, by=actor_of(request), at=now())
    return HttpResponse(content, content_type=cap.MEDIA_TYPE)


def shown(
    request: HttpRequest,
    alert_id: UUID,
    *,
    gaps: list[Gap] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one message, with what went wrong if an act did."""
    actor = actor_of(request)
    card = queries.alert(alert_id, by=actor)
    chain = queries.chain(card.alert.chain, by=actor)
    names = telling.names_in(chain)
    done = str(words.DONE.get(request.GET.get("done", ""), ""))
    return page(
        request,
        "control_room/alert.html",
        status,
        card=card,
        alert=card.alert,
        names=names,
        story=telling.story(chain, names),
        picture=drawing.line(card.alert.basis, _("Các giá trị đã đo")),
        document=queries.cap_of(alert_id, by=actor, at=now()).decode(),
        endings=[(value.value, str(said)) for value, said in words.ENDINGS.items()],
        finished=done,
        gaps=gaps or [],
        refusal=refusal,
        stands=card.alert.stands(now()),
        public=reverse("city:alert", args=[alert_id]),
        at=now(),
        words=telling,
    )


def _moment(typed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo else None
