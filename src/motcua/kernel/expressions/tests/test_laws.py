"""What holds for every expression and all facts."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.expressions import (
    BOOL,
    DAY,
    INT,
    TEXT,
    BadExpression,
    ListOf,
    Node,
    Text,
    Type,
    compile,  # noqa: A004
    parse,
    source_of,
)
from motcua.kernel.expressions.tree import Binary, Fork, Unary
from motcua.kernel.expressions.values import fit

from .strategies import WORLD, facts, trees

KINDS: list[Type] = [INT, TEXT, BOOL, DAY, ListOf(INT), ListOf(TEXT)]
typed_trees = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), trees(kind)))


@given(typed_trees)
def test_printing_and_reading_again_gives_the_same_tree(typed: tuple[Type, Node]) -> None:
    _, tree = typed
    again = parse(source_of(tree))
    assert again == tree
    assert repr_without_columns(again) == repr_without_columns(tree)


@given(typed_trees, facts)
def test_evaluation_always_ends_with_a_value_of_the_type_or_nothing(
    typed: tuple[Type, Node], world: dict[str, object]
) -> None:
    kind, tree = typed
    expression = compile(source_of(tree), WORLD, expect=kind)
    value = expression.value(world)
    assert value is None or is_of(kind, value)


@given(trees(INT, 3), trees(INT, 3), facts)
def test_denying_is_the_same_inside_and_outside_of_a_comparison(
    one: Node, other: Node, world: dict[str, object]
) -> None:
    differs = Binary("!=", one, other)
    assert evaluated(Unary("!", Binary("==", one, other)), world) == evaluated(differs, world)


@given(trees(BOOL, 3), trees(BOOL, 3), facts)
def test_and_or_do_not_mind_the_order_and_obey_de_morgan(
    one: Node, other: Node, world: dict[str, object]
) -> None:
    both = evaluated(Binary("&&", one, other), world)
    assert both == evaluated(Binary("&&", other, one), world)
    denied = Unary("!", Binary("||", Unary("!", one), Unary("!", other)))
    assert both == evaluated(denied, world)


@given(trees(BOOL, 3), trees(INT, 3), trees(INT, 3), facts)
def test_a_fork_takes_its_first_branch_only_where_the_condition_is_true(
    condition: Node, then: Node, otherwise: Node, world: dict[str, object]
) -> None:
    taken = then if evaluated(condition, world) is True else otherwise
    assert evaluated(Fork(condition, then, otherwise), world) == evaluated(taken, world)


@given(trees(BOOL), facts, facts)
def test_only_what_is_read_counts(
    tree: Node, world: dict[str, object], other: dict[str, object]
) -> None:
    expression = compile(source_of(tree), WORLD)
    roots = {path[0] for path in expression.reads}
    mixed = {**other, **{root: world[root] for root in roots if root in world}}
    for root in roots - set(world):
        mixed.pop(root, None)
    assert expression.value(mixed) == expression.value(world)


signs = st.sampled_from([*"()[]!-?:.,+*<= ", "a", "1", "&&", "in ", "'x'"])


@given(st.text(max_size=60) | st.lists(signs, max_size=40).map("".join))
def test_any_text_is_read_or_refused_with_its_column(source: str) -> None:
    found = tree_or_fault(source)
    if isinstance(found, BadExpression):
        assert 1 <= found.column <= len(source) + 1
        assert found.text.vi != found.text.en
    else:
        assert parse(source_of(found)) == found


def tree_or_fault(source: str) -> Node | BadExpression:
    try:
        return parse(source)
    except BadExpression as fault:
        return fault


def is_of(kind: Type, value: object) -> bool:
    match kind:
        case ListOf(item):
            return isinstance(value, tuple) and all(is_of(item, each) for each in value)
        case Text():
            return isinstance(value, str)
        case _:
            return fit(value, kind) == value


def evaluated(tree: Node, world: dict[str, object]) -> object:
    return compile(source_of(tree), WORLD).value(world)


def repr_without_columns(tree: Node) -> str:
    """`1 == True` in Python, so equality alone would not see a number become a truth."""
    return source_of(tree)
