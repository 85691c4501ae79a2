"""What the head of the shift does: confirm, reject with a reason, take back."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.alerts import operations
from motcua.modules.alerts.operations import ReasonMissing
from motcua.modules.alerts.rules.drafts import DraftIncomplete
from motcua.modules.alerts.rules.wording import Ending

from . import telling
from .alerts import shown
from .doors import on_duty, text


@on_duty("POST")
def confirm(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Let a proposal go out."""
    return _done(
        request,
        alert_id,
        "confirm",
        lambda: operations.confirm(alert_id=alert_id, by=actor_of(request), at=now()),
    )


@on_duty("POST")
def reject(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Put a proposal aside, saying why."""
    reason = text(request, "reject_reason")
    return _done(
        request,
        alert_id,
        "reject",
        lambda: operations.reject(alert_id=alert_id, reason=reason, by=actor_of(request), at=now()),
        field="reject_reason",
    )


@on_duty("POST")
def cancel(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Take a standing warning back, saying why."""
    why, reason = text(request, "ending"), text(request, "cancel_reason")
    if why not in {ending.value for ending in Ending}:
        gap = ("ending", _("Chọn vì sao hủy cảnh báo"))
        return shown(request, alert_id, gaps=[gap], status=422)
    return _done(
        request,
        alert_id,
        "cancel",
        lambda: operations.cancel(
            alert_id=alert_id, ending=Ending(why), reason=reason, by=actor_of(request), at=now()
        ),
        field="cancel_reason",
    )


def _done(
    request: HttpRequest,
    alert_id: UUID,
    act: str,
    do: Callable[[], object],
    *,
    field: str = "",
) -> HttpResponse:
    """Do it and lead back to the message; or show the message as it is now, and what is wrong."""
    try:
        do()
    except DraftIncomplete as refusal:
        return shown(request, alert_id, gaps=telling.gaps(refusal.missing), status=422)
    except ReasonMissing as refusal:
        gap = (field, _("Ghi lý do"))
        return shown(request, alert_id, gaps=[gap], status=refusal.status)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return shown(request, alert_id, refusal=refusal, status=refusal.status)
    where = reverse("control_room:alert", args=[alert_id])
    return redirect(f"{where}?{urlencode({'done': act})}")
