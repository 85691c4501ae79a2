"""The functions of the language: how many values they take, of which types, and what they give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .faults import BadExpression
from .tree import Call, Name
from .types import BOOL, DAY, INT, TEXT, Day, Int, ListOf, Nothing, Text, Type, join, name_of
from .values import Value, bounded

Values = Sequence[Value | None]


@dataclass(frozen=True, slots=True)
class Function:
    """A nothing among the values gives nothing, except to a function that `sees_nothing`."""

    counts: range
    type_of: Callable[[Call, list[Type]], Type]
    value: Callable[[Values], Value | None]
    sees_nothing: bool = False

    @property
    def count_words(self) -> str:
        return str(self.counts[0]) if len(self.counts) == 1 else f"{self.counts[0]}…"


def _fixed(expected: Sequence[Type], result: Type) -> Callable[[Call, list[Type]], Type]:
    """The rule of a function that takes exactly these types."""

    def rule(call: Call, kinds: list[Type]) -> Type:
        for argument, kind, needed in zip(call.arguments, kinds, expected, strict=True):
            if type(kind) is not type(needed):
                raise _unfit(argument.column, needed, kind)
        return result

    return rule


def _unfit(column: int, needed: Type, found: Type) -> BadExpression:
    return BadExpression("wrong-type", column, expected=name_of(needed), found=name_of(found))


def _type_of_has(call: Call, _kinds: list[Type]) -> Type:
    if not isinstance(call.arguments[0], Name):
        raise BadExpression("has-needs-name", call.column)
    return BOOL


def _type_of_size(call: Call, kinds: list[Type]) -> Type:
    if not isinstance(kinds[0], ListOf | Text):
        raise _unfit(call.arguments[0].column, ListOf(INT), kinds[0])
    return INT


def _type_of_sum(call: Call, kinds: list[Type]) -> Type:
    if kinds[0] != ListOf(INT):
        raise _unfit(call.arguments[0].column, ListOf(INT), kinds[0])
    return INT


def _type_of_extreme(call: Call, kinds: list[Type]) -> Type:
    """One list, or several values, of whole numbers or of dates."""
    first = kinds[0]
    if len(kinds) == 1:
        if not isinstance(first, ListOf):
            raise _unfit(call.arguments[0].column, ListOf(INT), first)
        kinds = [first.item]
    common: Type = Nothing()
    for argument, kind in zip(call.arguments, kinds, strict=True):
        both = join(common, kind)
        if not isinstance(kind, Int | Day) or both is None:
            raise BadExpression("not-ordered", argument.column)
        common = both
    return common


def _has(values: Values) -> bool:
    return values[0] is not None and values[0] != ()


def _size(values: Values) -> int | None:
    return len(values[0]) if isinstance(values[0], str | tuple) else None


def _sum(values: Values) -> int | None:
    return bounded(sum(_numbers(values[0])))


def _smallest(values: Values) -> Value | None:
    numbers, days = _numbers(_spread(values)), _days(_spread(values))
    return min(numbers) if numbers else min(days, default=None)


def _largest(values: Values) -> Value | None:
    numbers, days = _numbers(_spread(values)), _days(_spread(values))
    return max(numbers) if numbers else max(days, default=None)


def _spread(values: Values) -> Values:
    """The items of the one list, or the values themselves."""
    return values[0] if len(values) == 1 and isinstance(values[0], tuple) else values


def _numbers(values: Values | Value | None) -> list[int]:
    return [each for each in _sequence(values) if isinstance(each, int)]


def _days(values: Values | Value | None) -> list[date]:
    return [each for each in _sequence(values) if isinstance(each, date)]


def _sequence(values: Values | Value | None) -> Values:
    return values if isinstance(values, tuple | list) else ()


def _years_between(values: Values) -> int | None:
    """Whole years from the first day to the second, as birthdays count them."""
    match values:
        case (date() as start, date() as end):
            return -_birthdays(end, start) if end < start else _birthdays(start, end)
        case _:
            return None


def _birthdays(start: date, end: date) -> int:
    has_passed = (end.month, end.day) >= (start.month, start.day)
    return end.year - start.year - (0 if has_passed else 1)


def _starts_with(values: Values) -> bool | None:
    match values:
        case (str() as text, str() as beginning):
            return text.startswith(beginning)
        case _:
            return None


ONE, TWO, SOME = range(1, 2), range(2, 3), range(1, 100)

FUNCTIONS: Mapping[str, Function] = {
    "has": Function(ONE, _type_of_has, _has, sees_nothing=True),
    "size": Function(ONE, _type_of_size, _size),
    "sum": Function(ONE, _type_of_sum, _sum),
    "min": Function(SOME, _type_of_extreme, _smallest),
    "max": Function(SOME, _type_of_extreme, _largest),
    "years_between": Function(TWO, _fixed((DAY, DAY), INT), _years_between),
    "starts_with": Function(TWO, _fixed((TEXT, TEXT), BOOL), _starts_with),
}
