"""Generated expressions: well-typed trees over a small world of names, and facts of any shape."""

from datetime import date
from functools import cache

from hypothesis import strategies as st

from motcua.kernel.expressions import BOOL, DAY, INT, TEXT, ListOf, Record, Text, Type
from motcua.kernel.expressions.tree import Binary, Call, Fork, Items, Literal, Name, Node, Unary
from motcua.kernel.words import nfc

CHOICE = Text(frozenset({"self", "other"}))
MEMBER = Record({"age": INT, "born": DAY, "kin": TEXT})
WORLD: dict[str, Type] = {
    "answers": Record(
        {
            "copies": INT,
            "pages": INT,
            "name": TEXT,
            "acting": CHOICE,
            "agreed": BOOL,
            "born": DAY,
            "reasons": ListOf(TEXT),
            "members": ListOf(MEMBER),
            "home": Record({"province": TEXT}),
        }
    ),
    "channel": TEXT,
    "today": DAY,
}

words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8).map(nfc)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
numbers = st.one_of(st.integers(0, 30), st.integers(0, 2**63 - 1))


def _name(*paths: str) -> st.SearchStrategy[Node]:
    return st.sampled_from([Name(tuple(path.split("."))) for path in paths])


LEAVES: dict[Type, st.SearchStrategy[Node]] = {
    INT: st.one_of(numbers.map(Literal), _name("answers.copies", "answers.pages")),
    TEXT: st.one_of(words.map(Literal), _name("answers.name", "channel", "answers.home.province")),
    BOOL: st.one_of(st.booleans().map(Literal), _name("answers.agreed")),
    DAY: st.one_of(days.map(Literal), _name("answers.born", "today")),
    ListOf(INT): _name("answers.members.age"),
    ListOf(TEXT): _name("answers.members.kin", "answers.reasons"),
    ListOf(DAY): _name("answers.members.born"),
}
ANY_NAME = _name(*(f"answers.{key}" for key in ("copies", "name", "agreed", "members", "home")))


@cache
def trees(kind: Type, levels: int = 4) -> st.SearchStrategy[Node]:
    """Well-typed trees of a type, at most so many levels deep."""
    if levels <= 1:
        return LEAVES[kind]
    return st.one_of(LEAVES[kind], _forks(kind, levels), *_grown(kind, levels - 1))


def _forks(kind: Type, levels: int) -> st.SearchStrategy[Node]:
    of_kind = trees(kind, levels - 1) if levels <= 3 else LEAVES[kind]
    return st.builds(Fork, trees(BOOL, levels - 2), of_kind, of_kind)


def _grown(kind: Type, levels: int) -> list[st.SearchStrategy[Node]]:
    if kind == INT:
        return _grown_numbers(levels)
    if kind == BOOL:
        return _grown_truths(levels)
    if isinstance(kind, ListOf):
        items = st.lists(trees(kind.item, levels), min_size=1, max_size=3)
        return [items.map(lambda found: Items(tuple(found)))]
    return []


def _grown_numbers(levels: int) -> list[st.SearchStrategy[Node]]:
    number, day = trees(INT, levels), trees(DAY, levels)
    divisor = number.filter(lambda node: node != Literal(0))
    return [
        st.builds(Unary, st.just("-"), number),
        st.builds(Binary, st.sampled_from("+-*"), number, number),
        st.builds(Binary, st.sampled_from("/%"), number, divisor),
        st.builds(_call, st.just("years_between"), day, day),
        st.builds(_call, st.sampled_from(["min", "max"]), number, number),
        st.builds(
            _call, st.sampled_from(["min", "max", "sum", "size"]), trees(ListOf(INT), levels)
        ),
        st.builds(_call, st.just("size"), trees(TEXT, levels)),
    ]


def _grown_truths(levels: int) -> list[st.SearchStrategy[Node]]:
    truth, text = trees(BOOL, levels), trees(TEXT, levels)
    equal, ordered = st.sampled_from(["==", "!="]), st.sampled_from(["<", "<=", ">", ">="])
    return [
        st.builds(Unary, st.just("!"), truth),
        st.builds(Binary, st.sampled_from(["&&", "||"]), truth, truth),
        st.builds(_call, st.just("has"), ANY_NAME),
        st.builds(_call, st.just("starts_with"), text, text),
        st.builds(Binary, st.just("in"), text, trees(ListOf(TEXT), levels)),
        *(st.builds(Binary, equal, each, each) for each in (text, trees(INT, levels), truth)),
        *(
            st.builds(Binary, ordered, trees(each, levels), trees(each, levels))
            for each in (INT, DAY)
        ),
    ]


def _call(function: str, *arguments: Node) -> Node:
    return Call(function, arguments)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | days.map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["age", "born", "kin", "province", "x"]), inner, max_size=4
        )
    ),
    max_leaves=6,
)
fitting_answers = st.fixed_dictionaries(
    {},
    optional={
        "copies": st.integers(-5, 40),
        "pages": st.integers(-(2**63), 2**63 - 1),
        "name": words,
        "acting": st.sampled_from(["self", "other"]),
        "agreed": st.booleans(),
        "born": days.map(str),
        "reasons": st.lists(words, max_size=3),
        "members": st.lists(
            st.fixed_dictionaries({}, optional={"age": st.integers(0, 99), "kin": words}),
            max_size=3,
        ),
        "home": st.fixed_dictionaries({}, optional={"province": words}),
    },
)
wild_answers = st.dictionaries(
    st.sampled_from(["copies", "pages", "name", "acting", "agreed", "born", "reasons", "members"]),
    json_values,
)
facts = st.one_of(
    st.fixed_dictionaries({"answers": fitting_answers, "channel": words, "today": days}),
    st.fixed_dictionaries({"answers": wild_answers, "channel": json_values}),
    st.dictionaries(st.sampled_from(["answers", "channel", "today"]), json_values),
)


def _as_json(found: object) -> object:
    """As a browser would be handed it: days in writing, numbers it can hold exactly."""
    match found:
        case bool() | str() | None:
            return found
        case int():
            return max(-(2**53) + 1, min(2**53 - 1, found))
        case float():
            return 0.5
        case date():
            return found.isoformat()
        case dict():
            return {str(key): _as_json(value) for key, value in found.items()}
        case _:
            return [_as_json(each) for each in found] if isinstance(found, list) else None


json_facts = facts.map(_as_json)
