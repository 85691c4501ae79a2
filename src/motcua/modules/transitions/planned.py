"""The plan of a run, read once and kept: packages never change, nor do decisions once it began."""

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import read
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.proposals.rules.deciding import Decided

from .models import Run
from .rules.planning import Plan

Spelt = dict[str, list[str]]


def spelt(decisions: Mapping[str, Decided]) -> Spelt:
    return {key: [each.decision.value, each.expression] for key, each in decisions.items()}


def decided(found: Spelt) -> dict[str, Decided]:
    return {key: Decided(Decision(way), expression) for key, (way, expression) in found.items()}


@lru_cache(maxsize=8)
def plan_of(run_id: UUID) -> Plan:
    """The plan a run follows, from its first dossier to its last."""
    run = Run.objects.get(id=run_id)
    before = catalogue.revision(run.before_id).package
    if run.after_id is not None:
        after = catalogue.revision(run.after_id).package
    else:
        after = read({name: text.encode() for name, text in (run.source or {}).items()})
    return Plan(before, after, decided(run.decisions))


@lru_cache(maxsize=4096)
def kind_of(agency: str) -> AgencyKind:
    """An agency never becomes one of another kind: it is ended and founded anew."""
    return organisation.agency(agency).kind
