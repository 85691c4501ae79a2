"""What a designer must decide for dossiers in flight before a change is published."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from motcua.kernel.errors import Invalid, Refusal
from motcua.modules.catalogue.rules.changes import Change, Decision, Effect

LONGEST_EXPRESSION = 2000


class ChangesUndecided(Refusal):
    """Dossiers are in flight, and nobody said what becomes of them; `keys` are the changes."""

    code = "proposal-changes-undecided"


class DecisionUnfit(Invalid):
    """There is no such change, or it cannot be decided so."""

    code = "proposal-decision-unfit"


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of the dossiers a change touches; `expression` turns the old answer."""

    decision: Decision
    expression: str = ""


def fingerprint(change: Change) -> str:
    """What a decision was about: it lapses when the change becomes another one."""
    said = "\x1f".join((change.key, change.effect.value, change.before, change.after))
    return hashlib.sha256(said.encode()).hexdigest()


def to_decide(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that touch more than words."""
    return tuple(change for change in changes if change.effect is not Effect.WORDING)


def check_decided(decided: Mapping[str, Decided], changes: Iterable[Change]) -> None:
    """
    :raises DecisionUnfit: about something that did not change, or a transformation without words
    """
    known = {change.key for change in changes}
    for key, each in decided.items():
        if key not in known:
            raise DecisionUnfit(f"nothing changed at {key}", key=key)
        if len(each.expression) > LONGEST_EXPRESSION:
            raise DecisionUnfit(f"too long at {key}", key=key)
        if (each.decision is Decision.TRANSFORM) != bool(each.expression.strip()):
            raise DecisionUnfit(f"a transformation has an expression, at {key}", key=key)
