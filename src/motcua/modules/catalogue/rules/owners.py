"""Whose dossier it is: the answers that name its owner (chủ hồ sơ), who need not have filed it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.expressions import Expression

from .formulas import Scope, condition
from .reading import Place

PARTS = ("full_name", "personal_id", "birth_on", "phone", "email", "address")


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """Where it applies, and which question holds which part."""

    when: Expression | None
    questions: Mapping[str, str]


def owner_of(rules: tuple[OwnerRule, ...], facts: Mapping[str, object]) -> dict[str, object] | None:
    """The owner as answered (`full_name`, `personal_id`, …); None: who files is the owner.

    The first rule that applies counts; a part that was not answered is left out.
    """
    answers = facts.get("answers")
    if not isinstance(answers, Mapping):
        return None
    for rule in rules:
        if rule.when is None or rule.when.holds(facts):
            asked = {part: answers.get(question) for part, question in rule.questions.items()}
            return {part: answer for part, answer in asked.items() if answer is not None}
    return None


def read_owners(at: Place, scope: Scope) -> tuple[OwnerRule, ...]:
    return tuple(_rules(at, scope))


def _rules(at: Place, scope: Scope) -> Iterator[OwnerRule]:
    for item in at.items():
        fields = item.table("full_name", "when " + " ".join(PARTS[1:]))
        questions: dict[str, str] = {}
        for part in PARTS:
            if part in fields:
                name = questions[part] = fields[part].line()
                if name not in scope.questions:
                    mark = fields[part].mark
                    at.found.unknown("no-such-question", mark, name, scope.questions)
        yield OwnerRule(condition(fields["when"], scope) if "when" in fields else None, questions)
