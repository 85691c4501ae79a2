"""What dossiers add up to, for counting the city: numbers and moments, never a person or an id.

Counts are made by the database. Where the working calendar decides (how long, in time or not) a
row stands for one dossier, and only the system reads those: it publishes what they come to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.clock import ActKind
from motcua.kernel.errors import NotAllowed

from ..rules import CLOSED, State

Agencies = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class FiledCount:
    """So many dossiers of one procedure came to an agency through one channel."""

    agency: str
    procedure: str
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class EndedFacts:
    """One dossier whose work ended. `clock` is what happened to its clock, in order.

    `accepted_at` is None where it never came so far, `due_at` where no date was promised.
    """

    agency: str
    procedure: str
    channel: str
    state: State
    is_refusal: bool
    filed_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime
    calendar: str
    clock: tuple[tuple[ActKind, datetime], ...]


@dataclass(frozen=True, slots=True)
class ReceivedFacts:
    """One dossier received, as it stands now. `supplements`: what was asked when, answered when."""

    agency: str
    procedure: str
    revision: UUID
    channel: str
    state: State
    filed_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    supplements: tuple[tuple[datetime, datetime | None], ...]


@dataclass(frozen=True, slots=True)
class OpenCount:
    """How the open dossiers of an agency stand.

    `late`: the day promised is over. `due_today`: it is today. `paused`: the clock waits for the
    applicant. `waiting`: not accepted yet. `open` is all of them together with those in time.
    """

    agency: str
    open: int
    waiting: int
    paused: int
    due_today: int
    late: int


def public_agencies() -> list[str]:
    """Codes of the agencies that ever had a dossier."""
    return [code for (code,) in rows.fetch(_AGENCIES)]


def public_filed(start: datetime, end: datetime, agencies: Agencies = None) -> list[FiledCount]:
    """Dossiers filed from `start` up to `end`, by agency, procedure and channel."""
    return [FiledCount(*row) for row in rows.fetch(_FILED, [_named(agencies), start, end])]


def ended(
    start: datetime, end: datetime, agencies: Agencies = None, *, by: Actor
) -> Iterator[EndedFacts]:
    """Dossiers whose work ended from `start` up to `end`.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    for row in rows.fetch(_ENDED, [_named(agencies), start, end]):
        agency, procedure, channel, state, refused, filed, accepted, due, ended, by_day = row[:10]
        clock = tuple(zip(map(ActKind, row[10]), row[11], strict=True))
        yield EndedFacts(
            agency, procedure, channel, State(state), refused,
            filed, accepted, due, ended, by_day, clock,
        )  # fmt: skip


def received(
    start: datetime, end: datetime, agencies: Agencies = None, *, by: Actor
) -> Iterator[ReceivedFacts]:
    """Dossiers accepted from `start` up to `end`; those never accepted count when filed.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    for row in rows.fetch(_RECEIVED, [_named(agencies), start, end]):
        agency, procedure, revision, channel, state, filed, accepted, due, ended_at = row[:9]
        supplements = tuple(zip(row[9], row[10], strict=True))
        yield ReceivedFacts(
            agency, procedure, revision, channel, State(state),
            filed, accepted, due, ended_at, supplements,
        )  # fmt: skip


def public_open(today: date, agencies: Agencies = None) -> list[OpenCount]:
    """How open dossiers stand on that day (of the place), by agency."""
    states = [str(state) for state in State if state not in _ENDED_STATES | {State.DRAFT}]
    paused, waiting = list(map(str, _PAUSED)), list(map(str, _WAITING))
    parameters = [waiting, paused, today, paused, today, paused, _named(agencies), states]
    return [OpenCount(*row) for row in rows.fetch(_OPEN, parameters)]


@dataclass(frozen=True, slots=True)
class Moments:
    """When a dossier was filed, accepted and ended, for those whose facts move with it."""

    agency: str
    filed_at: datetime | None
    accepted_at: datetime | None
    ended_at: datetime | None


def moments(dossier_id: UUID, *, by: Actor) -> Moments | None:
    """None if there is no such dossier.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    found = rows.fetch(_MOMENTS, [dossier_id])
    return Moments(*found[0]) if found else None


