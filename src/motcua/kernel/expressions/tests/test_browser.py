"""Browser and server agree: the same expression over the same facts comes to the same value."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.expressions import BOOL, DAY, INT, Record, compile, source_of  # noqa: A004
from motcua.kernel.expressions.evaluating import value_of
from motcua.kernel.expressions.tree import Node
from motcua.kernel.expressions.values import Value, look_up
from motcua.kernel.expressions.wire import wire_of

from . import strategies
from .browser import Browser, running

NAMES = Record(strategies.WORLD)
LEAPLING = {"answers": {"born": "2008-02-29"}, "today": "2026-02-28"}
KINDS = st.sampled_from([INT, BOOL, DAY])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


def _told(value: Value | None) -> object:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {"i": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return [_told(each) for each in value] if isinstance(value, tuple) else dict(value)


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_both_come_to_the_same_value(browser: Browser, data: st.DataObject) -> None:
    tree: Node = data.draw(KINDS.flatmap(strategies.trees))
    facts = data.draw(strategies.json_facts)
    ours = value_of(tree, lambda name: look_up(facts, name.path, NAMES))

    theirs = browser.call("logic.js", "value", wire_of(tree, NAMES), facts)

    assert theirs == _told(ours), source_of(tree)


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ('size(answers.name) == 2', {"answers": {"name": "ắ𝒳"}}),
        ("9223372036854775807 + 1", {}),
        ("-9223372036854775807 - 2", {}),
        ("7 / -2", {}),
        ("-7 % 3", {}),
        ("10 / answers.copies", {"answers": {"copies": 0}}),
        ("years_between(answers.born, today)", LEAPLING),
        ('answers.born < today', {"answers": {"born": "2026-02-30"}, "today": "2026-03-01"}),
        ('answers.born < today', {"answers": {"born": "2026-W01-1"}, "today": "2026-03-01"}),
        ('answers.acting == "self"', {"answers": {"acting": "nobody"}}),
        ("has(answers.members)", {"answers": {"members": []}}),
        ("has(answers.home)", {"answers": {"home": {}}}),
        ("sum(answers.members.age)", {"answers": {"members": [{"age": 3}, {"age": "x"}, {}]}}),
        ("max(answers.members.born) > today", {"answers": {}, "today": "2026-01-01"}),
        ("answers.agreed || true", {"answers": {"agreed": 1}}),
    ],
)  # fmt: skip
def test_corners(browser: Browser, source: str, facts: dict[str, object]) -> None:
    expression = compile(source, strategies.WORLD)

    theirs = browser.call("logic.js", "value", expression.wire, facts)

    assert theirs == _told(expression.value(facts))
