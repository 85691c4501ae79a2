"""Reads the source of an expression into its tree, by precedence climbing over a subset of CEL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from motcua.kernel.words import Text

from .faults import BadExpression
from .tokens import Sort, Token, tokens
from .tree import Binary, Call, Fork, Items, Literal, Name, Node, Unary, depth

DEEPEST = 40
LARGEST = 2**63 - 1

LEVELS = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 3,
    "<=": 3,
    ">": 3,
    ">=": 3,
    "in": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
    "%": 5,
}
TIGHTEST = 6
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}

_A_VALUE = Text("một giá trị", "a value")


def parse(source: str) -> Node:
    """The tree of an expression; types are not looked at.

    :raises BadExpression: with the column of what cannot be read
    """
    reader = _Reader(tokens(source))
    if reader.has_ended():
        raise BadExpression("empty", 1)
    tree = reader.expression()
    if not reader.has_ended():
        raise reader.unexpected(Text("một phép toán hoặc hết biểu thức", "an operator or the end"))
    if depth(tree) > DEEPEST:
        raise BadExpression("too-deep", 1, most=DEEPEST)
    return tree


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._level = 0

    @property
    def here(self) -> Token:
        return self._tokens[self._at]

    def has_ended(self) -> bool:
        return self.here.sort is Sort.END

    def unexpected(self, expected: Text) -> BadExpression:
        if self.has_ended():
            return BadExpression("unfinished", self.here.column, expected=expected)
        found = self.here.text
        return BadExpression("unexpected", self.here.column, found=found, expected=expected)

    def expression(self) -> Node:
        with self._deeper():
            condition = self._operation(1)
            if not self._sees("?"):
                return condition
            column = self._take("?").column
            then = self.expression()
            self._take(":")
            return Fork(condition, then, self.expression(), column)

    def _operation(self, level: int) -> Node:
        """A chain of operators that bind at least as tightly as `level`, grouped from the left."""
        if level == TIGHTEST:
            return self._prefixed()
        left = self._operation(level + 1)
        while LEVELS.get(self._sign()) == level:
            sign = self._next()
            left = Binary(sign.text, left, self._operation(level + 1), sign.column)
        return left

    def _prefixed(self) -> Node:
        if self._sign() not in ("!", "-"):
            return self._primary()
        with self._deeper():
            sign = self._next()
            return Unary(sign.text, self._prefixed(), sign.column)

    def _primary(self) -> Node:
        token = self.here
        if token.sort is Sort.NUMBER:
            return self._number()
        if token.sort is Sort.TEXT:
            return Literal(self._next().text, token.column)
        if token.sort is Sort.WORD and token.text != "in":
            return self._word()
        if self._sees("["):
            self._next()
            return self._list(token.column)
        if self._sees("("):
            self._next()
            inner = self.expression()
            self._take(")")
            return inner
        raise self.unexpected(_A_VALUE)

    def _number(self) -> Literal:
        token = self._next()
        # 19 digits hold every number of 64 bits; longer ones are not even converted.
        digits = token.text.lstrip("0") or "0"
        if len(digits) > 19 or int(digits) > LARGEST:
            raise BadExpression("number-too-large", token.column)
        return Literal(int(digits), token.column)

    def _list(self, column: int) -> Items:
        items = self._several("]")
        if not items:
            raise BadExpression("empty-list", column)
        return Items(items, column)

    def _word(self) -> Node:
        word = self._next()
        if word.text in WORDS:
            return Literal(WORDS[word.text], word.column)
        if self._sees("("):
            self._next()
            return self._call(word)
        path = [word.text]
        while self._sees("."):
            self._next()
            if self.here.sort is not Sort.WORD:
                raise self.unexpected(Text("một tên", "a name"))
            path.append(self._next().text)
        return Name(tuple(path), word.column)

    def _call(self, word: Token) -> Node:
        arguments = self._several(")")
        if word.text == "date":
            return _day(arguments, word.column)
        return Call(word.text, arguments, word.column)

    def _several(self, closing: str) -> tuple[Node, ...]:
        """Values parted by commas, up to the closing bracket."""
        if self._sees(closing):
            self._next()
            return ()
        found = [self.expression()]
        while self._sees(","):
            self._next()
            found.append(self.expression())
        self._take(closing)
        return tuple(found)

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._level += 1
        if self._level > DEEPEST:
            raise BadExpression("too-deep", self.here.column, most=DEEPEST)
        yield
        self._level -= 1

    def _sign(self) -> str:
        """The operator that stands here; a text that looks like one is none."""
        token = self.here
        is_operator = token.sort is Sort.SIGN or (token.sort is Sort.WORD and token.text == "in")
        return token.text if is_operator else ""

    def _sees(self, sign: str) -> bool:
        return self._sign() == sign

    def _take(self, sign: str) -> Token:
        if not self._sees(sign):
            raise self.unexpected(Text(f"“{sign}”", f"“{sign}”"))
        return self._next()

    def _next(self) -> Token:
        token = self.here
        self._at += 1
        return token


def _day(arguments: tuple[Node, ...], column: int) -> Literal:
    match arguments:
        case (Literal(str() as text),) if len(text) == len("2026-07-01"):
            try:
                return Literal(date.fromisoformat(text), column)
            except ValueError:
                raise BadExpression("not-a-date", column) from None
        case _:
            raise BadExpression("not-a-date", column)
