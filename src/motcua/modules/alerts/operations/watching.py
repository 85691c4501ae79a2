"""A rule looks at an indicator's newest values at one place, and proposes what they call for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import Text

from .. import steps, telling
from ..models import Alert, RuleVersion
from ..queries.places import names_of
from ..rules import thresholds, versions, watching, wording
from ..rules.cap import MsgType
from ..rules.drafts import Draft
from ..rules.machine import Act, State
from ..rules.thresholds import Confirms, Levels, ThresholdRule
from ..rules.watching import Sighting, Signal, Value, What
from ..rules.wording import Ending

#: As many of the values looked at are kept with a proposal, for those who decide.
KEPT = 24


@transaction.atomic(durable=True)
def consider(*, rule: str, sighting: Sighting, by: Actor, at: datetime) -> list[What]:
    """Look at what is new at a place. Returns what it led to; nothing where nothing is new.

    The same values may be shown again and again: each is counted once.

    :raises NotAllowed: not the system
    """
    if by != SYSTEM:
        raise NotAllowed("a rule looks by itself")
    version = RuleVersion.objects.filter(code=rule, state=versions.State.IN_FORCE).first()
    declared = thresholds.stored(version.content) if version else None
    levels = thresholds.levels_of(declared, sighting.bands) if declared else None
    if version is None or declared is None or levels is None:
        return []
    if declared.places and sighting.place not in declared.places:
        return []
    row = steps.lock_watch(rule, sighting.place, sighting.thing)
    watch, signals = steps.seen(row), []
    for value in sighting.values:
        watch, signal = watching.step(declared, levels, watch, value, at=at)
        if signal is not None:
            signals.append(signal)
    steps.note_seen(row, watch)
    sight = _Sight(version, declared, levels, sighting)
    for signal in signals[-1:]:
        _act_on(signal, sight, at=at)
    return [signal.what for signal in signals]


@dataclass(frozen=True, slots=True)
class _Sight:
    """A rule with what it sees."""

    version: RuleVersion
    rule: ThresholdRule
    levels: Levels
    seen: Sighting

    @property
    def cause(self) -> steps.Cause:
        return steps.Cause(self.version, self.seen.place, self.seen.thing, basis(self.seen.values))


def _act_on(signal: Signal, sight: _Sight, *, at: datetime) -> None:
    """What the signal calls for, given what was proposed and what stands already.

    A proposal of a person waits for a person: the rule does not talk into it.
    """
    waiting, standing = _open(sight, at=at)
    if waiting is not None and waiting.proposed_by != _name(sight.rule):
        return
    if waiting is not None:
        steps.lapse(waiting, at=at)
    names = dict(names_of([sight.seen.place], at=at))
    if signal.what is What.CLEAR:
        if standing is not None:
            _propose_ending(standing, signal, sight, at=at)
    elif names:
        new = steps.New(
            _draft(signal, sight, names[sight.seen.place]), names,
            signal.what, _name(sight.rule),
            MsgType.UPDATE if standing else MsgType.ALERT, standing, None, sight.cause,
        )  # fmt: skip
        _issue_if_may(steps.propose(new, by=SYSTEM, at=at), sight.rule, at=at)


def _open(sight: _Sight, *, at: datetime) -> tuple[Alert | None, Alert | None]:
    """The proposal that waits there, and the warning that stands; what is over is ended."""
    found = Alert.objects.select_for_update().filter(
        rule=sight.rule.code, watched_place=sight.seen.place, watched_thing=sight.seen.thing,
        state__in=[State.PROPOSED, State.ISSUED],
    ).order_by("proposed_at", "id")  # fmt: skip
    waiting = standing = None
    for alert in found:
        if alert.state == State.PROPOSED:
            waiting = alert
        elif alert.expires_at <= at:
            steps.expire(alert, at=at)
        elif alert.type != MsgType.CANCEL:
            standing = alert
    return waiting, standing


def _propose_ending(standing: Alert, signal: Signal, sight: _Sight, *, at: datetime) -> None:
    names = {place.code: Text(place.name_vi, place.name_en) for place in standing.places.all()}
    new = steps.New(
        telling.ending_of(standing, Ending.OVER, at=at), names, signal.what.value,
        _name(sight.rule), MsgType.CANCEL, standing, Ending.OVER, sight.cause,
    )  # fmt: skip
    _issue_if_may(steps.propose(new, by=SYSTEM, at=at), sight.rule, at=at)


def _issue_if_may(alert: Alert, rule: ThresholdRule, *, at: datetime) -> None:
    if rule.confirms is Confirms.RULE:
        steps.issue(alert, Act.ISSUE_BY_RULE, by=SYSTEM, at=at)


def _draft(signal: Signal, sight: _Sight, place: Text) -> Draft:
    rule = sight.rule
    told = wording.told(
        place=place,
        station=sight.seen.station,
        unit=sight.seen.unit,
        value=signal.value.value or 0,
        threshold=sight.levels.raise_at,
        level=sight.levels.floor_of(signal.severity),
        start=signal.value.start,
        end=signal.value.end,
    )
    return Draft(
        event=rule.event,
        places=(sight.seen.place,),
        severity=signal.severity,
        urgency=rule.urgency,
        certainty=rule.certainty,
        headline=wording.filled(rule.headline.text(), told),
        description=wording.filled(rule.description.text(), told),
        instruction=wording.filled(rule.instruction.text(), told),
        expires=signal.until,
        status=telling.status(),
        responses=rule.responses,
        onset=signal.value.start,
    )


def _name(rule: ThresholdRule) -> str:
    """What a rule acts as when it proposes."""
    return f"rule:{rule.code}"


def basis(values: Sequence[Value]) -> list[dict[str, object]]:
    """The last values that were looked at, as they are kept with the proposal."""
    return [
        {
            "start": value.start.isoformat(),
            "end": value.end.isoformat(),
            "value": value.value,
            "completeness": value.completeness,
            "formula": value.formula,
        }
        for value in values[-KEPT:]
        if value.value is not None
    ]
