"""What is refused, with its reason and its column."""

import pytest

from motcua.kernel.expressions import (
    BOOL,
    INT,
    BadExpression,
    ListOf,
    Record,
    Type,
    compile,  # noqa: A004
)
from motcua.kernel.expressions.faults import SENTENCES
from motcua.kernel.expressions.parsing import DEEPEST

from .strategies import MEMBER, WORLD

NESTED: dict[str, Type] = {"answers": Record({"inner": ListOf(Record({"kin": ListOf(MEMBER)}))})}

REFUSED = [
    ("", "empty", 1),
    ("  ", "empty", 1),
    ("1 +", "unfinished", 4),
    ("(1", "unfinished", 3),
    ("1 2", "unexpected", 3),
    ("answers.", "unfinished", 9),
    ("answers.'x'", "unexpected", 9),
    ("in", "unexpected", 1),
    ("true ? 1", "unfinished", 9),
    ("1 = 1", "unknown-sign", 3),
    ("a ; b", "unknown-sign", 3),
    ('"open', "open-text", 1),
    (r'"\d"', "unknown-escape", 2),
    ("9223372036854775808", "number-too-large", 1),
    ("1" * 40, "number-too-large", 1),
    ('date("2026-02-30")', "not-a-date", 1),
    ("date(2026, 2, 1)", "not-a-date", 1),
    ("[]", "empty-list", 1),
    ("answers.copy == 1", "unknown-name", 1),
    ("copies == 1", "unknown-name", 1),
    ("answers.copies.much", "unknown-name", 1),
    ("length(answers.name)", "unknown-function", 1),
    ("!answers.copies", "wrong-type", 2),
    ("answers.copies && true", "wrong-type", 1),
    ("answers.name + 1", "wrong-type", 1),
    ("answers.copies in 3", "wrong-type", 19),
    ("answers.copies == answers.name", "different-types", 16),
    ('true ? 1 : "a"', "different-types", 6),
    ('[1, "a"]', "different-types", 5),
    ("answers.members == answers.members", "different-types", 17),
    ("answers.reasons == answers.reasons", "not-comparable", 17),
    ('answers.name < "b"', "not-ordered", 14),
    ("answers.name == null", "compared-with-null", 14),
    ('answers.acting == "slef"', "unknown-choice", 19),
    ('answers.acting in ["self", "slef"]', "unknown-choice", 28),
    ("answers.copies / 0", "zero-divisor", 16),
    ("null in answers.reasons", "compared-with-null", 6),
    ("answers.members in [1]", "different-types", 17),
    ("1 in answers.members", "different-types", 3),
    ("[answers.reasons]", "not-comparable", 2),
    ("min(1)", "wrong-type", 5),
    ("has()", "wrong-count", 1),
    ("has(answers.name, answers.name)", "wrong-count", 1),
    ("has(1)", "has-needs-name", 1),
    ("sum(answers.reasons)", "wrong-type", 5),
    ("min(answers.reasons)", "not-ordered", 5),
    ('min(1, date("2026-01-01"))', "not-ordered", 8),
    ("size(3)", "wrong-type", 6),
    ("years_between(1, 2)", "wrong-type", 15),
    ("null", "always-nothing", 1),
    ("answers", "wrong-type", 1),
    ("answers.members", "wrong-type", 1),
    ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "too-deep", DEEPEST + 1),
    ("!" * 200 + "true", "too-deep", DEEPEST),
    ("true" + " && true" * DEEPEST, "too-deep", 1),
    ("1" + " " * 3000, "too-long", 1),
    ("1 " * 1000, "too-many-words", 601),
]


@pytest.mark.parametrize(("source", "reason", "column"), REFUSED)
def test_it_is_refused_where_it_is_wrong(source: str, reason: str, column: int) -> None:
    with pytest.raises(BadExpression) as caught:
        compile(source, WORLD)
    assert (caught.value.reason, caught.value.column) == (reason, column)
    assert "{" not in caught.value.text.vi + caught.value.text.en


@pytest.mark.parametrize(("source", "expected"), [("1", BOOL), ("true", INT), ("[1]", INT)])
def test_it_is_refused_where_another_type_is_needed(source: str, expected: Type) -> None:
    with pytest.raises(BadExpression, match="is needed here"):
        compile(source, WORLD, expect=expected)


def test_a_list_in_a_list_is_refused() -> None:
    with pytest.raises(BadExpression) as caught:
        compile("size(answers.inner.kin)", NESTED)
    assert caught.value.reason == "list-in-list"


def test_every_reason_has_been_met() -> None:
    assert {reason for _, reason, _ in REFUSED} | {"list-in-list", "too-large"} == set(SENTENCES)


def test_the_message_speaks_both_languages() -> None:
    with pytest.raises(BadExpression) as caught:
        compile("!answers.copies", WORLD)
    assert caught.value.text.vi == "Chỗ này cần đúng/sai nhưng gặp số nguyên."
    assert str(caught.value) == "column 2: true or false is needed here, not a whole number."
