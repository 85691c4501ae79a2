"""Rules with their versions, what they have seen, and what they would have said of the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from .. import packs, policies, sight, telling
from ..models import RuleVersion, Watch
from ..packs import Event
from ..ports import Issuer
from ..rules import thresholds, watching
from ..rules.cap import Severity, Status
from ..rules.thresholds import Levels, ThresholdRule
from ..rules.versions import State
from ..rules.watching import Signal, Value


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A version of a rule; `may_publish` and `may_drop` are for the reader."""

    id: UUID
    code: str
    number: int
    digest: str
    state: State
    rule: ThresholdRule
    drafted_by: str
    drafted_at: datetime
    reason: str
    published_by: str
    published_at: datetime | None
    ended_at: datetime | None
    may_draft: bool
    may_publish: bool
    may_drop: bool
    may_retire: bool


@dataclass(frozen=True, slots=True)
class WatchCard:
    """What a rule has seen at a place so far. `is_silent`: no complete period for too long."""

    rule: str
    place: str
    thing: str
    seen_until: datetime | None
    is_open: bool
    severity: Severity
    quiet_until: datetime | None
    is_silent: bool


def public_issuer() -> Issuer:
    """In whose name warnings go out."""
    return plugs.get(Issuer)


def public_status() -> Status:
    """What messages are marked as: actual, or outside production an exercise."""
    return telling.status()


def public_events() -> Mapping[str, Event]:
    """Every kind of warning, by code."""
    return packs.events()


def public_rules() -> list[ThresholdRule]:
    """The rules in force: everybody may know when they will be warned."""
    found = RuleVersion.objects.filter(state=State.IN_FORCE).order_by("code")
    return [thresholds.stored(version.content) for version in found]


def public_rules_on(indicator: str) -> list[ThresholdRule]:
    """The rules in force that look at an indicator."""
    found = RuleVersion.objects.filter(state=State.IN_FORCE, indicator=indicator)
    return [thresholds.stored(version.content) for version in found.order_by("code")]


def public_document(rule: ThresholdRule) -> dict[str, object]:
    """The rule as the plain document it is drafted from."""
    return packs.document(rule)


def rules(*, by: Actor) -> list[RuleCard]:
    """The version of each rule that is in force or drafted, by code.

    :raises NotAllowed: no post that has to do with warnings
    """
    policies.must_read(by)
    found = RuleVersion.objects.filter(state__in=[State.IN_FORCE, State.DRAFTED])
    return [_card(version, by) for version in found.order_by("code", "-number")]


def versions(code: str, *, by: Actor) -> list[RuleCard]:
    """Every version of a rule, newest first.

    :raises NotFound: no such rule
    :raises NotAllowed: no post that has to do with warnings
    """
    policies.must_read(by)
    found = RuleVersion.objects.filter(code=code).order_by("-number")
    cards = [_card(version, by) for version in found]
    if not cards:
        raise NotFound(f"rule {code}")
    return cards


def watches(*, by: Actor, at: datetime) -> list[WatchCard]:
    """What every rule in force has seen, and where it hears nothing any more.

    :raises NotAllowed: no post that has to do with warnings
    """
    policies.must_read(by)
    silent_after = {rule.code: timedelta(minutes=rule.silent_minutes) for rule in public_rules()}
    found = Watch.objects.filter(rule__in=list(silent_after)).order_by("rule", "place", "thing")
    return [
        WatchCard(
            rule=row.rule,
            place=row.place,
            thing=row.thing,
            seen_until=row.seen_until,
            is_open=row.is_open,
            severity=Severity(row.severity),
            quiet_until=row.quiet_until,
            is_silent=row.seen_until is not None and at - row.seen_until > silent_after[row.rule],
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Replay:
    """What there was to see at a place in a time, and what the rule would have said of it."""

    place: str
    thing: str
    station: Text
    unit: Text
    values: tuple[Value, ...]
    signals: tuple[Signal, ...]
    levels: Levels | None


def public_watched(rule: ThresholdRule) -> list[tuple[str, str]]:
    """Places and things a rule could look at: those its indicator has values of."""
    return sight.watched(rule)


def public_past(
    rule: ThresholdRule, place: str, thing: str, *, start: datetime, end: datetime
) -> Replay:
    """Would this alert have fired? The rule over the values of a time that is past."""
    seen = sight.during(rule, place, thing, start=start, end=end)
    signals = public_replay(rule, seen.values, seen.bands)
    levels = thresholds.levels_of(rule, seen.bands)
    return Replay(place, thing, seen.station, seen.unit, seen.values, tuple(signals), levels)


def public_replay(
    rule: ThresholdRule, values: Sequence[Value], bands: Mapping[str, float]
) -> list[Signal]:
    """What a rule would have said of past values; nothing where a level is not known."""
    levels = thresholds.levels_of(rule, bands)
    return watching.replay(rule, levels, values) if levels else []


def _card(version: RuleVersion, by: Actor) -> RuleCard:
    agency = plugs.get(Issuer).agency
    may_publish = policies.may_publish_rules(by, agency)
    is_draft, is_own = version.state == State.DRAFTED, by.id == version.drafted_by
    return RuleCard(
        id=version.id,
        code=version.code,
        number=version.number,
        digest=version.digest,
        state=State(version.state),
        rule=thresholds.stored(version.content),
        drafted_by=version.drafted_by,
        drafted_at=version.drafted_at,
        reason=version.reason,
        published_by=version.published_by,
        published_at=version.published_at,
        ended_at=version.ended_at,
        may_draft=policies.may_draft_rules(by, agency),
        may_publish=is_draft and may_publish and (by == SYSTEM or not is_own),
        may_drop=is_draft and policies.may_draft_rules(by, agency),
        may_retire=version.state == State.IN_FORCE and may_publish,
    )
