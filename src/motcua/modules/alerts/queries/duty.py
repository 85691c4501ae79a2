"""What those on duty see: what waits to be decided, what stands, what was decided and why."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.foundation import plugs
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotFound

from .. import policies, telling
from ..models import Alert
from ..ports import Issuer
from ..rules import cap, machine
from ..rules.cap import MsgType
from ..rules.machine import Act, State
from .cards import DutyCard, card

#: What a page of decided messages holds.
PAGE = 50


def proposals(*, by: Actor) -> list[DutyCard]:
    """What waits to be decided, oldest first.

    :raises NotAllowed: no post that has to do with warnings
    """
    return _cards(_all().filter(state=State.PROPOSED).order_by("proposed_at", "id"), by)


def standing(*, by: Actor, at: datetime) -> list[DutyCard]:
    """Warnings that stand, newest first.

    :raises NotAllowed: no post that has to do with warnings
    """
    found = _all().filter(state=State.ISSUED, expires_at__gt=at).exclude(type=MsgType.CANCEL)
    return _cards(found.order_by("-sent_at", "-id"), by)


def let_out_alone(*, by: Actor) -> list[DutyCard]:
    """Warnings that went out by the word of one person alone: there must be none. Taking a warning
    back needs one only.

    :raises NotAllowed: no post that has to do with warnings
    """
    sent = _all().filter(sent_at__isnull=False).exclude(type=MsgType.CANCEL)
    return _cards(sent.filter(Q(decided_by=F("proposed_by")) | Q(decided_by="")), by)


def may_propose(*, by: Actor) -> bool:
    """Whether the reader is on duty."""
    return bool(policies.roles_at(by, plugs.get(Issuer).agency) & machine.ON_DUTY)


def past(*, by: Actor, before: datetime | None = None) -> list[DutyCard]:
    """What was decided or ended, newest first, a page at a time.

    :raises NotAllowed: no post that has to do with warnings
    """
    found = _all().filter(state__in=machine.CLOSED) | _all().filter(type=MsgType.CANCEL).exclude(
        state=State.PROPOSED
    )
    if before is not None:
        found = found.filter(proposed_at__lt=before)
    return _cards(found.order_by("-proposed_at", "-id")[:PAGE], by)


def alert(alert_id: UUID, *, by: Actor) -> DutyCard:
    """:raises NotFound: no such message
    :raises NotAllowed: no post that has to do with warnings"""
    return _cards(_all().filter(id=_found(alert_id, by).id), by)[0]


def chain(chain_id: UUID, *, by: Actor) -> list[DutyCard]:
    """Every message of a chain, proposed or sent, oldest first.

    :raises NotAllowed: no post that has to do with warnings
    """
    return _cards(_all().filter(chain=chain_id).order_by("proposed_at", "id"), by)


def cap_of(alert_id: UUID, *, by: Actor, at: datetime) -> bytes:
    """The CAP document of a message, also while it is proposed: as if it went out now.

    :raises NotFound: no such message
    :raises NotAllowed: no post that has to do with warnings
    """
    return cap.render(telling.message(_found(alert_id, by), sent=at))


def _found(alert_id: UUID, by: Actor) -> Alert:
    policies.must_read(by)
    found = _all().filter(id=alert_id).first()
    if found is None:
        raise NotFound(f"alert {alert_id}")
    return found


def _all() -> QuerySet[Alert]:
    return Alert.objects.select_related("rule_version").prefetch_related("places")


def _cards(found: QuerySet[Alert], by: Actor) -> list[DutyCard]:
    policies.must_read(by)
    roles = policies.roles_at(by, plugs.get(Issuer).agency)
    rows = list(found)
    waiting = set(
        Alert.objects.filter(
            chain__in={row.chain for row in rows}, state=State.PROPOSED
        ).values_list("chain", flat=True)
    )
    return [_duty(row, by, roles, is_waiting=row.chain in waiting) for row in rows]


def _duty(row: Alert, by: Actor, roles: frozenset[Role], *, is_waiting: bool) -> DutyCard:
    is_own = row.proposed_by == by.id
    is_ending = row.type == MsgType.CANCEL
    state = State(row.state)
    open_acts = machine.acts_open_to(roles, state)
    offers = [
        act
        for act in open_acts
        if act in (Act.CONFIRM, Act.REJECT, Act.CANCEL)
        and not (act is Act.CONFIRM and is_own)
        and not (act is Act.CANCEL and is_ending)
    ]
    may_update = state is State.ISSUED and not is_ending and bool(roles & machine.ON_DUTY)
    return DutyCard(
        alert=card(row),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
        offers=tuple(offers),
        may_update=may_update and not is_waiting,
        needs_another=is_own and state is State.PROPOSED,
    )
