"""Expressions inside a package: what they may read, and how a wrong one is reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from motcua.kernel.expressions import (
    BOOL,
    INT,
    BadExpression,
    Expression,
    Node,
    Record,
    Text,
    Type,
    compile,  # noqa: A004 -- the kernel's own name for it
)

from .findings import Mark
from .procedure import Audience, Channel
from .reading import Place
from .sources import Scalar


@dataclass(frozen=True, slots=True)
class Scope:
    """What rules outside the form may refer to: its questions, the channels, who applies.

    `channels` is None where procedure.yaml itself is wrong: nothing is then held against it.
    `tables` are what the form's decision tables stand for, `kinds` what each question asks for.
    """

    answers: Record
    file_questions: Mapping[str, Mark]
    channels: frozenset[Channel] | None
    tables: Mapping[tuple[str, ...], Node] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(self.answers.fields)

    @property
    def names(self) -> Mapping[str, Type]:
        """`answers.…`, `channel`, `applicant.kind`, as the handbook's forms page lists them."""
        kinds = frozenset(audience.value for audience in Audience)
        return {
            "answers": self.answers,
            "channel": Text(frozenset(channel.value for channel in Channel)),
            "applicant": Record({"kind": Text(kinds)}),
        }


NEVER = compile("false", {})
ZERO = compile("0", {})


def condition(at: Place, scope: Scope) -> Expression:
    """A rule that is true or not; what cannot be told is not true."""
    return _compiled(at, scope, BOOL, NEVER)


def amount_rule(at: Place, scope: Scope) -> Expression:
    """A rule that comes to an amount in đồng."""
    return _compiled(at, scope, INT, ZERO)


def _compiled(at: Place, scope: Scope, expect: Type, otherwise: Expression) -> Expression:
    source = at.line(longest=2_000)
    if not source:
        return otherwise
    try:
        return compile(source, scope.names, expect=expect, meanings=scope.tables)
    except BadExpression as wrong:
        mark = at.mark
        if isinstance(at.node, Scalar) and at.node.is_plain:
            mark = replace(at.node.mark, column=at.node.mark.column + wrong.column - 1)
        at.found.add("expression", mark, problem=wrong.text)
    return otherwise
