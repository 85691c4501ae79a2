"""Writes that are part of an operation's transaction. The only place that writes a state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import journal, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation

from . import clocks, content, events, standing
from .models import ClockAct, Decision, Dossier, Draft, HeldFile
from .rules import (
    CLOSED,
    SUBJECT,
    Act,
    Facts,
    Missing,
    State,
    missing_for,
    next_state,
)


class Incomplete(Refusal):
    """Something the law or the procedure asks for is missing; `missing` says everything."""

    code = "conditions-missing"
    status = 422

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(", ".join(gap.code for gap in missing))
        self.missing = missing


def subject(dossier: Dossier) -> tuple[str, str]:
    return (SUBJECT, str(dossier.id))


def lock(dossier_id: UUID) -> Dossier:
    """:raises NotFound: no such dossier"""
    dossier = rows.locked(Dossier, dossier_id)
    if dossier is None:
        raise NotFound("no such dossier")
    return dossier


def lock_for(dossier_id: UUID, *, by: Actor) -> tuple[Dossier, frozenset[Role]]:
    """The dossier and as what the actor meets it.

    :raises NotFound: no such dossier, or not one this actor may know of
    """
    dossier = lock(dossier_id)
    roles = roles_of(by, dossier)
    if not roles:
        raise NotFound("no such dossier")
    return dossier, roles


def roles_of(by: Actor, dossier: Dossier) -> frozenset[Role]:
    """As what the actor meets a locked dossier, held until the transaction ends."""
    return standing.roles_held(by, dossier)


def decide(dossier: Dossier, act: Act, *, roles: frozenset[Role], facts: Facts) -> State:
    """Where the act leads, or why not.

    :raises NotAllowed: not for these roles
    :raises WrongMoment: not in this state
    :raises Incomplete: everything that is missing
    """
    after = next_state(State(dossier.state), act, by=roles)
    if missing := missing_for(act, facts):
        raise Incomplete(missing)
    return after


@dataclass(frozen=True, slots=True)
class Turn:
    """A move that is made in memory: the fields to be written, and the fact to be recorded."""

    fields: tuple[str, ...]
    fact: journal.Fact


def move(
    dossier: Dossier, act: Act, after: State, *, by: Actor, at: datetime, **changes: object
) -> None:
    """Write the new state with the columns that change with it, and record the move."""
    had_ended = dossier.ended_at is not None
    made = turn(dossier, act, after, by=by, at=at, **changes)
    rows.update(dossier, made.fields)
    told = [made.fact]
    if dossier.ended_at is not None and not had_ended:
        ended = events.DossierEnded(dossier.id, dossier.agency, str(after), at)
        told.append(journal.Fact(ended, by.id, subject(dossier)))
    journal.record_all(told)


def turn(
    dossier: Dossier, act: Act, after: State, *, by: Actor, at: datetime, **changes: object
) -> Turn:
    """Move the dossier in memory; the caller writes and records, with what else it has to."""
    before = dossier.state
    acts_for = standing.on_behalf_of(dossier, by)
    dossier.state, dossier.moved_at = after, at
    if after in CLOSED or after in (State.RESOLVED, State.REFUSED):
        changes.setdefault("ended_at", dossier.ended_at or at)
    if after in CLOSED and (dossier.reply_by is not None or dossier.goes_by_id is not None):
        # A supplement or answers that were being written will never be given.
        Draft.objects.filter(dossier=dossier).delete()
    for name, value in changes.items():
        setattr(dossier, name, value)
    dossier.next_at = _next_at(dossier)
    moved = events.DossierMoved(
        dossier=dossier.id,
        code=dossier.code or "",
        agency=dossier.agency,
        act=act,
        before=before,
        after=after,
        at=at,
    )
    fact = journal.Fact(moved, by.id, subject(dossier), acts_for)
    return Turn(("state", "moved_at", "next_at", *changes), fact)


def act_on(dossier_id: UUID, act: Act, *, by: Actor, at: datetime, facts: Facts) -> Dossier:
    """The beats of a plain move: lock, decide, write, record."""
    dossier, roles = lock_for(dossier_id, by=by)
    after = decide(dossier, act, roles=roles, facts=facts)
    move(dossier, act, after, by=by, at=at)
    return dossier


def follow(dossier: Dossier, act: Act, *, at: datetime) -> None:
    """What the system does as a consequence, inside the same transaction."""
    after = next_state(State(dossier.state), act, by=frozenset({Role.SYSTEM}))
    move(dossier, act, after, by=SYSTEM, at=at)


def give_grounds(
    dossier: Dossier, act: Act, *, reason: str, legal_basis: str = "", by: Actor, at: datetime
) -> None:
    """Keep why: the words are sealed, since they may speak of a person."""
    row = Decision(
        id=new_id(),
        dossier_id=dossier.id,
        act=act,
        reason=content.seal(reason),
        legal_basis=legal_basis,
        by=by.id,
        at=at,
    )
    rows.insert(row)


_HOLD = """
INSERT INTO dossiers_heldfile (dossier_id, file_id, held_at)
SELECT %s, key, %s FROM unnest(%s::text[]) AS key ON CONFLICT DO NOTHING
"""


def take_draft(dossier: Dossier) -> tuple[bytes, bytes | None]:
    """Remove what was being written; give it and where it comes from back, as they were sealed."""
    statement = "DELETE FROM dossiers_draft WHERE dossier_id = %s RETURNING answers, sources"
    ((answers, sources),) = rows.fetch(statement, [dossier.id])
    return bytes(answers), sources


def hold_files(dossier: Dossier, keys: list[str], *, at: datetime) -> None:
    """The dossier holds these files from now on."""
    if keys:
        rows.run(_HOLD, [dossier.id, at, keys])


def release_files(dossier: Dossier, keys: Iterable[str]) -> None:
    """The applicant took these back before anybody was given them: they are held no longer.

    Nothing is released of a dossier that was filed: what was given once stays.
    """
    gone = list(keys)
    if gone and dossier.state == State.DRAFT:
        HeldFile.objects.filter(dossier=dossier, file__in=gone).delete()


# The clock


def tick(dossier: Dossier, act: clock.ClockAct, *, by: Actor) -> clock.Due:
    """Append an act to the clock and carry the due date along. Returns the new due date.

    :raises ClockActRefused: the act contradicts those before
    """
    before = clocks.acts_of(dossier.id)
    due = clocks.due_of(dossier, [*before, act])
    row = ClockAct(
        dossier_id=dossier.id,
        number=len(before) + 1,
        kind=act.kind,
        at=act.at,
        reason=act.reason,
        ref=act.ref,
        until=act.until,
    )
    rows.insert(row)
    if dossier.due_at != due.due_at:
        old, dossier.due_at = dossier.due_at, due.due_at
        dossier.next_at = _next_at(dossier)
        rows.update(dossier, ("due_at", "next_at"))
        journal.record(
            events.DueMoved(dossier.id, act.kind, old, due.due_at, act.at),
            by=by,
            subject=subject(dossier),
        )
    return due


def end_clock(dossier: Dossier, *, by: Actor, at: datetime, reason: str) -> None:
    """The work is done or will never be: nothing runs any more."""
    if dossier.accepted_at is not None:
        tick(dossier, clock.ClockAct(clock.ActKind.STOP, at, reason), by=by)


def resume_if_paused(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Going on with the work: what held the clock before no longer does."""
    state = clock.state_of(clocks.acts_of(dossier.id), at)
    if state.phase is clock.Phase.PAUSED:
        tick(dossier, clock.ClockAct(clock.ActKind.RESUME, at, state.reason), by=by)


def answer_limit(dossier: Dossier, *, at: datetime) -> datetime:
    """Until when the counter must answer what was filed or supplied at that moment."""
    revision = catalogue.revision(dossier.revision_id)
    calendar = organisation.calendar_of(dossier.agency)
    rules = organisation.clock_rules_on(at.date())
    return clock.when_ready(at, revision.intake, calendar, rules).due_at


def _next_at(dossier: Dossier) -> datetime:
    """The next moment the law asks something of somebody; work lists are in this order."""
    waited_for = {
        State.SUBMITTED: dossier.answer_by,
        State.INTAKE_SUPPLEMENT: dossier.reply_by,
        State.PROCESS_SUPPLEMENT: dossier.reply_by,
    }
    return waited_for.get(State(dossier.state), dossier.due_at) or dossier.moved_at
