"""One batch of a run: some hundred dossiers, each decided, written and told in one transaction.

Whatever is interrupted begins again where the last whole batch ended: the cursor is written with
what it stands for.
"""

from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from uuid import UUID

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.dossiers import carrying
from motcua.modules.dossiers import queries as dossiers

from .. import looking, planned, steps
from ..models import Outcome, Run
from ..rules.fates import Fate
from ..rules.runs import BUSY, Act, Kind, State

BATCH = 250
#: As many that somebody works on are tried again at once.
AGAIN = 100


@transaction.atomic(durable=True)
def advance(*, run_id: UUID, by: Actor, at: datetime, batch: int = BATCH) -> str:
    """Do one batch. Returns `more`, `waiting` (only what somebody works on is left) or `over`."""
    began = monotonic()
    run = steps.locked_if_free(run_id)
    if run is None:
        return "over"
    if run.state == State.UNDOING:
        answer = _undo_some(run, batch, by=by, at=at)
    elif run.state == State.RUNNING:
        answer = _do_some(run, batch, by=by, at=at)
    else:
        return "over"
    steps.worked(run, seconds=monotonic() - began, at=at)
    if answer == "over":
        act = Act.FINISH_UNDOING if run.state == State.UNDOING else Act.FINISH
        steps.turn(run, act, by=by, at=at)
    return answer


def _do_some(run: Run, batch: int, *, by: Actor, at: datetime) -> str:
    keys = dossiers.live_page(
        run.procedure, run.before_id, after=run.cursor, limit=batch, by=SYSTEM
    )
    if keys:
        run.cursor = keys[-1]
        found = _take(run, keys)
        steps.note_busy(run, _others(keys, found))
        _settle(run, found, by=by, at=at)
        return "more"
    return _do_busy(run, by=by, at=at)


def _do_busy(run: Run, *, by: Actor, at: datetime) -> str:
    """What somebody was working on when its turn came."""
    left = Outcome.objects.filter(run=run, fate=BUSY).order_by("dossier")
    keys = list(left.values_list("dossier", flat=True)[:AGAIN])
    if not keys:
        return "over"
    found = _take(run, keys)
    others = _others(keys, found)
    still = {each.id for each in carrying.read(others) if _is_ours(each, run)}
    gone = [key for key in others if key not in still]
    steps.forget_busy(run, gone)
    _settle(run, found, by=by, at=at)
    run.busy -= len(found) + len(gone)
    return "more" if found or gone else "waiting"


def _is_ours(dossier: carrying.InFlight, run: Run) -> bool:
    return (dossier.goes_by or dossier.filed_on) == run.before_id and not dossier.is_closed


def _take(run: Run, keys: Sequence[UUID]) -> list[carrying.InFlight]:
    if run.kind == Kind.TRIAL:
        return carrying.read(keys)
    return carrying.locked(keys, run.before_id)


def _others(keys: Sequence[UUID], found: Sequence[carrying.InFlight]) -> list[UUID]:
    there = {each.id for each in found}
    return [key for key in keys if key not in there]


def _settle(run: Run, found: list[carrying.InFlight], *, by: Actor, at: datetime) -> None:
    plan = planned.plan_of(run.id)
    looked = looking.look(plan, found, at=at)
    if run.drafts_only:
        looked = [each for each in looked if each.dossier.is_draft]
    steps.note(run, looked)
    if run.kind == Kind.TRIAL or run.after_id is None:
        return
    moves = [each.as_carry(plan) for each in looked if each.outcome.goes_on]
    if moves:
        carrying.carry_over(
            moves, run=run.id, before=run.before_id, after=run.after_id, by=by, at=at
        )


_TO_UNDO = """
SELECT dossier FROM transitions_outcome WHERE run_id = %s AND NOT is_draft AND fate = ANY(%s)
    AND NOT is_undone AND dossier > %s ORDER BY dossier LIMIT %s
"""
_UNDONE = """
UPDATE transitions_outcome SET is_undone = true WHERE run_id = %s AND dossier = ANY(%s)
"""


def _undo_some(run: Run, batch: int, *, by: Actor, at: datetime) -> str:
    """Take back as many as nobody has acted on since; the others stay where they are."""
    fates = [Fate.MOVED.value, Fate.ASKED.value]
    keys = [key for (key,) in rows.fetch(_TO_UNDO, [run.id, fates, run.cursor, batch])]
    if not keys:
        return "over"
    run.cursor = keys[-1]
    back = carrying.carry_all_back(keys, run=run.id, reason=run.undo_reason, by=by, at=at)
    if back:
        rows.run(_UNDONE, [run.id, back])
        run.undone += len(back)
    return "more"
