"""Decision tables: what follows from several answers at once, read row by row.

A table is no second engine: it is put together as one expression of forks, and stands for its name
(`tables.relief`) in every expression after the questions it reads. In a row, `-` fits anything, a
value fits itself, `"a", "b"` any of them, `>= 18` and `1..5` a range.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from motcua.kernel.expressions import (
    BOOL,
    Expression,
    Node,
    Type,
    checked,
    parse,
)
from motcua.kernel.expressions.tree import Binary, Fork, Items, Literal, Name, Unary
from motcua.kernel.words import Text

from .branch import Branch

MOST_TABLES, MOST_INPUTS, MOST_RULES = 20, 8, 60
ROOT = "tables"
_ORDER = re.compile(r"(<=|>=|<|>|==|!=)\s*(.+)", re.DOTALL)
_RANGE = re.compile(r"(.+?)\s*\.\.\s*(.+)", re.DOTALL)
_ANYTHING = Literal(value=True)
Names = Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: when it fits, and what then follows."""

    when: Expression
    then: Expression


@dataclass(frozen=True, slots=True)
class Table:
    """`value` is the whole table: the first row that fits says what follows.

    Nothing follows while an answer that decides is missing, and where no row fits without an
    `otherwise`.
    """

    key: str
    title: Text
    rules: tuple[Rule, ...]
    otherwise: Expression | None
    value: Expression


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as written; it can be put together once all it reads has been asked."""

    key: str
    title: Text
    inputs: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]
    otherwise: str
    branch: Branch

    def table(self, names: Names) -> Table:
        """
        :raises BadExpression: it reads what is not asked, or does not type-check
        """
        inputs = [checked(source, parse(source), names).tree for source in self.inputs]
        rules = [_rule(inputs, cells, outcome, names) for cells, outcome in self.rows]
        otherwise = _outcome(self.otherwise, names) if self.otherwise else None
        tree: Node = otherwise.tree if otherwise else Literal(None)
        for rule in reversed(rules):
            # While it cannot be told whether a row fits, nothing follows: not the row below either.
            below = Fork(Unary("!", rule.when.tree), tree, Literal(None))
            tree = Fork(rule.when.tree, rule.then.tree, below)
        value = checked(f"{ROOT}.{self.key}", tree, names)
        return Table(self.key, self.title, tuple(rules), otherwise, value)


def read_tables(top: Branch) -> list[Draft]:
    """The tables of a form, as written."""
    if not top.has("tables"):
        return []
    keys: set[str] = set()
    found = []
    for branch in top.branches("tables", most=MOST_TABLES):
        key = branch.key()
        if key in keys:
            branch.note("repeated-key", "key", key=key)
        keys.add(key)
        inputs = tuple(branch.texts("inputs", most=MOST_INPUTS))
        rows = tuple(_row(each, len(inputs)) for each in branch.branches("rules", most=MOST_RULES))
        draft = Draft(key, branch.words("title"), inputs, rows, branch.spelt("otherwise"), branch)
        branch.close()
        found.append(draft)
    return found


def _row(branch: Branch, width: int) -> tuple[tuple[str, ...], str]:
    cells = tuple(branch.texts("when", most=MOST_INPUTS))
    if len(cells) != width:
        branch.note("row-width", "when", there=len(cells), needed=width)
    branch.needed("then")
    outcome = branch.spelt("then")
    branch.close()
    return cells, outcome or "null"


def _rule(inputs: list[Node], cells: tuple[str, ...], outcome: str, names: Names) -> Rule:
    fits = [_fits(one, cell, names) for one, cell in zip(inputs, cells, strict=False)]
    whole = reduce(lambda left, right: Binary("&&", left, right), fits)
    return Rule(checked(" | ".join(cells), whole, names, expect=BOOL), _outcome(outcome, names))


def _outcome(source: str, names: Names) -> Expression:
    return checked(source, _spelt_out(parse(source), names), names)


def _fits(asked: Node, cell: str, names: Names) -> Node:
    """The condition that a cell puts on its input.

    :raises BadExpression: the cell cannot be read
    """
    text = cell.strip()
    if text in ("", "-"):
        return _ANYTHING
    if order := _ORDER.fullmatch(text):
        return Binary(order[1], asked, _spelt_out(parse(order[2]), names))
    if between := _RANGE.fullmatch(text):
        low, high = Binary(">=", asked, parse(between[1])), Binary("<=", asked, parse(between[2]))
        return Binary("&&", low, high)
    listed = parse(f"[{text}]")
    several = listed.items if isinstance(listed, Items) else (listed,)
    words = tuple(_spelt_out(each, names) for each in several)
    return Binary("==", asked, words[0]) if len(words) == 1 else Binary("in", asked, Items(words))


def _spelt_out(node: Node, names: Names) -> Node:
    """A bare word that is no name stands for itself: `child` is `"child"`."""
    if isinstance(node, Name) and len(node.path) == 1 and node.path[0] not in names:
        return Literal(node.path[0], node.column)
    return node
