"""With script and without it, the same questions are asked."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.expressions.tests.browser import Browser, running
from motcua.modules.forms.rules import Form, Page, Question, Typed, visible
from motcua.modules.forms.rules.filling import fill
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.forms.rules.live import READABLE, live_cells, live_keys, logic_of

from . import strategies

SPACES = st.sampled_from(["", " ", "\u00a0", "\t ", "\u2003", "\ufeff"])
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["yes", "no", "a", "b", "c", "24.000 đ", "24000VND", "1.2", "-3", "0007", "tám",
                     "a\u0301", "abc  de", "x\r\ny\r", "constructor", "9" * 19]),
)  # fmt: skip
NUMBERS = st.integers(-20, 2100).map(str)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


@st.composite
def strings(draw: st.DrawFn) -> str:
    return draw(SPACES) + draw(st.one_of(TEXTS, NUMBERS)) + draw(SPACES)


def typed_for(question: Question) -> st.SearchStrategy[Typed]:
    kind = question.kind
    if isinstance(kind, Group):
        row = st.fixed_dictionaries({cell.key: typed_for(cell) for cell in kind.questions})
        return st.lists(row, max_size=2).map(lambda rows: Typed(rows=tuple(rows)))
    well = strategies.fitting(question).map(lambda answer: kind.typed(kind.clean(answer)))
    part = st.lists(strings(), max_size=3)
    badly = st.dictionaries(st.sampled_from(kind.parts), part, max_size=3).map(Typed)
    return st.one_of(well, badly)


def _sent(typed: Typed) -> dict[str, object]:
    return {part: list(found) for part, found in typed.parts.items()}


filled = strategies.full_forms.flatmap(
    lambda pair: st.tuples(
        st.just(pair[0]),
        st.just(pair[1]),
        st.sampled_from(pair[0].pages).flatmap(
            lambda page: st.tuples(
                st.just(page),
                st.fixed_dictionaries({q.key: typed_for(q) for q in page.questions}),
            )
        ),
    )
)


@settings(max_examples=800, deadline=None)
@given(filled)
def test_the_same_questions_are_asked(
    browser: Browser,
    case: tuple[Form, dict[str, object], tuple[Page, dict[str, Typed]]],
) -> None:
    form, draft, (page, typed) = case
    keys = [question.key for question in page.questions]
    server = fill(form, page, draft, typed=typed, asked=keys, scene=strategies.SCENE)
    logic = logic_of(page, visible(form, server.answers).answers)
    if server.page is None or logic is None:
        return

    around = {"answers": logic["answers"]}
    theirs = browser.call(
        "logic.js", "shown", logic["questions"], {k: _sent(t) for k, t in typed.items()}, around
    )

    ours = {question.key for question in server.page.questions}
    assert set(theirs["asked"]) & live_keys(page) == ours & live_keys(page)
    for found in server.page.questions:
        kind = found.question.kind
        if not isinstance(kind, Group) or not live_cells(kind):
            continue
        cells = next(e["cells"] for e in logic["questions"] if e["key"] == found.key)  # type: ignore[index,union-attr,call-overload] # our own JSON
        for row, sent in zip(found.rows, typed[found.key].rows, strict=False):
            given_here = {k: _sent(t) for k, t in sent.items()}
            here = browser.call("logic.js", "shown", cells, given_here, around, "item")
            assert set(here["asked"]) & live_cells(kind) == {
                cell.key for cell in row.questions
            } & live_cells(kind)


@settings(max_examples=400, deadline=None)
@given(strategies.forms.flatmap(lambda f: st.sampled_from(list(f.questions())).flatmap(
    lambda q: st.tuples(st.just(q), typed_for(q)))))  # fmt: skip
def test_what_was_typed_is_read_alike(browser: Browser, case: tuple[Question, Typed]) -> None:
    question, typed = case
    kind = question.kind
    if kind.name not in READABLE:
        return
    ours = kind.clean(kind.parse(typed, strategies.SCENE).answer)

    choices = [option.value for option in getattr(kind, "choices", ())]
    asked = {"key": question.key, "kind": kind.name, "choices": choices}
    theirs = browser.call("logic.js", "answerOf", asked, _sent(typed))

    is_number = isinstance(ours, int) and not isinstance(ours, bool)
    assert theirs == ({"i": str(ours)} if is_number else ours)
