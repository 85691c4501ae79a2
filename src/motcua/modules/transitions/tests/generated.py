"""Generated answers to the form of `catalogue.tests.edits`, and generated decisions for a plan."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from motcua.modules.catalogue.rules import Package
from motcua.modules.catalogue.rules.changes import Decision
from motcua.modules.proposals.rules.deciding import Decided
from motcua.modules.transitions.rules.carrying import Held
from motcua.modules.transitions.rules.planning import (
    Plan,
    allowed,
    faults,
    proposed,
    question_in,
)

DAY = date(2026, 11, 17)
_TEXT = (
    st.text("abcđô ", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)
_FILE = st.fixed_dictionaries(
    {
        "sha256": st.sampled_from(["a" * 64, "b" * 64]),
        "name": st.just("anh.png"),
        "size": st.integers(1, 2_000_000),
        "media_type": st.just("image/png"),
    }
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """Answers that may be filed on the base form."""
    given: dict[str, Any] = {
        "size": draw(st.integers(0, 200)),
        "colour": draw(st.sampled_from(["red", "blue", "green"])),
    }
    if given["colour"] == "red":
        given["height"] = draw(st.integers(0, 500))
        _maybe(draw, given, "wind", st.sampled_from([["north"], ["south"], ["north", "south"]]))
    _maybe(draw, given, "name", _TEXT)
    row = st.fixed_dictionaries({"who": _TEXT}, optional={"age": st.integers(0, 90)})
    _maybe(draw, given, "flyers", st.lists(row, min_size=1, max_size=3))
    _maybe(draw, given, "photo", st.lists(_FILE, min_size=1, max_size=1))
    _maybe(draw, given, "day", st.dates(date(2026, 1, 1), date(2027, 1, 1)).map(date.isoformat))
    return given


def _maybe(
    draw: st.DrawFn, given: dict[str, Any], key: str, values: st.SearchStrategy[Any]
) -> None:
    if draw(st.booleans()):
        given[key] = draw(values)


def held() -> st.SearchStrategy[Held]:
    return st.builds(
        Held, answers(), st.just("online"), st.sampled_from(["citizen", "business"]), st.just(DAY)
    )


@st.composite
def plans(draw: st.DrawFn, before: Package, after: Package) -> Plan:
    """Any plan that can be carried out: what was drawn where it is allowed, else the proposal."""
    decided: dict[str, Decided] = {}
    for change in Plan(before, after, {}).changes:
        ways = allowed(change)
        way = draw(st.sampled_from(ways))
        source = ""
        if way is Decision.TRANSFORM:
            question = question_in(change.key, after)
            source = f"answers.{question.key}" if question else ""
        decided[change.key] = Decided(way, source)
    plan = Plan(before, after, decided)
    for fault in faults(plan):
        about = plan.by_key.get(fault.key)
        if about is not None:
            decided[fault.key] = proposed(about, before, after)
    return Plan(before, after, decided)
