"""The query language of NGSI-LD (clause 4.9), parsed: `temperature>20;(a|b.c=="x")`.

`;` binds tighter than `|`. A value without quotes is a number, true, false, a moment or a URI; a
plain word is taken as text too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import moments
from .problems import BadContent

MOST_TERMS = 64
DEEPEST = 16
LONGEST = 4000
LONGEST_PATTERN = 200
#: Members of an attribute that are the standard's own.
META = frozenset({"observedAt", "createdAt", "modifiedAt", "unitCode", "datasetId", "type"})
_OPERATORS = ("!~=", "~=", "==", "!=", ">=", "<=", ">", "<")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_NAME_END = re.compile(r"[=!<>~;|()\[\],\"]")
_WHOLE_URI = re.compile(r"(https?://|urn:)")
_BARE_END = frozenset(";|),")
#: What makes matching a pattern slow or is no part of a pattern's language: refused.
_RISKY = re.compile(r"\\[1-9]|\(\?|\{\d{4,}|[+*?}]\s*\)\s*[+*{]|\*\*\*")
#: A counted repetition of a group is written out in full: few, and none within another.
MOST_REPEATED = 20
_COUNT = re.compile(r"\s*\{(\d+)(?:,(\d*))?\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    value: float | int


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since 1970, and as it was written."""

    value: float
    text: str


Literal = Number | Text | Truth | Moment


@dataclass(frozen=True, slots=True)
class Range:
    """Both ends belong to it."""

    low: Literal
    high: Literal


@dataclass(frozen=True, slots=True)
class Path:
    """`attribute.sub.sub[inner.inner]`: IRIs or the standard's members, then names in a value."""

    attribute: str
    subs: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exists:
    path: Path


