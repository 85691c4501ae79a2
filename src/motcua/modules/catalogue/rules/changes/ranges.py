"""Whether every answer that fitted a question before still fits it: limits, sizes, choices."""

from typing import Any

from motcua.modules.forms.rules import Question

LOWER, UPPER, FLAGS, SETS = (
    frozenset({"least", "earliest"}),
    frozenset({"most", "latest", "max_mb"}),
    frozenset({"detail_required"}),
    frozenset({"accept"}),
)
LIMITS = LOWER | UPPER | FLAGS | SETS


def is_narrower(part: str, before: Question, after: Question) -> bool:
    """Whether some answer allowed before is not allowed now, by this limit alone."""
    old, new = getattr(before.kind, part, None), getattr(after.kind, part, None)
    if old == new:
        return False
    if part in SETS:
        return not set(new or ()) >= set(old or ())
    if part in FLAGS:
        return bool(new)
    if new is None:
        return False
    if old is None or type(old) is not type(new):
        # "today" against a day: which is narrower depends on the day.
        return True
    return _beyond(old, new) if part in LOWER else _beyond(new, old)


def _beyond(one: Any, other: Any) -> bool:
    return bool(other > one)
