"""Situations of `procedure.yaml` with a condition: the first that holds tells the time limit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.clock import Allowance
from motcua.kernel.expressions import Expression

from .formulas import Scope, condition
from .procedure import Case
from .reading import Place


@dataclass(frozen=True, slots=True)
class CaseRule:
    """A situation and when it is given."""

    case: Case
    when: Expression


def case_of(rules: tuple[CaseRule, ...], facts: Mapping[str, object]) -> Case | None:
    """The situation of a dossier with these facts (answers, channel, applicant), if there is one.

    The first whose condition holds; what cannot be told does not hold.
    """
    return next((rule.case for rule in rules if rule.when.holds(facts)), None)


def allowance_of(rules: tuple[CaseRule, ...], facts: Mapping[str, object]) -> Allowance | None:
    """The time limit of the situation; None where the channel's own holds."""
    case = case_of(rules, facts)
    return case.time.allowance if case and case.time else None


def read_case_rules(at: Place, scope: Scope, cases: tuple[Case, ...]) -> tuple[CaseRule, ...]:
    """`at` is the list `cases`, read already; here its conditions are."""
    return tuple(_rules(at, scope, cases))


def _rules(at: Place, scope: Scope, cases: tuple[Case, ...]) -> Iterator[CaseRule]:
    if not at.is_there:
        return
    for item, case in zip(at.items(), cases, strict=True):
        if (when := item.part("when")).is_there:
            yield CaseRule(case, condition(when, scope))
