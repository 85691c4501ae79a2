"""Visits to gateways."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.money import Dong

from .. import policies
from ..models import Attempt
from ..ports import ChargeRequest
from ..rules import attempts, limits
from ..rules.charges import State
from .charges import seen
from .collectors import public_collector


@dataclass(frozen=True, slots=True)
class AttemptCard:
    """A visit to a gateway, as the return page shows it: nothing personal."""

    id: UUID
    charge: UUID
    gateway: str
    reference: str
    amount: Dong
    purpose: str
    state: attempts.State
    charge_state: State
    language: str
    return_path: str
    page_url: str
    expires_at: datetime


def public_attempt(attempt_id: UUID) -> AttemptCard:
    """A visit to a gateway by its unguessable id.

    :raises NotFound: no such attempt
    """
    attempt = Attempt.objects.select_related("charge").filter(id=attempt_id).first()
    if attempt is None:
        raise NotFound("no such attempt")
    return AttemptCard(
        id=attempt.id,
        charge=attempt.charge_id,
        gateway=attempt.gateway,
        reference=attempt.reference,
        amount=Dong(attempt.amount),
        purpose=attempt.charge.reference,
        state=attempts.State(attempt.state),
        charge_state=State(attempt.charge.state),
        language=attempt.language,
        return_path=attempt.return_path,
        page_url=attempt.page_url,
        expires_at=attempt.expires_at,
    )


def last_attempt(charge_id: UUID, *, by: Actor) -> attempts.State | None:
    """How the latest visit to a gateway for this charge stands; None where there was none.

    :raises NotFound: no such charge, or not the reader's to see
    """
    seen(charge_id, by)
    found = Attempt.objects.filter(charge=charge_id).order_by("-started_at", "-id")
    state = found.values_list("state", flat=True).first()
    return attempts.State(state) if state else None


def charge_request(attempt_id: UUID, *, base_url: str, by: Actor) -> ChargeRequest:
    """What the gateway is told about an attempt.

    :raises NotFound: no such attempt, or not the reader's to see
    """
    attempt = Attempt.objects.select_related("charge").filter(id=attempt_id).first()
    if attempt is None:
        raise NotFound("no such attempt")
    charge = seen(attempt.charge_id, by)
    return ChargeRequest(
        reference=attempt.reference,
        amount=attempt.amount,
        purpose=charge.reference,
        payee=public_collector(charge.agency).name,
        return_url=f"{base_url}/pay/return/{attempt.id}",
        notice_url=f"{base_url}/pay/notice/{attempt.gateway}",
        language=attempt.language,
        created_at=attempt.started_at,
        expires_at=attempt.expires_at,
    )


def attempts_to_ask_about(
    gateway: str, *, by: Actor, at: datetime, limit: int = 1000
) -> list[UUID]:
    """Attempts about which the gateway should have spoken by now, oldest first.

    :raises NotAllowed: not an auditor
    """
    policies.must_audit(by)
    since = at - limits.limits_on(at.date()).ask_after
    waiting = Attempt.objects.filter(
        gateway=gateway, state=attempts.State.STARTED, started_at__lte=since
    )
    return list(waiting.order_by("started_at", "id").values_list("id", flat=True)[:limit])
