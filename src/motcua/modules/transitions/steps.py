"""The writes of transitions: the only place where a run's state changes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from . import events
from .looking import Looked
from .models import Run
from .rules.runs import BUSY, Act, State, next_state

FIRST = UUID(int=0)


def locked(run_id: UUID) -> Run:
    """
    :raises NotFound: no such run
    """
    run = Run.objects.select_for_update().filter(id=run_id).first()
    if run is None:
        raise NotFound(f"run {run_id}")
    return run


def locked_if_free(run_id: UUID) -> Run | None:
    """None where another worker has it at this moment, or there is none."""
    return Run.objects.select_for_update(skip_locked=True).filter(id=run_id).first()


def subject(run: Run) -> tuple[str, str]:
    return ("procedure", run.procedure)


def begin(run: Run) -> None:
    run.cursor = FIRST
    run.state = State.RUNNING.value
    run.save(force_insert=True)


def turn(run: Run, act: Act, *, by: Actor, at: datetime) -> None:
    """
    :raises WrongMoment: not in this state
    """
    run.state = next_state(State(run.state), act).value
    if act is Act.FINISH:
        run.finished_at = at
    run.save(update_fields=["state", "finished_at", "cursor", "undo_reason"])
    if run.after_id is None:
        return
    fact: journal.Event
    if act is Act.FINISH:
        fact = events.TransitionFinished(
            run.id, run.procedure, run.moved, run.asked, run.kept, run.blocked, run.drafts, at
        )
    else:
        fact = events.TransitionTurned(run.id, run.procedure, act.value, at)
    journal.record(fact, by=by, subject=subject(run))


_OUTCOMES = """
INSERT INTO transitions_outcome
    (run_id, dossier, agency, stands, fate, cause, about, is_draft, is_undone)
SELECT %s, u.key, u.agency, u.stands, u.fate, u.cause, u.about::jsonb, u.draft, false
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[])
    AS u (key, agency, stands, fate, cause, about, draft)
ON CONFLICT (run_id, dossier) DO UPDATE SET agency = excluded.agency, stands = excluded.stands,
    fate = excluded.fate, cause = excluded.cause, about = excluded.about,
    is_draft = excluded.is_draft
"""
_BUSY = """
INSERT INTO transitions_outcome
    (run_id, dossier, agency, stands, fate, cause, about, is_draft, is_undone)
SELECT %s, key, '', '', %s, '', '[]'::jsonb, false, false FROM unnest(%s::uuid[]) AS key
ON CONFLICT DO NOTHING
"""
_GONE = """
DELETE FROM transitions_outcome WHERE run_id = %s AND fate = %s AND dossier = ANY(%s)
"""


def note(run: Run, looked: Sequence[Looked]) -> None:
    """Write down what became of each, and count it."""
    if not looked:
        return
    found = [(each.dossier, each.outcome) for each in looked]
    rows.run(_OUTCOMES, [
        run.id, [d.id for d, _ in found], [d.agency for d, _ in found],
        [d.state.value for d, _ in found], [o.fate.value for _, o in found],
        [o.reason.value for _, o in found], [_listed(o.about) for _, o in found],
        [d.is_draft for d, _ in found],
    ])  # fmt: skip
    for dossier, outcome in found:
        column = "drafts" if dossier.is_draft else outcome.fate.value
        setattr(run, column, getattr(run, column) + 1)


def note_busy(run: Run, keys: Sequence[UUID]) -> None:
    """Somebody works on these: they are looked at again when all others are done."""
    if keys:
        rows.run(_BUSY, [run.id, BUSY, list(keys)])
        run.busy += len(keys)


def forget_busy(run: Run, keys: Sequence[UUID]) -> None:
    """They were closed, or went elsewhere, before their turn came: they are none of ours."""
    if keys:
        rows.run(_GONE, [run.id, BUSY, list(keys)])


def worked(run: Run, *, seconds: float, at: datetime) -> None:
    """Keep how far it came, and what it took."""
    run.seconds += seconds
    run.worked_at = at
    run.save(update_fields=[
        "cursor", "moved", "asked", "kept", "blocked", "drafts", "busy", "undone", "seconds",
        "worked_at",
    ])  # fmt: skip


def _listed(keys: Sequence[str]) -> str:
    return msgspec.json.encode(list(keys)).decode()
