"""The only writer of warnings and of the rules that raise them. Each move records and tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from motcua.foundation import journal, plugs
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.broadcast import steps as broadcast

from . import events, policies, telling
from .models import Alert, AlertPlace, RuleVersion, Watch
from .ports import Issuer
from .queries.places import rings_of
from .rules import machine, thresholds, versions, watching
from .rules.cap import MsgType, Severity
from .rules.drafts import Draft
from .rules.machine import Act, State
from .rules.thresholds import ThresholdRule
from .rules.wording import Ending

#: A proposal of the past is nobody's: one that was not decided by then lapses.
DECIDED_WITHIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Cause:
    """The rule that proposes, where it looked, and the values it saw."""

    version: RuleVersion
    place: str
    thing: str
    basis: Sequence[dict[str, object]]


@dataclass(frozen=True, slots=True)
class New:
    """A message to be proposed. `names` are those of the draft's places today."""

    draft: Draft
    names: dict[str, Text]
    reason: str
    proposed_by: str
    type: MsgType = MsgType.ALERT
    former: Alert | None = None
    ending: Ending | None = None
    cause: Cause | None = None


def propose(new: New, *, by: Actor, at: datetime) -> Alert:
    """Write a message that waits for somebody to confirm it."""
    draft, cause, former, key = new.draft, new.cause, new.former, new_id()
    chain = former.chain if former else key
    alert = Alert(
        id=key, chain=chain, former=former, state=State.PROPOSED, status=draft.status,
        type=new.type, sender=plugs.get(Issuer).sender, event=draft.event,
        severity=draft.severity, urgency=draft.urgency, certainty=draft.certainty,
        responses=list(draft.responses), onset=draft.onset, expires_at=draft.expires,
        headline_vi=draft.headline.vi, headline_en=draft.headline.en,
        description_vi=draft.description.vi, description_en=draft.description.en,
        instruction_vi=draft.instruction.vi, instruction_en=draft.instruction.en,
        ending=new.ending or "", rule=_rule(cause, former),
        rule_version=cause.version if cause else None,
        watched_place=_watched(cause, former)[0], watched_thing=_watched(cause, former)[1],
        basis=list(cause.basis) if cause else [], proposed_by=new.proposed_by, proposed_at=at,
        reason=new.reason,
    )  # fmt: skip
    alert.save(force_insert=True)
    codes = tuple(dict.fromkeys(draft.places))
    outlines = rings_of(codes, at=at)
    AlertPlace.objects.bulk_create(
        AlertPlace(
            alert=alert, code=code, name_vi=new.names[code].vi, name_en=new.names[code].en,
            rings=outlines.get(code, []),
        )
        for code in codes
    )  # fmt: skip
    fact = events.AlertProposed(
        alert.id, chain, alert.type, alert.event, alert.severity, alert.rule, at
    )
    journal.record(fact, by=by, subject=_subject(alert))
    return alert


def lock(alert_id: UUID) -> Alert:
    """The message with its chain and its rule's watch, always in one order, so that two never
    decide on one chain at once and never wait for each other.

    :raises NotFound: no such message
    """
    found = Alert.objects.filter(id=alert_id).first()
    if found is None:
        raise NotFound(f"alert {alert_id}")
    if found.rule:
        lock_watch(found.rule, found.watched_place, found.watched_thing)
    return next(alert for alert in lock_chain(found.chain) if alert.id == alert_id)


def lock_chain(chain: UUID) -> list[Alert]:
    """All messages of a chain, oldest first, locked."""
    return list(Alert.objects.select_for_update().filter(chain=chain).order_by("proposed_at", "id"))


def issue(alert: Alert, act: Act, *, by: Actor, at: datetime) -> None:
    """Let the public know: the message goes out, the one it follows ends.

    :raises NotAllowed: not for this actor
    :raises AlertMoved: decided before, or the former message no longer stands
    """
    _move(alert, act, by=by)
    former = alert.former
    if former is not None:
        ends = Act.CANCEL if alert.type == MsgType.CANCEL else Act.SUPERSEDE
        _end(former, ends, by=by, at=at)
    alert.sent_at = alert.decided_at = at
    alert.decided_by = by.id
    alert.save(update_fields=["state", "sent_at", "decided_at", "decided_by"])
    is_by_rule = act is Act.ISSUE_BY_RULE
    journal.record(
        events.AlertIssued(
            alert.id, alert.chain, alert.type, alert.event, alert.severity, is_by_rule, at
        ),
        by=by,
        subject=_subject(alert),
    )
    if former is not None:
        journal.record(_ended(former, alert, at), by=by, subject=_subject(alert))
    broadcast.publish(telling.changes(alert, telling.KINDS[MsgType(alert.type)], at=at))


def reject(alert: Alert, *, reason: str, by: Actor, at: datetime) -> None:
    """:raises NotAllowed: not on duty
    :raises AlertMoved: decided before"""
    _move(alert, Act.REJECT, by=by)
    _close_proposal(alert, reason=reason, by=by, at=at)
    fact = events.AlertRejected(alert.id, alert.chain, at)
    journal.record(fact, by=by, subject=_subject(alert))


def lapse(alert: Alert, *, at: datetime) -> None:
    """:raises AlertMoved: decided before"""
    _move(alert, Act.LAPSE, by=SYSTEM)
    _close_proposal(alert, reason="", by=SYSTEM, at=at)
    fact = events.AlertLapsed(alert.id, alert.chain, at)
    journal.record(fact, by=SYSTEM, subject=_subject(alert))


