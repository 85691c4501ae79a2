"""Writes about mandates that may be part of somebody's transaction; the only writer of states."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import journal, keys, rows
from motcua.foundation import sealing as files_sealing
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.people import queries as people

from . import events, queries, rules, sealing
from .facts import Named, Terms
from .models import Mandate
from .rules import Act, Ground, Reach, State

_HOLD = """
SELECT giver, procedures::text FROM mandates_mandate
WHERE id = %s AND holder = %s AND state = 'live'
  AND until >= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
FOR SHARE
"""
_HOLD_ANY = """
SELECT id, procedures::text FROM mandates_mandate
WHERE holder = %s AND giver = %s AND state = 'live' AND (reach = 'all' OR id = %s)
  AND until >= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
FOR SHARE
"""


@files_sealing.held_by_people("mandates.Mandate")
def _holders(digest: str) -> list[str]:
    """Who claims a mandate by this paper."""
    found = Mandate.objects.filter(proof=digest, holder__isnull=False)
    return [keys.person(each) for each in found.values_list("holder", flat=True)]


def hold(mandate_id: UUID, *, procedure: str, by: Actor) -> UUID:
    """Whom the actor stands for in this procedure.

    Nobody can revoke it until this transaction ends: an act under a mandate comes wholly before its
    end, or is refused.

    :raises MandateNotLive: not the actor's, not in force this day, or it covers other procedures
    """
    found = rows.fetch(_HOLD, [mandate_id, UUID(by.person)]) if by.person else []
    if not found or not rules.covers(_listed(found[0][1]), procedure):
        raise rules.MandateNotLive("no mandate in force for this")
    giver: UUID = found[0][0]
    return giver


def hold_for(
    *, giver: UUID, mandate: UUID | None, procedure: str, only_under: bool = False, by: Actor
) -> bool:
    """As `hold`, for what is there already: under this mandate, or under one that reaches all.

    `only_under`: one that reaches all does not do.
    """
    if by.person is None:
        return False
    found = rows.fetch(_HOLD_ANY, [UUID(by.person), giver, mandate])
    return any(
        rules.covers(_listed(covered), procedure)
        for key, covered in found
        if key == mandate or not only_under
    )


def _listed(value: object) -> list[str]:
    # The bare cursor gives JSON as the text it is.
    return sealing.listed(str(value))


def lock_for(mandate_id: UUID, act: Act, *, by: Actor) -> Mandate:
    """The mandate, locked, for somebody who may do this with it.

    :raises NotFound: none, or not one this actor may know of, or not in this capacity
    :raises MandateMoved: not in its present state
    """
    row = Mandate.objects.select_for_update().filter(id=mandate_id).first()
    mark = people.own_mark(by=by) if by.person is not None else None
    if row is None or rules.MOVES[act].by not in queries.sides(row, mark=mark, by=by):
        raise NotFound("no such mandate")
    rules.next_state(State(row.state), act)
    return row


def make(  # noqa: PLR0913 -- all that a mandate is
    *, giver: Named, holder: Named, terms: Terms, ground: Ground, by: Actor, at: datetime,
    giver_id: UUID | None = None, holder_id: UUID | None = None, **more: object,
) -> Mandate:  # fmt: skip
    """Write a mandate that is offered, claimed, or told by a register; and record it."""
    states = {Ground.GIVEN: State.OFFERED, Ground.PAPER: State.CLAIMED, Ground.REGISTER: State.LIVE}
    row = Mandate.objects.create(
        giver=giver_id,
        holder=holder_id,
        giver_print=_mark(giver),
        holder_print=_mark(holder),
        giver_sealed=sealing.seal_named(giver),
        holder_sealed=sealing.seal_named(holder),
        kind=terms.kind,
        ground=ground,
        reach=Reach(terms.reach),
        state=states[ground],
        procedures=list(terms.procedures),
        until=terms.until,
        made_at=at,
        moved_at=at,
        began_at=at if ground is Ground.REGISTER else None,
        **more,
    )
    made = events.MandateMade(row.id, ground, terms.kind, terms.procedures, terms.until, at)
    journal.record(made, by=by, subject=subject(row))
    return row


def begin(row: Mandate, act: Act, *, by: Actor, at: datetime) -> None:
    """In force from now on; both people are known by now."""
    assert row.giver is not None
    assert row.holder is not None
    row.state, row.moved_at, row.began_at = rules.next_state(State(row.state), act), at, at
    row.save()
    began(row, by=by, at=at)


def began(row: Mandate, *, by: Actor, at: datetime) -> None:
    assert row.giver is not None
    assert row.holder is not None
    fact = events.MandateBegan(row.id, row.giver, row.holder, row.until, at)
    journal.record(fact, by=by, subject=subject(row))


def end(row: Mandate, act: Act, *, reason: str, by: Actor, at: datetime) -> None:
    """Never in force again; why is sealed."""
    row.state, row.moved_at = rules.next_state(State(row.state), act), at
    row.decided_by = by.id if by.officer else row.decided_by
    row.reason = sealing.seal(reason) if reason else None
    row.save()
    journal.record(events.MandateEnded(row.id, act, at), by=by, subject=subject(row))


def subject(row: Mandate) -> tuple[str, str]:
    return (rules.SUBJECT, str(row.id))


def _mark(named: Named) -> bytes:
    return people.public_number_mark(named.kind, named.number)
