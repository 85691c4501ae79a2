"""Beginning a run: a trial of a proposal, or the real thing once its revision is in force."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import jobs, journal
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import read
from motcua.modules.proposals import queries as proposals
from motcua.modules.proposals.rules.deciding import Decided

from .. import events, planned, policies, steps
from ..models import Run
from ..rules.planning import Fault, Plan, faults
from ..rules.runs import Kind

#: The job of `reactions` that goes on with a run.
ADVANCE = "transitions.advance"


class PlanUnsound(Invalid):
    """The plan cannot be carried out; `faults` say why."""

    code = "plan-unsound"

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.says.en for fault in found), count=len(found))
        self.faults = found


@transaction.atomic(durable=True)
def try_out(*, proposal: UUID, by: Actor, at: datetime) -> UUID:
    """Count what would become of every dossier; nothing is changed. Returns the trial's id.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such proposal, or one of a new procedure
    :raises PackageErrors: the files do not make a package
    :raises PlanUnsound: the plan could not be carried out
    """
    policies.must_change(by)
    card = proposals.proposal(proposal, by=by)
    if card.base is None:
        raise NotFound("nothing is in flight for a new procedure")
    files = proposals.files(proposal, by=by)
    decisions = {each.key: each.decided for each in proposals.decisions(proposal, by=by)}
    plan = Plan(catalogue.revision(card.base).package, read(files), decisions)
    _must_be_sound(plan)
    run = Run(
        id=new_id(), kind=Kind.TRIAL, procedure=card.code, proposal=proposal,
        before_id=card.base, source={name: text.decode() for name, text in files.items()},
        decisions=planned.spelt(_now(plan)), started_by=by.id, started_at=at, worked_at=at,
    )  # fmt: skip
    return _begin(run)


@transaction.atomic(durable=True)
def start(*, revision: UUID, by: Actor, at: datetime) -> UUID:
    """Begin by hand what did not begin by itself. Returns the run's id.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such revision, or nobody planned anything for it
    :raises AlreadyDone: it began already; params: run
    :raises PlanUnsound: the plan cannot be carried out
    """
    policies.must_change(by)
    plan = proposals.public_plan_of(revision)
    if plan is None or plan.before is None:
        raise NotFound("nobody planned anything for dossiers in flight")
    return _start(revision, plan.before, plan, by=by, at=at)


@transaction.atomic(durable=True)
def start_for_revision(*, revision: UUID, replaces: UUID, by: Actor, at: datetime) -> UUID:
    """A revision came into force. Returns the run's id.

    Without a plan only drafts go on with the new form: dossiers stay with what they were filed on.

    :raises AlreadyDone: it began already; params: run
    :raises PlanUnsound: the plan cannot be carried out
    """
    return _start(revision, replaces, proposals.public_plan_of(revision), by=by, at=at)


def _start(
    revision: UUID, before: UUID, planned_for: proposals.Plan | None, *, by: Actor, at: datetime
) -> UUID:
    began = Run.objects.filter(kind=Kind.REAL, after=revision).values_list("id", flat=True).first()
    if began is not None:
        raise AlreadyDone("it began already", run=began)
    old, new = catalogue.revision(before), catalogue.revision(revision)
    # What was decided was decided for the revision the proposal started from.
    fits = planned_for is not None and planned_for.before == before
    decisions = planned_for.decisions if planned_for is not None and fits else {}
    plan = Plan(old.package, new.package, decisions)
    if fits:
        _must_be_sound(plan)
    run = Run(
        id=new_id(), kind=Kind.REAL, procedure=new.code,
        proposal=planned_for.proposal if planned_for else None, before_id=before,
        after_id=revision, decisions=planned.spelt(_now(plan)), drafts_only=not fits,
        started_by=by.id, started_at=at, worked_at=at,
    )  # fmt: skip
    begun = _begin(run)
    journal.record(
        events.TransitionStarted(run.id, run.procedure, before, revision, at),
        by=by,
        subject=steps.subject(run),
    )
    return begun


def _now(plan: Plan) -> Mapping[str, Decided]:
    """Every decision, also those only proposed: a later version may propose otherwise."""
    return plan.decisions


def _begin(run: Run) -> UUID:
    steps.begin(run)
    jobs.defer_once(ADVANCE, str(run.id), run=str(run.id))
    return run.id


def _must_be_sound(plan: Plan) -> None:
    if found := faults(plan):
        raise PlanUnsound(found)
