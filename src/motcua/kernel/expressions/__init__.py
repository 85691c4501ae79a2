"""The one small language of conditions, checks, fees and route guards: total, typed, without loops.

`compile` reads and type-checks an expression once; `Expression.value` and `.holds` evaluate it
over facts, always end, and never raise. Decision 0006 tells why; the handbook has its manual.
"""

from .expression import Expression, checked, compile  # noqa: A004
from .faults import BadExpression
from .parsing import parse
from .printing import source_of
from .tree import Node
from .types import BOOL, DAY, INT, TEXT, Bool, Day, Int, ListOf, Nothing, Record, Text, Type
from .values import Value
from .wire import Wire

__all__ = [
    "BOOL",
    "DAY",
    "INT",
    "TEXT",
    "BadExpression",
    "Bool",
    "Day",
    "Expression",
    "Int",
    "ListOf",
    "Node",
    "Nothing",
    "Record",
    "Text",
    "Type",
    "Value",
    "Wire",
    "checked",
    "compile",
    "parse",
    "source_of",
]