def procedures_of(dossiers: Iterable[UUID], *, by: Actor) -> dict[UUID, str]:
    """The code of each dossier's procedure.

    :raises NotAllowed: only the system counts
    """
    _must_be_system(by)
    return dict(rows.fetch(_PROCEDURES, [list(dossiers)]))


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the system counts", act="count")


def _named(agencies: Agencies) -> Sequence[str]:
    """All that have dossiers where none is named: the indexes begin with the agency."""
    return public_agencies() if agencies is None else sorted(agencies)


_ENDED_STATES = CLOSED | {State.RESOLVED, State.REFUSED}
_PAUSED = (State.PROCESS_SUPPLEMENT, State.AWAITING_FINANCIAL_OBLIGATION)
_WAITING = (State.SUBMITTED, State.AWAITING_PAYMENT_INTAKE, State.INTAKE_SUPPLEMENT)

#: One step in the index for each agency, however many dossiers it has.
_AGENCIES = """
WITH RECURSIVE each (agency) AS (
    SELECT min(agency) FROM dossiers_dossier
    UNION ALL
    SELECT (SELECT min(d.agency) FROM dossiers_dossier d WHERE d.agency > each.agency)
    FROM each WHERE each.agency IS NOT NULL
) SELECT agency FROM each WHERE agency IS NOT NULL
"""
_FILED = """
SELECT agency, procedure, channel, count(*) FROM dossiers_dossier
WHERE agency = ANY(%s::text[]) AND filed_at >= %s AND filed_at < %s
GROUP BY agency, procedure, channel
"""
_ENDED = """
SELECT d.agency, d.procedure, d.channel, d.state, d.is_refusal, d.filed_at, d.accepted_at, d.due_at,
    d.ended_at, d.calendar_version,
    ARRAY(SELECT c.kind FROM dossiers_clockact c WHERE c.dossier_id = d.id ORDER BY c.number),
    ARRAY(SELECT c.at FROM dossiers_clockact c WHERE c.dossier_id = d.id ORDER BY c.number)
FROM dossiers_dossier d
WHERE d.agency = ANY(%s::text[]) AND d.ended_at >= %s AND d.ended_at < %s
"""
_RECEIVED = """
WITH asked (agencies, since, until) AS (SELECT %s::text[], %s::timestamptz, %s::timestamptz),
found AS (
    SELECT d.* FROM asked, dossiers_dossier d WHERE d.agency = ANY(agencies)
        AND d.accepted_at >= since AND d.accepted_at < until
    UNION ALL
    SELECT d.* FROM asked, dossiers_dossier d WHERE d.agency = ANY(agencies)
        AND d.filed_at >= since AND d.filed_at < until AND d.accepted_at IS NULL
)
SELECT d.agency, d.procedure, d.revision_id, d.channel, d.state, d.filed_at, d.accepted_at,
    d.due_at, d.ended_at,
    ARRAY(SELECT s.asked_at FROM dossiers_supplement s WHERE s.dossier_id = d.id
          ORDER BY s.asked_at, s.id),
    ARRAY(SELECT s.answered_at FROM dossiers_supplement s WHERE s.dossier_id = d.id
          ORDER BY s.asked_at, s.id)
FROM found d
"""
#: The day of the place is compared, not the hour.
_OPEN = """
SELECT agency, count(*),
    count(*) FILTER (WHERE state = ANY(%s::text[])),
    count(*) FILTER (WHERE state = ANY(%s::text[])),
    count(*) FILTER (WHERE (due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = %s::date
                     AND state <> ALL(%s::text[])),
    count(*) FILTER (WHERE (due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < %s::date
                     AND state <> ALL(%s::text[]))
FROM dossiers_dossier
WHERE agency = ANY(%s::text[]) AND state = ANY(%s::text[])
GROUP BY agency ORDER BY agency
"""
_MOMENTS = """
SELECT agency, filed_at, accepted_at, ended_at FROM dossiers_dossier WHERE id = %s
"""
_PROCEDURES = "SELECT id, procedure FROM dossiers_dossier WHERE id = ANY(%s::uuid[])"
