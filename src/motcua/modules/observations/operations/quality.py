"""Rules of quality, the values they hold back, and the past judged again."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound

from .. import events, policies
from ..rules.holding import HeldState, NoReason
from ..rules.quality import Judge, Ruleset
from ..rules.registering import property_of
from ..steps import deciding, knowing


class BadRules(Invalid):
    """A rule cannot be meant as it is given; `rule` names it."""

    code = "rules-bad"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of judging the past again; `replay` is its number in the history."""

    replay: int
    ruleset: int
    n_judged: int
    n_changed: int


@transaction.atomic(durable=True)
def set_rules(
    *, observed: str, rules: Ruleset, reason: str, series: int | None = None, by: Actor,
    at: datetime,
) -> int:  # fmt: skip
    """Give a property, or one series of it, its next version of rules; they hold from now on.

    What was judged before stays as it was until it is replayed. Returns the ruleset's id.

    :raises NotAllowed: not an administrator
    :raises UnknownProperty: no such observed property
    :raises NotFound: no such series of that property
    :raises BadRules, NoReason: a rule that cannot be meant, or no reason
    """
    policies.must_register(by)
    property_of(observed)
    _must_say_why(reason)
    if wrong := rules.wrong():
        raise BadRules("a rule that cannot be meant", rule=wrong)
    if series is not None and _property(series) != observed:
        raise NotFound("no such series of the property")
    rows.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rules:{observed}"])
    ((ruleset, version),) = rows.fetch(
        "INSERT INTO observations_ruleset"
        " (property, series_id, version, rules, set_at, set_by, reason)"
        " SELECT %s, %s, coalesce(max(version), 0) + 1, %s::jsonb, %s, %s, %s"
        " FROM observations_ruleset WHERE property = %s AND series_id IS NOT DISTINCT FROM %s"
        " RETURNING id, version",
        [
            observed, series, msgspec.json.encode(rules).decode(), at, by.id, reason, observed,
            series,
        ],
    )  # fmt: skip
    knowing.stamp_anew()
    fact = events.RulesSet(ruleset, observed, series, version, at)
    journal.record(fact, by=by, subject=("observations.property", observed))
    return int(ruleset)


@transaction.atomic(durable=True)
def release(
    *, series: int, time: datetime, revision: int, reason: str, by: Actor, at: datetime
) -> int:
    """A person finds a held value right: from now on it counts. Returns its new revision.

    :raises NotAllowed: nobody of the operations centre
    :raises NotFound: no such held value
    :raises Decided: somebody did before, or something newer came
    :raises NoReason: none is given
    """
    return _decide((series, time, revision), HeldState.RELEASED, reason, by=by, at=at)


@transaction.atomic(durable=True)
def confirm(
    *, series: int, time: datetime, revision: int, reason: str, by: Actor, at: datetime
) -> int:
    """A person finds a held value wrong: it is kept and never counts. Returns its new revision.

    :raises NotAllowed: nobody of the operations centre
    :raises NotFound: no such held value
    :raises Decided: somebody did before, or something newer came
    :raises NoReason: none is given
    """
    return _decide((series, time, revision), HeldState.CONFIRMED, reason, by=by, at=at)


@transaction.atomic(durable=True)
def replay_rules(
    *, series: int, start: datetime, end: datetime, ruleset: int | None = None, by: Actor,
    at: datetime,
) -> Replayed:  # fmt: skip
    """Judge the past of a series again, by its present rules or by any earlier version.

    No value is touched: where the rules now say something else, the moment gets a next revision
    with the same value, the new flag, and the rules it was judged by. What a person decided stays.

    :raises NotAllowed: nobody of the operations centre
    :raises NotFound: no such series, or no such rules of it
    :raises Invalid: the end is not after the start
    """
    policies.must_decide(by)
    if end <= start:
        raise Invalid("the end is not after the start", field="end")
    found = rows.fetch(f"{knowing.FACTS} WHERE s.id = %s", [series])
    if not found:
        raise NotFound("no such series")
    (facts,) = knowing.facts_of(found)
    key, judge = facts.ruleset, facts.judge
    if ruleset is not None:
        key, judge = ruleset, Judge(_rules(ruleset, facts.property, series), facts.cadence_seconds)
    judged, changed = deciding.judge_again(series, (start, end), judge, key, at=at)
    ((replay,),) = rows.fetch(
        'INSERT INTO observations_replay (series_id, ruleset_id, start, "end", replayed_at,'
        " replayed_by, n_judged, n_changed) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id",
        [series, key, start, end, at, by.id, judged, changed],
    )
    fact = events.PastReplayed(replay, series, key, start, end, judged, changed, at)
    journal.record(fact, by=by, subject=("observations.series", str(series)))
    return Replayed(replay, key, judged, changed)


def _decide(
    value: tuple[int, datetime, int], decision: HeldState, reason: str, *, by: Actor, at: datetime
) -> int:
    policies.must_decide(by)
    _must_say_why(reason)
    revision = deciding.decide(value, decision, deciding.Told(by.id, reason, at))
    fact = events.ValueDecided(value[0], value[1], revision, decision, at)
    journal.record(fact, by=by, subject=("observations.series", str(value[0])))
    return revision


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise NoReason("a decision has a reason", field="reason")


def _property(series: int) -> str:
    found = rows.fetch("SELECT property FROM observations_series WHERE id = %s", [series])
    return str(found[0][0]) if found else ""


def _rules(ruleset: int, observed: str, series: int) -> Ruleset:
    found = rows.fetch(
        "SELECT id, rules FROM observations_ruleset WHERE id = %s AND property = %s"
        " AND (series_id IS NULL OR series_id = %s)",
        [ruleset, observed, series],
    )
    if not found:
        raise NotFound("no such rules of the series")
    return knowing.ruleset(*found[0])
