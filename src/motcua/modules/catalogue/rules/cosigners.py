"""Who must sign beside the one who files: where the law wants the word of two people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.kernel.expressions import Expression
from motcua.kernel.words import Text

from .formulas import Scope, condition
from .reading import Place

KEY = r"[a-z][a-z0-9_]*"


@dataclass(frozen=True, slots=True)
class CosignerRule:
    """Where it applies, what the co-signer is called, and which questions name them."""

    key: str
    name: Text
    when: Expression | None
    full_name: str
    personal_id: str


@dataclass(frozen=True, slots=True)
class Cosigner:
    """Somebody who must sign, as the answers name them."""

    key: str
    name: Text
    full_name: str
    personal_id: str


def cosigners_of(
    rules: tuple[CosignerRule, ...], facts: Mapping[str, object]
) -> tuple[Cosigner, ...]:
    """Everybody who must sign by these facts; whose number is not answered yet is left out."""
    answers = facts.get("answers")
    if not isinstance(answers, Mapping):
        return ()
    return tuple(_named(rules, facts, answers))


def _named(
    rules: tuple[CosignerRule, ...], facts: Mapping[str, object], answers: Mapping[str, object]
) -> Iterator[Cosigner]:
    for rule in rules:
        number = answers.get(rule.personal_id)
        if isinstance(number, str) and (rule.when is None or rule.when.holds(facts)):
            name = str(answers.get(rule.full_name, ""))
            yield Cosigner(rule.key, rule.name, name, number)


def read_cosigners(at: Place, scope: Scope) -> tuple[CosignerRule, ...]:
    return tuple(_rules(at, scope))


def _rules(at: Place, scope: Scope) -> Iterator[CosignerRule]:
    for item in at.items():
        fields = item.table("key name full_name personal_id", "when")
        questions = {part: fields[part].line() for part in ("full_name", "personal_id")}
        for part, name in questions.items():
            if name not in scope.questions:
                at.found.unknown("no-such-question", fields[part].mark, name, scope.questions)
        yield CosignerRule(
            key=fields["key"].matching(KEY, example="wife"),
            name=fields["name"].words(),
            when=condition(fields["when"], scope) if "when" in fields else None,
            **questions,
        )