def expire(alert: Alert, *, at: datetime) -> None:
    """:raises AlertMoved: it no longer stands"""
    _end(alert, Act.EXPIRE, by=SYSTEM, at=at)
    fact = events.AlertExpired(alert.id, alert.chain, at)
    journal.record(fact, by=SYSTEM, subject=_subject(alert))
    if alert.type != MsgType.CANCEL:
        broadcast.publish(telling.changes(alert, telling.EXPIRED, at=at))


def due(*, at: datetime) -> tuple[list[UUID], list[UUID]]:
    """Messages whose time is over, and proposals nobody decided: their ids."""
    over = Alert.objects.filter(state=State.ISSUED, expires_at__lte=at)
    late = Alert.objects.filter(state=State.PROPOSED).filter(
        proposed_at__lte=at - DECIDED_WITHIN
    ) | Alert.objects.filter(state=State.PROPOSED, expires_at__lte=at)
    return list(over.values_list("id", flat=True)), list(late.values_list("id", flat=True))


def lock_watch(rule: str, place: str, thing: str) -> Watch:
    """What the rule has seen there, locked; made when it looks there first."""
    Watch.objects.get_or_create(rule=rule, place=place, thing=thing)
    return Watch.objects.select_for_update().get(rule=rule, place=place, thing=thing)


def seen(row: Watch) -> watching.Watch:
    return watching.Watch(
        row.seen_until, row.beyond, row.below, row.lower, row.is_open,
        Severity(row.severity), row.until, row.quiet_until, row.formula,
    )  # fmt: skip


def note_seen(row: Watch, watch: watching.Watch) -> None:
    """Write what a rule has seen by now."""
    row.seen_until, row.beyond, row.below = watch.seen_until, watch.beyond, watch.below
    row.lower, row.is_open, row.severity = watch.lower, watch.is_open, watch.severity
    row.until, row.quiet_until, row.formula = watch.until, watch.quiet_until, watch.formula
    row.save()


def quieten(alert: Alert, *, until: datetime | None) -> None:
    """The rule's warning ended by another hand: the rule goes on, after a quiet time if any."""
    if alert.rule:
        row = lock_watch(alert.rule, alert.watched_place, alert.watched_thing)
        note_seen(row, watching.closed(seen(row), quiet_until=until))


def keep_open(alert: Alert) -> None:
    """The rule's warning stands as this message says it, whoever wrote that."""
    if alert.rule:
        row = lock_watch(alert.rule, alert.watched_place, alert.watched_thing)
        severity, until = Severity(alert.severity), alert.expires_at
        note_seen(row, replace(seen(row), is_open=True, severity=severity, until=until))


def _move(alert: Alert, act: Act, *, by: Actor) -> None:
    roles = policies.roles_at(by, plugs.get(Issuer).agency)
    alert.state = machine.next_state(State(alert.state), act, by=roles)


def _end(alert: Alert, act: Act, *, by: Actor, at: datetime) -> None:
    _move(alert, act, by=by)
    alert.ended_at = at
    alert.save(update_fields=["state", "ended_at"])


def _ended(
    former: Alert, alert: Alert, at: datetime
) -> events.AlertCancelled | events.AlertSuperseded:
    if alert.type == MsgType.CANCEL:
        return events.AlertCancelled(former.id, former.chain, alert.id, alert.ending, at)
    return events.AlertSuperseded(former.id, former.chain, alert.id, at)


def _close_proposal(alert: Alert, *, reason: str, by: Actor, at: datetime) -> None:
    alert.decided_by, alert.decided_at, alert.decision_reason = by.id, at, reason
    alert.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])


def _rule(cause: Cause | None, former: Alert | None) -> str:
    """A message that follows a rule's warning is of the same rule, whoever proposes it."""
    if cause is not None:
        return cause.version.code
    return former.rule if former else ""


def _watched(cause: Cause | None, former: Alert | None) -> tuple[str, str]:
    if cause is not None:
        return cause.place, cause.thing
    return (former.watched_place, former.watched_thing) if former else ("", "")


def _subject(alert: Alert) -> tuple[str, str]:
    return ("alert", str(alert.chain))


def draft_rule(rule: ThresholdRule, *, reason: str, by: Actor, at: datetime) -> UUID:
    """Write the next version of a rule as a draft."""
    last = RuleVersion.objects.filter(code=rule.code).aggregate(last=Max("number"))["last"] or 0
    version = RuleVersion(
        id=new_id(), code=rule.code, digest=thresholds.digest(rule), number=last + 1,
        content=thresholds.canonical(rule), indicator=rule.indicator,
        state=versions.State.DRAFTED, drafted_by=by.id, drafted_at=at, reason=reason,
    )  # fmt: skip
    version.save(force_insert=True)
    fact = events.RuleDrafted(version.code, version.number, version.digest, at)
    journal.record(fact, by=by, subject=("alert_rule", version.code))
    return version.id


def move_rule(version: RuleVersion, act: versions.Act, *, by: Actor, at: datetime) -> None:
    """Along the table of moves, or refuse.

    :raises WrongMoment: not in this state
    """
    version.state = versions.next_state(versions.State(version.state), act)
    fact: events.RulePublished | events.RuleDropped | events.RuleRetired
    if act is versions.Act.PUBLISH:
        version.published_by, version.published_at = by.id, at
        fact = events.RulePublished(version.code, version.number, version.digest, at)
    elif act is versions.Act.DROP:
        version.ended_at = at
        fact = events.RuleDropped(version.code, version.number, at)
    else:
        version.ended_at = at
        fact = events.RuleRetired(version.code, version.number, at)
    version.save(update_fields=["state", "published_by", "published_at", "ended_at"])
    journal.record(fact, by=by, subject=("alert_rule", version.code))
