"""Warnings to everybody: those that stand, those that were, and each one by itself."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design.page import now, page
from motcua.kernel.errors import NotFound
from motcua.modules.alerts import queries as alerts

from . import asking, words

SHOWN = 30


@require_safe
@gzip_page
def every(request: HttpRequest) -> HttpResponse:
    """What warns now, and the messages before; `?before=` goes further back."""
    at = now()
    try:
        before = _cursor(request.GET.get("before", ""))
    except (ValueError, asking.QuestionInvalid):
        raise Http404 from None
    past = alerts.public_history(limit=SHOWN + 1, before=before)
    shown, more = past[:SHOWN], len(past) > SHOWN
    active = [] if before else alerts.public_active(at=at)
    last = shown[-1] if more else None
    following = f"{last.sent_at.isoformat()}_{last.id}" if last and last.sent_at else ""
    return page(
        request,
        "city/alerts.html",
        active=active,
        past=shown,
        following=following,
        is_first=before is None,
        feed=asking.feed(topic="alerts"),
        at=at,
        words=words,
    )


@require_safe
def one(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One message, big and clear, with what became of it."""
    try:
        card = alerts.public_alert(alert_id)
    except NotFound:
        raise Http404 from None
    at = now()
    return page(
        request,
        "city/alert.html",
        card=card,
        chain=alerts.public_chain(card.chain),
        stands=card.stands(at),
        at=at,
        words=words,
        cap_url=reverse("feeds:alert-cap", args=[card.id]),
    )


def _cursor(said: str) -> tuple[datetime, UUID] | None:
    """
    :raises ValueError: not what a page before gave
    """
    if not said:
        return None
    at, _, key = said.replace(" ", "+").rpartition("_")
    found = asking.moment(at, "before")
    if found is None:
        raise ValueError(said)
    return found, UUID(key)
