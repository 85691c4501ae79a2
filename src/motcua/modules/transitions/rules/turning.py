"""Turning an old answer into a new one: an expression over the old answers, or a plain copy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.kernel.expressions import BadExpression, Expression, ListOf, Record, Type
from motcua.kernel.expressions import Text as TextType
from motcua.kernel.expressions import compile as compiled
from motcua.kernel.expressions.types import name_of
from motcua.kernel.words import Text
from motcua.modules.catalogue.rules import Audience, Package
from motcua.modules.forms.rules import Question, answer_types

_COPY = re.compile(r"\s*answers\.([a-z][a-z0-9_]{0,39})\s*")


@dataclass(frozen=True, slots=True)
class Turn:
    """How the answer to one question comes about. `copies`: the old answer as it is."""

    question: Question
    copies: str = ""
    expression: Expression | None = None

    def value(self, facts: Mapping[str, object], answers: Mapping[str, object]) -> object | None:
        """The new answer in its one form; None where there is none, or not of this kind."""
        if self.copies:
            return self.question.kind.held(answers.get(self.copies))
        assert self.expression is not None
        return self.question.kind.clean(_plain(self.expression.value(facts)))


def turn_for(question: Question, source: str, before: Package) -> Turn:
    """
    :raises BadExpression: it cannot be read, or does not come to an answer of this kind
    """
    types = answer_types(before.form)
    expect = question.kind.type
    if not is_record(expect):
        return Turn(question, expression=compiled(source, _names(types), expect=expect))
    # Addresses, files and rows cannot be reckoned with, but they can be carried over whole.
    copied = _COPY.fullmatch(source)
    old = before.form.question(copied[1]) if copied else None
    if old is None or old.kind.name != question.kind.name:
        found = Text(f"“{source.strip()}”")
        raise BadExpression("wrong-type", 1, expected=name_of(expect), found=found)
    return Turn(question, copies=old.key)


def _names(answers: Record) -> dict[str, Type]:
    kinds = frozenset(audience.value for audience in Audience)
    return {
        "answers": answers,
        "channel": TextType(),
        "applicant": Record({"kind": TextType(kinds)}),
    }


def is_record(kind: Type) -> bool:
    """An address, files or rows."""
    return isinstance(kind, Record) or (isinstance(kind, ListOf) and isinstance(kind.item, Record))


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
