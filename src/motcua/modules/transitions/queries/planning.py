"""A proposal's changes with what was decided for each, and what is wrong with the whole plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import read
from motcua.modules.catalogue.rules.changes import Change, Decision, Effect
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.proposals import queries as proposals
from motcua.modules.proposals.rules.deciding import Decided, fingerprint

from .. import planned, policies
from ..models import Run
from ..rules.planning import Fault, Plan, allowed, faults, proposed


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """`decided` as the designer said; else what is proposed, with `is_decided` false.

    `has_lapsed`: it was decided for a change that has become another one since.
    """

    change: Change
    ways: tuple[Decision, ...]
    decided: Decided
    is_decided: bool
    has_lapsed: bool
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    procedure: str
    in_flight: int
    changes: tuple[PlannedChange, ...]
    faults: tuple[Fault, ...]

    def of(self, effect: Effect) -> tuple[PlannedChange, ...]:
        return tuple(each for each in self.changes if each.change.effect is effect)

    @property
    def open(self) -> int:
        """How many still need a decision."""
        return sum(
            not each.is_decided and each.change.effect is not Effect.WORDING
            for each in self.changes
        )


def plan_for(proposal: UUID, *, by: Actor) -> PlanCard:
    """
    :raises NotAllowed: drafts are for designers and auditors
    :raises NotFound: no such proposal, or one of a new procedure
    :raises PackageErrors: the files do not make a package yet
    """
    policies.must_read(by)
    card = proposals.proposal(proposal, by=by)
    if card.base is None:
        raise NotFound("nothing is in flight for a new procedure")
    before = catalogue.revision(card.base).package
    after = read(proposals.files(proposal, by=by))
    said = {each.key: each for each in proposals.decisions(proposal, by=by)}
    valid = {
        change.key: said[change.key].decided
        for change in Plan(before, after, {}).changes
        if change.key in said and said[change.key].fingerprint == fingerprint(change)
    }
    return _card(Plan(before, after, valid), card.code, lapsed=frozenset(said) - frozenset(valid))


def plan_of_run(run: UUID, *, by: Actor) -> PlanCard:
    """What a run follows.

    :raises NotAllowed: plans are for designers and auditors
    :raises NotFound: no such run
    """
    policies.must_read(by)
    code = Run.objects.filter(id=run).values_list("procedure", flat=True).first()
    if code is None:
        raise NotFound(f"run {run}")
    return _card(planned.plan_of(run), code, lapsed=frozenset())


def _card(plan: Plan, code: str, *, lapsed: frozenset[str]) -> PlanCard:
    found = faults(plan)
    by_key: Mapping[str, tuple[Fault, ...]] = {
        key: tuple(fault for fault in found if fault.key == key)
        for key in {fault.key for fault in found}
    }
    return PlanCard(
        procedure=code,
        in_flight=dossiers.public_in_flight(code),
        changes=tuple(
            PlannedChange(
                change=change,
                ways=allowed(change),
                decided=plan.decided.get(change.key) or proposed(change, plan.before, plan.after),
                is_decided=change.key in plan.decided,
                has_lapsed=change.key in lapsed,
                faults=by_key.get(change.key, ()),
            )
            for change in plan.changes
        ),
        faults=found,
    )
