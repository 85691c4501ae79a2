"""What may be asked about dossiers in flight, and about runs over them."""

from .planning import PlanCard, PlannedChange, plan_for, plan_of_run
from .runs import (
    PAGE,
    FateRow,
    RunCard,
    at_work,
    fates,
    latest_trial,
    outcome_of,
    reasons,
    run,
    runs_of,
)
from .samples import Sample, samples
from .sums import Sum, public_sums

__all__ = [
    "PAGE",
    "FateRow",
    "PlanCard",
    "PlannedChange",
    "RunCard",
    "Sample",
    "Sum",
    "at_work",
    "fates",
    "latest_trial",
    "outcome_of",
    "plan_for",
    "plan_of_run",
    "public_sums",
    "reasons",
    "run",
    "runs_of",
    "samples",
]