@dataclass(frozen=True, slots=True)
class Compare:
    """Any of the values; `!=` and `!~=`: it is there, and none of them."""

    path: Path
    operator: str
    values: tuple[Literal | Range, ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Node", ...]


Node = Exists | Compare | All | Any
Expand = Callable[[str], str]


def parsed(text: str, expand: Expand, vocabulary: frozenset[str] = frozenset()) -> Node:
    """Read a query; `vocabulary`: IRIs of attributes whose values are words of it (expandValues).

    :raises BadContent: it is none
    """
    if len(text) > LONGEST:
        raise BadContent("q is too long")
    reader = _Reader(text, expand, vocabulary)
    node = reader.any_of(0)
    if reader.place < len(text):
        raise reader.wrong("unexpected")
    return node


class _Reader:
    def __init__(self, text: str, expand: Expand, vocabulary: frozenset[str]) -> None:
        self.text, self.expand, self.vocabulary = text, expand, vocabulary
        self.place = 0
        self.terms = 0

    def wrong(self, why: str) -> BadContent:
        return BadContent(f"q: {why} at character {self.place + 1}")

    def at(self, what: str) -> bool:
        return self.text.startswith(what, self.place)

    def take(self, what: str) -> bool:
        found = self.at(what)
        self.place += len(what) if found else 0
        return found

    def any_of(self, depth: int) -> Node:
        parts = [self.all_of(depth)]
        while self.take("|"):
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def all_of(self, depth: int) -> Node:
        parts = [self.term(depth)]
        while self.take(";"):
            parts.append(self.term(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def term(self, depth: int) -> Node:
        self.terms += 1
        if depth > DEEPEST or self.terms > MOST_TERMS:
            raise BadContent("q has too many terms")
        if self.take("("):
            inside = self.any_of(depth + 1)
            if not self.take(")"):
                raise self.wrong("a bracket is not closed")
            return inside
        path = self.path()
        operator = next((o for o in _OPERATORS if self.at(o)), None)
        if operator is None:
            return Exists(path)
        self.place += len(operator)
        if operator.endswith("~="):
            return Compare(path, operator, (Text(self.pattern()),))
        return Compare(path, operator, self.values(path, operator))

    def path(self) -> Path:
        names = self.names()
        inner: tuple[str, ...] = ()
        if self.take("["):
            end = self.text.find("]", self.place)
            if end < 0:
                raise self.wrong("a square bracket is not closed")
            inner = tuple(self.text[self.place : end].split("."))
            if not all(inner) or any(len(name) > 500 or '"' in name for name in inner):
                raise self.wrong("an empty name")
            self.place = end + 1
        first = names[0]
        attribute = first if first in ("createdAt", "modifiedAt") else self.expand(first)
        subs = tuple(n if n in META else self.expand(n) for n in names[1:])
        return Path(attribute, subs, inner)

    def names(self) -> list[str]:
        found = _NAME_END.search(self.text, self.place)
        end = found.start() if found else len(self.text)
        told = self.text[self.place : end]
        if not told or " " in told:
            raise self.wrong("a name of an attribute is missing")
        self.place = end
        names = [told] if _WHOLE_URI.match(told) else told.split(".")
        if not all(names):
            raise self.wrong("an empty name")
        return names

    def values(self, path: Path, operator: str) -> tuple[Literal | Range, ...]:
        found = [self.value(path)]
        while self.take(","):
            found.append(self.value(path))
        several = len(found) > 1 or isinstance(found[0], Range)
        if several and operator not in ("==", "!="):
            raise self.wrong("lists and ranges are for == and !=")
        if operator not in ("==", "!=") and isinstance(found[0], Truth):
            raise self.wrong("true and false are for == and !=")
        return tuple(found)

    def value(self, path: Path) -> Literal | Range:
        low = self.literal(path)
        if not self.take(".."):
            return low
        high = self.literal(path)
        if type(low) is not type(high) or isinstance(low, Truth):
            raise self.wrong("the ends of a range are of one kind")
        return Range(low, high)

    def literal(self, path: Path) -> Literal:
        if self.at('"'):
            return Text(self.meant(path, self.quoted()))
        start = self.place
        while (
            self.place < len(self.text)
            and self.text[self.place] not in _BARE_END
            and not self.at("..")
        ):
            self.place += 1
        return self.bare(path, self.text[start : self.place])

    def bare(self, path: Path, told: str) -> Literal:
        if told in ("true", "false"):
            return Truth(told == "true")
        if _NUMBER.fullmatch(told):
            value = int(told) if told.lstrip("-").isdigit() and len(told) < 19 else float(told)
            if value in (float("inf"), float("-inf")):
                raise self.wrong("the number is too large")
            return Number(value)
        moment = moments.seconds(told)
        if moment is not None:
            return Moment(moment, told)
        if not told or told != told.strip() or _NAME_END.search(told):
            raise self.wrong("a value is missing or needs quotes")
        return Text(self.meant(path, told))

    def meant(self, path: Path, text: str) -> str:
        return self.expand(text) if path.attribute in self.vocabulary and text else text

    def quoted(self) -> str:
        self.place += 1
        found: list[str] = []
        while self.place < len(self.text):
            char = self.text[self.place]
            self.place += 1
            if char == '"':
                return "".join(found)
            if char == "\\" and self.place < len(self.text) and self.text[self.place] in '"\\':
                char = self.text[self.place]
                self.place += 1
            found.append(char)
        raise self.wrong("a quoted text is not closed")

    def pattern(self) -> str:
        if self.at('"'):
            return pattern(self.quoted(), "q")
        start, depth = self.place, 0
        while self.place < len(self.text):
            char = self.text[self.place]
            if char == "\\":
                self.place += 1
            elif char == "(":
                depth += 1
            elif char == ")" and depth:
                depth -= 1
            elif char in ";|)" and not depth:
                break
            self.place += 1
        return pattern(self.text[start : self.place], "q")


def pattern(text: str, what: str) -> str:
    """A regular expression that may be given to the database.

    :raises BadContent: it is none, or it is one whose matching could take for ever
    """
    if not text or len(text) > LONGEST_PATTERN or _RISKY.search(text) or _is_swollen(text):
        raise BadContent(f"{what}: this regular expression is empty, long or too complex")
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        raise BadContent(f"{what}: this is no regular expression") from None
    return text


def _is_swollen(text: str) -> bool:
    """Whether counts of groups make a small pattern a large one."""
    counted, place = [False], 0
    while place < len(text):
        char = text[place]
        place += 2 if char == "\\" else 1
        if char == "[":
            end = text.find("]", place + 1)
            place = end + 1 if end > 0 else len(text)
        elif char == "(":
            counted.append(False)
        elif char == "{":
            counted[-1] = True
        elif char == ")" and len(counted) > 1:
            inside, count = counted.pop(), _COUNT.match(text, place)
            if count and (inside or max(map(int, filter(None, count.groups()))) > MOST_REPEATED):
                return True
            counted[-1] |= inside
    return False


def terms_and_patterns(node: Node) -> tuple[int, int]:
    """How many terms a query has, and how many of them are patterns."""
    if isinstance(node, All | Any):
        several = [terms_and_patterns(part) for part in node.parts]
        return sum(terms for terms, _ in several), sum(patterns for _, patterns in several)
    return 1, int(isinstance(node, Compare) and node.operator.endswith("~="))


def needs_stamps(node: Node) -> bool:
    """Whether the answer depends on when something was observed, created, modified or dated."""
    if isinstance(node, All | Any):
        return any(needs_stamps(part) for part in node.parts)
    if node.path.attribute in ("createdAt", "modifiedAt") and not node.path.subs:
        return True
    if len(node.path.subs) == 1 and node.path.subs[0] in ("createdAt", "modifiedAt"):
        return True
    return isinstance(node, Compare) and any(
        isinstance(value, Moment) or (isinstance(value, Range) and isinstance(value.low, Moment))
        for value in node.values
    )
