"""How a value came to count or not: every revision of its moment, with the rules that judged it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies
from ..rules.flags import Rule, by_person, rule_of

_TRACE = """
SELECT o.revision, o.received_at, o.value, o.flag, o.batch_id, o.ruleset_id, r.version,
    r.series_id IS NOT NULL, r.rules
FROM observations_observation o
JOIN observations_series s ON s.id = o.series_id AND s.is_public
JOIN observations_ruleset r ON r.id = o.ruleset_id
WHERE o.series_id = %s AND o.time = %s ORDER BY o.revision
"""
_REPLAYS = """
SELECT p.id, p.ruleset_id, r.version, p.start, p."end", p.replayed_at, p.replayed_by, p.n_judged,
    p.n_changed
FROM observations_replay p JOIN observations_ruleset r ON r.id = p.ruleset_id
WHERE p.series_id = %s ORDER BY p.replayed_at DESC, p.id DESC LIMIT 200
"""


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One revision of a moment. `batch` is None where a person or a replay gave it; `rule` and
    `parameters` are what a held or suspect value failed, of that version of the rules."""

    revision: int
    received_at: datetime
    value: float
    flag: int
    batch: int | None
    is_by_person: bool
    ruleset: int
    ruleset_version: int
    is_own_ruleset: bool
    rule: Rule | None
    parameters: dict[str, object]


@dataclass(frozen=True, slots=True)
class ReplayCard:
    """A time the past of a series was judged again."""

    id: int
    ruleset: int
    ruleset_version: int
    start: datetime
    end: datetime
    replayed_at: datetime
    replayed_by: str
    n_judged: int
    n_changed: int


def public_trace(series: int, time: datetime) -> list[TraceStep]:
    """All that was ever known of one moment of a public series, oldest first."""
    return [_step(row) for row in rows.fetch(_TRACE, [series, time])]


def replays(*, series: int, by: Actor) -> list[ReplayCard]:
    """When the past of a series was judged again, newest first.

    :raises NotAllowed: nobody of the operations centre
    """
    policies.must_watch(by)
    return [ReplayCard(*row) for row in rows.fetch(_REPLAYS, [series])]


def _step(row: Sequence[Any]) -> TraceStep:
    flag, raw = row[3], row[8]
    rule = rule_of(flag)
    rules = msgspec.json.decode(raw) if isinstance(raw, str | bytes) else raw
    return TraceStep(
        revision=row[0],
        received_at=row[1],
        value=row[2],
        flag=flag,
        batch=row[4],
        is_by_person=by_person(flag),
        ruleset=row[5],
        ruleset_version=row[6],
        is_own_ruleset=row[7],
        rule=rule,
        parameters=dict(rules.get(rule, {})) if rule else {},
    )
