"""Runs, how far they are, and what became of each dossier, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from .. import policies
from ..models import Outcome, Run
from ..rules.fates import Fate, Reason
from ..rules.runs import AT_WORK, BUSY, Act, Kind, State, acts_open_in

PAGE = 50


@dataclass(frozen=True, slots=True)
class RunCard:
    """`busy`: somebody works on them; `reasons`: of those not moved, how many for which cause."""

    id: UUID
    kind: Kind
    procedure: str
    proposal: UUID | None
    before: UUID
    after: UUID | None
    is_drafts_only: bool
    state: State
    moved: int
    asked: int
    kept: int
    blocked: int
    drafts: int
    busy: int
    undone: int
    seconds: float
    started_by: str
    started_at: datetime
    worked_at: datetime
    finished_at: datetime | None
    undo_reason: str
    acts: tuple[Act, ...]

    @property
    def total(self) -> int:
        """Dossiers looked at; drafts are told apart, since nobody has filed them."""
        return self.moved + self.asked + self.kept + self.blocked

    @property
    def a_second(self) -> float:
        """Dossiers and drafts a second of work."""
        return (self.total + self.drafts) / self.seconds if self.seconds else 0.0

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK


@dataclass(frozen=True, slots=True)
class FateRow:
    """One dossier of a run. Its number is told to whoever may read the dossier itself."""

    dossier: UUID
    agency: str
    state: str
    fate: Fate
    reason: Reason
    about: tuple[str, ...]
    is_draft: bool
    is_undone: bool


def run(run_id: UUID, *, by: Actor) -> RunCard:
    """
    :raises NotAllowed: plans are for designers and auditors
    :raises NotFound: no such run
    """
    policies.must_read(by)
    found = Run.objects.filter(id=run_id).first()
    if found is None:
        raise NotFound(f"run {run_id}")
    return _card(found)


def latest_trial(proposal: UUID, *, by: Actor) -> RunCard | None:
    """
    :raises NotAllowed: plans are for designers and auditors
    """
    policies.must_read(by)
    found = Run.objects.filter(proposal=proposal, kind=Kind.TRIAL).order_by("-started_at").first()
    return None if found is None else _card(found)


def runs_of(procedure: str, *, by: Actor) -> list[RunCard]:
    """What was done for a procedure, the latest first; trials are not told.

    :raises NotAllowed: plans are for designers and auditors
    """
    policies.must_read(by)
    found = Run.objects.filter(procedure=procedure, kind=Kind.REAL).order_by("-started_at")
    return [_card(row) for row in found[:PAGE]]


def at_work(*, by: Actor) -> list[UUID]:
    """Runs that should be going on.

    :raises NotAllowed: plans are for designers and auditors
    """
    policies.must_read(by)
    states = [state.value for state in AT_WORK]
    return list(Run.objects.filter(state__in=states).values_list("id", flat=True))


_REASONS = """
SELECT fate, cause, count(*) FROM transitions_outcome
WHERE run_id = %s AND NOT is_draft AND fate <> %s GROUP BY fate, cause
"""


def reasons(run_id: UUID, *, by: Actor) -> Mapping[tuple[Fate, Reason], int]:
    """
    :raises NotAllowed: plans are for designers and auditors
    """
    policies.must_read(by)
    found = rows.fetch(_REASONS, [run_id, BUSY])
    return {(Fate(fate), Reason(cause)): count for fate, cause, count in found}


def fates(run_id: UUID, fate: Fate, *, after: UUID | None = None, by: Actor) -> list[FateRow]:
    """Fifty dossiers of one fate, by id, after one.

    :raises NotAllowed: plans are for designers and auditors
    """
    policies.must_read(by)
    found = Outcome.objects.filter(run=run_id, is_draft=False, fate=fate)
    if after is not None:
        found = found.filter(dossier__gt=after)
    return [_row(row) for row in found.order_by("dossier")[:PAGE]]


def outcome_of(run_id: UUID, dossier: UUID, *, by: Actor) -> FateRow:
    """
    :raises NotAllowed: plans are for designers and auditors
    :raises NotFound: the run did not look at it
    """
    policies.must_read(by)
    found = Outcome.objects.filter(run=run_id, dossier=dossier).exclude(fate=BUSY).first()
    if found is None:
        raise NotFound(f"dossier {dossier}")
    return _row(found)


def _row(row: Outcome) -> FateRow:
    return FateRow(
        dossier=row.dossier,
        agency=row.agency,
        state=row.stands,
        fate=Fate(row.fate),
        reason=Reason(row.cause),
        about=tuple(row.about),
        is_draft=row.is_draft,
        is_undone=row.is_undone,
    )


def _card(row: Run) -> RunCard:
    kind, state = Kind(row.kind), State(row.state)
    return RunCard(
        id=row.id,
        kind=kind,
        procedure=row.procedure,
        proposal=row.proposal,
        before=row.before_id,
        after=row.after_id,
        is_drafts_only=row.drafts_only,
        state=state,
        moved=row.moved,
        asked=row.asked,
        kept=row.kept,
        blocked=row.blocked,
        drafts=row.drafts,
        busy=row.busy,
        undone=row.undone,
        seconds=row.seconds,
        started_by=row.started_by,
        started_at=row.started_at,
        worked_at=row.worked_at,
        finished_at=row.finished_at,
        undo_reason=row.undo_reason,
        acts=tuple(acts_open_in(state, kind)),
    )
