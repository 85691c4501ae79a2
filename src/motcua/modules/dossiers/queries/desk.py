"""An officer's work: what waits for me, most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.actors import Actor, Post, Role
from motcua.kernel.calendar import Calendar
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation

from .. import content, current
from ..models import Dossier, Opinion
from ..rules import CLOSED, MOVES, State
from .pages import Page, after, cut


class View(StrEnum):
    """Which part of the work is shown."""

    MINE = "mine"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DeskRow:
    id: UUID
    number: str
    procedure: Text
    applicant: str
    state: State
    agency: str
    handler: str
    filed_at: datetime
    next_at: datetime
    due_at: datetime | None
    urgency: clock.Urgency


def waiting_for(
    *, by: Actor, now: datetime, view: View = View.MINE, limit: int = 50, cursor: str | None = None
) -> Page[DeskRow]:
    """Dossiers this officer should take up, or may see, most urgent first."""
    rows = _of(view, by=by)
    if cursor:
        next_at, key = after(cursor)
        rows = rows.filter(Q(next_at__gt=next_at) | Q(next_at=next_at, id__gt=key))
    asked = list(rows.order_by("next_at", "id")[: limit + 1])
    found, further = cut(asked, limit, key=lambda row: (row.next_at, row.id))
    # Read once for each agency and revision, not for each row: a list costs the same however long.
    calendars = {code: organisation.calendar_of(code) for code in {row.agency for row in found}}
    names = {key: catalogue.revision(key).name for key in map(current.revision_of, found)}
    shown = [_row(r, names[current.revision_of(r)], calendars[r.agency], now=now) for r in found]
    return Page(shown, further)


def held_by_agencies(agencies: Iterable[str], *, by: Actor) -> bool:
    """Whether the actor works at any of these agencies."""
    return bool(by.agencies() & frozenset(agencies))


def _of(view: View, *, by: Actor) -> QuerySet[Dossier]:
    if view is View.MINE:
        return Dossier.objects.filter(_waiting(by))
    states = [s.value for s in (CLOSED if view is View.CLOSED else set(State) - CLOSED)]
    states = [state for state in states if state != State.DRAFT]
    return Dossier.objects.filter(agency__in=by.agencies(), state__in=states)


def _waiting(by: Actor) -> Q:
    """One condition per post: states where its role has a move; mine where somebody is named."""
    wanted = Q(pk=None)
    for post in by.posts:
        states = [s.value for s in _states_waiting_for(post.role)]
        if not states:
            continue
        here = Q(agency=post.agency, state__in=states)
        if post.role is Role.CASE_OFFICER:
            here &= Q(handler__in=["", by.id])
        wanted |= here
    return wanted | _asked_for_opinion(by.posts)


def _asked_for_opinion(posts: frozenset[Post]) -> Q:
    agencies = [p.agency for p in posts if p.role in (Role.CASE_OFFICER, Role.DEPT_HEAD)]
    if not agencies:
        return Q(pk=None)
    asked = Opinion.objects.filter(of_agency__in=agencies, answered_at=None).values("dossier_id")
    return Q(state=State.WAITING_COORDINATION, id__in=asked)


#: Acts that may be done but do not wait for anybody: they do not put a dossier on a work list.
_OCCASIONAL = frozenset({"stop", "assign_again", "note_opinion"})


def _states_waiting_for(role: Role) -> set[State]:
    states: set[State] = set()
    for act, move in MOVES.items():
        if role in move.by and act.value not in _OCCASIONAL:
            states |= move.sources
    if role in (Role.DEPT_HEAD, Role.CENTER_HEAD):
        states.discard(State.IN_PROCESS)
    return states


def _row(row: Dossier, procedure: Text, calendar: Calendar, *, now: datetime) -> DeskRow:
    return DeskRow(
        id=row.id,
        number=row.code or row.submission_number or "",
        procedure=procedure,
        applicant=str(content.unseal(row.applicant_name)),
        state=State(row.state),
        agency=row.agency,
        handler=row.handler,
        filed_at=row.filed_at or row.started_at,
        next_at=row.next_at,
        due_at=row.due_at,
        urgency=_urgency(row, calendar, now=now),
    )


def _urgency(row: Dossier, calendar: Calendar, *, now: datetime) -> clock.Urgency:
    rules = organisation.clock_rules_on(now.date())
    started = row.accepted_at or row.filed_at or row.started_at
    return clock.urgency(row.next_at, calendar, rules, started_at=started, now=now)
