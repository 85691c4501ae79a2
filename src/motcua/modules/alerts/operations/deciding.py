"""A second person decides on what was proposed; what stands is taken back, or ends."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import Invalid, NotAllowed
from motcua.kernel.words import Text

from .. import policies, steps, telling
from ..models import Alert
from ..ports import Issuer
from ..rules import machine
from ..rules.cap import MsgType
from ..rules.drafts import (
    DraftIncomplete,
    Proposal,
    SecondPersonNeeded,
    missing_to_confirm,
)
from ..rules.machine import Act, AlertMoved, State
from ..rules.wording import Ending

#: A rule whose proposal was rejected, or whose warning was taken back, is quiet so long.
QUIET_AFTER_REJECTION = timedelta(hours=3)


class ReasonMissing(Invalid):
    """Whoever rejects or takes back says why."""

    code = "alert-reason-missing"


@transaction.atomic(durable=True)
def confirm(*, alert_id: UUID, by: Actor, at: datetime) -> None:
    """Let a proposed message go out.

    :raises NotFound: no such message
    :raises NotAllowed: not the head of the shift
    :raises AlertMoved: decided before, or what it follows no longer stands
    :raises SecondPersonNeeded: whoever proposed it does not confirm it
    :raises DraftIncomplete: its time is over
    """
    alert = steps.lock(alert_id)
    machine.next_state(State(alert.state), Act.CONFIRM, by=_roles(by))
    former = State(alert.former.state) if alert.former else None
    proposal = Proposal(telling.draft_of(alert), MsgType(alert.type), alert.proposed_by, former)
    missing = missing_to_confirm(proposal, by=by.id, at=at)
    codes = {gap.code for gap in missing}
    if codes == {"second-person"}:
        raise SecondPersonNeeded("whoever proposed a message does not confirm it")
    if codes == {"former-closed"}:
        raise AlertMoved("what it follows no longer stands")
    if missing:
        raise DraftIncomplete(missing)
    steps.issue(alert, Act.CONFIRM, by=by, at=at)
    if alert.type == MsgType.CANCEL:
        steps.quieten(alert, until=None)
    else:
        steps.keep_open(alert)


@transaction.atomic(durable=True)
def reject(*, alert_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Put a proposed message aside.

    :raises NotFound: no such message
    :raises NotAllowed: not on duty
    :raises AlertMoved: decided before
    :raises ReasonMissing: no reason is given
    """
    alert = steps.lock(alert_id)
    _must_say(reason)
    steps.reject(alert, reason=reason.strip(), by=by, at=at)
    if alert.type == MsgType.ALERT:
        steps.quieten(alert, until=at + QUIET_AFTER_REJECTION)


@transaction.atomic(durable=True)
def cancel(*, alert_id: UUID, ending: Ending, reason: str, by: Actor, at: datetime) -> UUID:
    """Take a standing warning back at once: one head of the shift is enough. Returns the message.

    A false alarm must be withdrawn in minutes, and nobody is endangered by hearing so.

    :raises NotFound: no such warning
    :raises NotAllowed: not the head of the shift
    :raises AlertMoved: it no longer stands
    :raises ReasonMissing: no reason is given
    """
    alert = steps.lock(alert_id)
    machine.next_state(State(alert.state), Act.CANCEL, by=_roles(by))
    if alert.type == MsgType.CANCEL:
        raise AlertMoved("a cancellation is not cancelled", state=alert.state)
    _must_say(reason)
    for waiting in steps.lock_chain(alert.chain):
        if waiting.state == State.PROPOSED:
            steps.lapse(waiting, at=at)
    new = steps.New(
        telling.ending_of(alert, ending, at=at), _names(alert), reason.strip(), by.id,
        MsgType.CANCEL, alert, ending,
    )  # fmt: skip
    taking_back = steps.propose(new, by=by, at=at)
    steps.issue(taking_back, Act.CONFIRM, by=by, at=at)
    steps.quieten(alert, until=at + QUIET_AFTER_REJECTION)
    return taking_back.id


@transaction.atomic(durable=True)
def expire(*, alert_id: UUID, by: Actor, at: datetime) -> None:
    """The time a message told is over.

    :raises NotFound: no such message
    :raises NotAllowed: not the system
    :raises AlertMoved: it no longer stands, or its time is not over
    """
    alert = steps.lock(alert_id)
    _must_be_system(by)
    if alert.expires_at > at:
        raise AlertMoved("its time is not over", state=alert.state)
    steps.expire(alert, at=at)
    if alert.type != MsgType.CANCEL:
        steps.quieten(alert, until=None)


@transaction.atomic(durable=True)
def lapse(*, alert_id: UUID, by: Actor, at: datetime) -> None:
    """Nobody decided on a proposal in time.

    :raises NotFound: no such message
    :raises NotAllowed: not the system
    :raises AlertMoved: decided before, or there is time left
    """
    alert = steps.lock(alert_id)
    _must_be_system(by)
    if min(alert.expires_at, alert.proposed_at + steps.DECIDED_WITHIN) > at:
        raise AlertMoved("there is time to decide", state=alert.state)
    steps.lapse(alert, at=at)
    if alert.type == MsgType.ALERT:
        steps.quieten(alert, until=None)


def _names(alert: Alert) -> dict[str, Text]:
    return {place.code: Text(place.name_vi, place.name_en) for place in alert.places.all()}


def _roles(by: Actor) -> frozenset[Role]:
    return policies.roles_at(by, plugs.get(Issuer).agency)


def _must_say(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing("a reason is needed", field="reason")


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("time is the system's matter")
