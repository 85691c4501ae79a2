"""The law's clock: a due date is a pure function of acts, allowance, calendar and rules.

`due` answers with the date and why; `when_ready` asks "if I filed now"; `standing` and `urgency`
compare with now. Nothing here reads a clock, and nothing is stored: acts are the only truth.
"""

from .acts import ActKind, ClockAct, ClockActRefused, ClockState, PauseReason, Phase, state_of
from .allowance import Allowance, AllowanceInvalid, Policy, Unit
from .due import due, due_at, when_ready
from .explanation import Due, Explanation, Interval, Promise, Why, explanation_to_dict
from .rules import ClockRules, RulesInvalid, rules_from, rules_in_force
from .standing import Standing, Urgency, standing, transfer_by, urgency

__all__ = [
    "ActKind",
    "Allowance",
    "AllowanceInvalid",
    "ClockAct",
    "ClockActRefused",
    "ClockRules",
    "ClockState",
    "Due",
    "Explanation",
    "Interval",
    "PauseReason",
    "Phase",
    "Policy",
    "Promise",
    "RulesInvalid",
    "Standing",
    "Unit",
    "Urgency",
    "Why",
    "due",
    "due_at",
    "explanation_to_dict",
    "rules_from",
    "rules_in_force",
    "standing",
    "state_of",
    "transfer_by",
    "urgency",
    "when_ready",
]
