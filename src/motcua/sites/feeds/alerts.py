"""Warnings for machines: each message as a CAP 1.2 document, and what stands as JSON."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from motcua.design.page import now
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.alerts import queries
from motcua.modules.alerts.queries import AlertCard
from motcua.modules.alerts.rules import cap

#: What went out never changes: anybody may keep it.
_FOR_GOOD = "public, max-age=86400, immutable"
_SHORTLY = "public, max-age=15"
_FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
MOST_PLACES = 500


@require_safe
def document(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One message, in both languages."""
    del request
    try:
        content = queries.public_cap(alert_id)
    except NotFound:
        return HttpResponse("no such message\n", status=404, content_type="text/plain")
    headers = {**_FOR_ALL, "Cache-Control": _FOR_GOOD}
    return HttpResponse(content, content_type=cap.MEDIA_TYPE, headers=headers)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Warnings that stand, for all places or for `?place=00070&place=…`; the severest first."""
    places = request.GET.getlist("place")[:MOST_PLACES]
    at = now()
    found = queries.public_active(places or None, at=at)
    items = [_item(card, request) for card in found]
    headers = {**_FOR_ALL, "Cache-Control": _SHORTLY}
    return JsonResponse(
        {"items": items, "next": None, "at": _moment(at)},
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def _item(card: AlertCard, request: HttpRequest) -> dict[str, object]:
    return {
        "id": str(card.id),
        "identifier": card.identifier,
        "sender": card.sender,
        "status": card.status,
        "type": card.type,
        "event": card.event,
        "event_name": _both(card.event_name),
        "severity": card.severity,
        "urgency": card.urgency,
        "certainty": card.certainty,
        "headline": _both(card.headline),
        "description": _both(card.description),
        "instruction": _both(card.instruction),
        "sent": _moment(card.sent_at),
        "onset": _moment(card.onset),
        "expires": _moment(card.expires_at),
        "places": [{"code": place.code, "name": _both(place.name)} for place in card.places],
        "follows": str(card.follows) if card.follows else None,
        "indicator": card.indicator or None,
        "cap": request.build_absolute_uri(f"/alerts/{card.id}.cap.xml"),
    }


def _both(words: Text) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _moment(value: datetime | None) -> str | None:
    return cap.moment(value) if value else None
