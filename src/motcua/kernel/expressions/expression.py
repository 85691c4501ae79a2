"""An expression, ready for use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from .checking import type_of
from .evaluating import value_of
from .faults import BadExpression
from .parsing import parse
from .tree import Name, Node, replaced, walk
from .types import Bool, ListOf, Nothing, Record, Type, name_of
from .values import Value, look_up
from .wire import Wire, wire_of

#: Parts of a tree once tables stand in it: two of the largest fit. What is beyond would take a page
#: minutes to work out, and a browser many megabytes.
MOST_PARTS = 20_000


@dataclass(frozen=True, slots=True)
class Expression:
    """Read and type-checked; made by `compile` alone."""

    source: str
    tree: Node
    type: Type
    names: Record = field(repr=False)

    @property
    def reads(self) -> frozenset[tuple[str, ...]]:
        """The paths it looks at, such as `("answers", "copies")`."""
        return frozenset(node.path for node in walk(self.tree) if isinstance(node, Name))

    @property
    def wire(self) -> list[Wire]:
        """The expression as JSON, for the browser."""
        return wire_of(self.tree, self.names)

    def value(self, facts: Mapping[str, object]) -> Value | None:
        """What it comes to over these facts; None where that is nothing."""
        return value_of(self.tree, lambda name: look_up(facts, name.path, self.names))

    def missing(self, facts: Mapping[str, object]) -> frozenset[tuple[str, ...]]:
        """The paths it came by over these facts where nothing stands; those it passed are left out.

        Empty means: more facts would not change what it comes to.
        """
        found: set[tuple[str, ...]] = set()

        def read(name: Name) -> Value | None:
            value = look_up(facts, name.path, self.names)
            if value is None or value == ():
                found.add(name.path)
            return value

        value_of(self.tree, read)
        return frozenset(found)

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Whether it is true: a condition that comes to nothing does not hold."""
        return self.value(facts) is True

    def fails(self, facts: Mapping[str, object]) -> bool:
        """Whether it is false: a check that comes to nothing does not fail."""
        return self.value(facts) is False


def compile(  # noqa: A001
    source: str, names: Mapping[str, Type], *, expect: Type | None = None,
    meanings: Mapping[tuple[str, ...], Node] | None = None,
) -> Expression:  # fmt: skip
    """Read and type-check an expression over these names.

    `meanings` are trees that stand for a path, such as a decision table's for `tables.relief`.

    :raises BadExpression: it cannot be read, does not type-check, or is not of the expected type
    """
    tree = parse(source)
    return checked(source, replaced(tree, meanings) if meanings else tree, names, expect=expect)


def checked(
    source: str, tree: Node, names: Mapping[str, Type], *, expect: Type | None = None
) -> Expression:
    """As `compile`, of a tree that was put together; `source` is what it is called in messages.

    :raises BadExpression: it is too large, does not type-check, or is not of the expected type
    """
    if any(True for _ in islice(walk(tree), MOST_PARTS, None)):
        raise BadExpression("too-large", 1, most=MOST_PARTS)
    known = Record(names)
    found = type_of(tree, known)
    if isinstance(found, Nothing):
        raise BadExpression("always-nothing", 1)
    is_record = isinstance(found, Record) or (
        isinstance(found, ListOf) and isinstance(found.item, Record)
    )
    if is_record or (expect is not None and type(found) is not type(expect)):
        raise BadExpression(
            "wrong-type", 1, expected=name_of(expect or Bool()), found=name_of(found)
        )
    return Expression(source, tree, found, known)
