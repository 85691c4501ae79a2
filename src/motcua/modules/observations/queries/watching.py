"""For the operations centre: how sources do, what is in quarantine, which rules hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from motcua.foundation import rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import policies
from ..rules.flags import Rule
from ..rules.properties import properties
from ..rules.quality import Ruleset
from .cards import HeldCard, SourceHealth
from .readings import IS_STALE
from .series import COLUMNS, TABLES, WIDTH, card, source_card

#: What the rows of a source are counted over.
LATELY = timedelta(hours=24)
_HEALTH = f"""
SELECT o.code, o.name_vi, o.name_en, o.agency, o.licence, o.is_open,
    coalesce(n.series, 0), coalesce(n.stale, 0),
    (SELECT max(received_at) FROM observations_batch b WHERE b.source_id = o.code),
    coalesce(b.n_rows, 0), coalesce(b.n_accepted, 0), coalesce(b.n_duplicate, 0),
    coalesce(b.n_quarantined, 0), coalesce(b.n_refused, 0),
    EXISTS (SELECT FROM observations_sourcetoken k WHERE k.source_id = o.code
        AND (k.ends_at IS NULL OR k.ends_at > %s))
FROM observations_source o
LEFT JOIN (
    SELECT s.source_id, count(*) AS series, count(*) FILTER (WHERE {IS_STALE}) AS stale
    FROM observations_series s JOIN observations_latest l ON l.series_id = s.id
    WHERE NOT s.is_closed GROUP BY 1
) n ON n.source_id = o.code
LEFT JOIN (
    SELECT source_id, sum(n_rows)::bigint AS n_rows, sum(n_accepted)::bigint AS n_accepted,
        sum(n_duplicate)::bigint AS n_duplicate, sum(n_quarantined)::bigint AS n_quarantined,
        sum(n_refused)::bigint AS n_refused
    FROM observations_batch WHERE received_at > %s GROUP BY 1
) b ON b.source_id = o.code
ORDER BY o.code
"""  # noqa: S608 -- ours
_HELD = f"""
SELECT {COLUMNS}, h.time, h.revision, h.value, h.rule, h.ruleset_id, r.version, r.rules, h.held_at,
    h.state, h.decided_at, h.decided_by, h.reason
FROM observations_held h JOIN observations_ruleset r ON r.id = h.ruleset_id
JOIN {TABLES} ON s.id = h.series_id
"""  # noqa: S608 -- ours


@dataclass(frozen=True, slots=True)
class RulesetCard:
    """A version of the rules of a property, or (`series`) of one series."""

    id: int
    property: str
    series: int | None
    version: int
    rules: Ruleset
    set_at: datetime
    set_by: str
    reason: str


def sources(*, by: Actor, at: datetime) -> list[SourceHealth]:
    """All sources and how they do, with their rows of the last 24 hours.

    :raises NotAllowed: nobody of the operations centre
    """
    policies.must_watch(by)
    found = rows.fetch(_HEALTH, [at, at, at - LATELY])
    return [SourceHealth(source_card(row), *row[6:]) for row in found]


def quarantine(
    *, by: Actor, source: str = "", after: tuple[datetime, int, datetime] | None = None,
    limit: int = 50,
) -> list[HeldCard]:  # fmt: skip
    """Values that wait for a person, oldest first; `after`: held_at, series id and time of the last
    one of the page before.

    :raises NotAllowed: nobody of the operations centre
    """
    policies.must_watch(by)
    condition, parameters = "h.state = 'held'", []
    if source:
        condition += " AND s.source_id = %s"
        parameters.append(source)
    given: list[object] = [*parameters]
    if after:
        condition += " AND (h.held_at, h.series_id, h.time) > (%s, %s, %s)"
        given += after
    found = rows.fetch(
        f"{_HELD} WHERE {condition} ORDER BY h.held_at, h.series_id, h.time LIMIT %s",
        [*given, limit],
    )
    return [_held(row) for row in found if row[2] in properties()]


def held_value(*, series: int, time: datetime, revision: int, by: Actor) -> HeldCard:
    """One value that is or was held back.

    :raises NotAllowed: nobody of the operations centre
    :raises NotFound: none such
    """
    policies.must_watch(by)
    found = rows.fetch(
        f"{_HELD} WHERE h.series_id = %s AND h.time = %s AND h.revision = %s",
        [series, time, revision],
    )
    if not found:
        raise NotFound("no such held value")
    return _held(found[0])


def quarantine_size(*, by: Actor) -> int:
    """How many values wait for a person.

    :raises NotAllowed: nobody of the operations centre
    """
    policies.must_watch(by)
    found = rows.fetch("SELECT count(*) FROM observations_held WHERE state = 'held'")
    return int(found[0][0])


def public_rulesets(*, observed: str, series: int | None = None) -> list[RulesetCard]:
    """The history of the rules of a property, or of one of its series; newest first."""
    found = rows.fetch(
        "SELECT id, property, series_id, version, rules, set_at, set_by, reason"
        " FROM observations_ruleset WHERE property = %s AND series_id IS NOT DISTINCT FROM %s"
        " ORDER BY version DESC",
        [observed, series],
    )
    return [
        RulesetCard(
            id=row[0],
            property=row[1],
            series=row[2],
            version=row[3],
            rules=msgspec.convert(_json(row[4]), Ruleset),
            set_at=row[5],
            set_by=row[6],
            reason=row[7],
        )
        for row in found
    ]


def _held(row: Sequence[Any]) -> HeldCard:
    time, revision, value, rule, ruleset, version, rules, *rest = row[WIDTH:]
    return HeldCard(
        card(row), time, revision, value, Rule(rule), ruleset, version,
        dict(_json(rules).get(rule, {})), *rest,
    )  # fmt: skip


def _json(raw: Any) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(raw) if isinstance(raw, str | bytes) else raw
    return found
