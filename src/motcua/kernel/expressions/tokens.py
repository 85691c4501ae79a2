"""Splits the source of an expression into words and signs."""

import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.words import nfc

from .faults import BadExpression

LONGEST = 2000
MOST_TOKENS = 300


class Sort(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    WORD = "word"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    sort: Sort
    text: str
    column: int


# Texts are matched without alternation inside a repetition, so matching takes linear time.
_PIECES = re.compile(
    r"""(?P<blank>\s+)
    |(?P<number>[0-9]+)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<text>"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*')
    |(?P<sign>&&|\|\||==|!=|<=|>=|[!<>+\-*/%?:.,()\[\]])""",
    re.VERBOSE,
)
_ESCAPES = {"\\": "\\", '"': '"', "'": "'", "n": "\n"}


def tokens(source: str) -> list[Token]:
    """All tokens, closed by an END.

    :raises BadExpression: something that is no word or sign, or too much of it
    """
    if len(source) > LONGEST:
        raise BadExpression("too-long", 1, most=LONGEST)
    found, at = [], 0
    while at < len(source):
        piece = _PIECES.match(source, at)
        if piece is None:
            raise _unreadable(source, at)
        if piece.lastgroup != "blank":
            found.append(_token(piece))
        if len(found) > MOST_TOKENS:
            raise BadExpression("too-many-words", at + 1, most=MOST_TOKENS)
        at = piece.end()
    return [*found, Token(Sort.END, "", len(source) + 1)]


def _token(piece: re.Match[str]) -> Token:
    sort = Sort(str(piece.lastgroup))
    text = _unquoted(piece) if sort is Sort.TEXT else piece.group()
    return Token(sort, text, piece.start() + 1)


def _unquoted(piece: re.Match[str]) -> str:
    def escaped(mark: re.Match[str]) -> str:
        if mark[1] not in _ESCAPES:
            raise BadExpression("unknown-escape", piece.start() + mark.start() + 2)
        return _ESCAPES[mark[1]]

    return nfc(re.sub(r"\\(.)", escaped, piece.group()[1:-1]))


def _unreadable(source: str, at: int) -> BadExpression:
    if source[at] in "\"'":
        return BadExpression("open-text", at + 1)
    return BadExpression("unknown-sign", at + 1, sign=source[at])
