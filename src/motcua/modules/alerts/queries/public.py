"""What everybody may know: the warnings that went out, and what became of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel.errors import NotFound

from .. import telling
from ..models import Alert
from ..rules import cap
from ..rules.cap import MsgType, Severity
from ..rules.machine import State
from .cards import AlertCard, card

MOST = 200


def public_active(places: Sequence[str] | None = None, *, at: datetime) -> list[AlertCard]:
    """Warnings that stand at a moment, for any of the places (or all), the severest first."""
    found = _sent().filter(state=State.ISSUED, expires_at__gt=at).exclude(type=MsgType.CANCEL)
    if places is not None:
        found = found.filter(places__code__in=list(places)).distinct()
    cards = [card(alert) for alert in found.order_by("-sent_at", "-id")[:MOST]]
    return sorted(cards, key=lambda each: -Severity(each.severity).weight)


def public_alert(alert_id: UUID) -> AlertCard:
    """A message that went out, whatever became of it.

    :raises NotFound: none of that id went out
    """
    return card(_one(alert_id))


def public_chain(chain: UUID) -> list[AlertCard]:
    """Every message of a chain that went out, oldest first."""
    return [card(alert) for alert in _sent().filter(chain=chain).order_by("sent_at", "id")]


def public_history(
    *, limit: int = 50, before: tuple[datetime, UUID] | None = None
) -> list[AlertCard]:
    """Messages that went out, newest first; before a moment and id, for the next page."""
    found = _sent()
    if before is not None:
        at, key = before
        found = found.filter(Q(sent_at__lt=at) | Q(sent_at=at, id__lt=key))
    newest = found.order_by("-sent_at", "-id")[: min(limit, MOST)]
    return [card(alert) for alert in newest]


def public_cap(alert_id: UUID) -> bytes:
    """A message that went out as a CAP 1.2 document, in both languages.

    :raises NotFound: none of that id went out
    """
    alert = _one(alert_id)
    return cap.render(telling.message(alert, sent=alert.sent_at or alert.proposed_at))


def _one(alert_id: UUID) -> Alert:
    alert = _sent().filter(id=alert_id).first()
    if alert is None:
        raise NotFound(f"alert {alert_id}")
    return alert


def _sent() -> QuerySet[Alert]:
    found = Alert.objects.filter(sent_at__isnull=False)
    return found.select_related("rule_version").prefetch_related("places")
