"""Two texts line by line, with the words that differ marked; never told by colour alone."""

import difflib
import re
from dataclasses import dataclass

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Lines shown around what differs.
NEAR = 2
#: Beyond this the words of a pair of lines are not compared one by one.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    words: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """`sign`: `-` only before, `+` only after, blank in both, `…` where lines are left out."""

    sign: str
    before: int
    after: int
    pieces: tuple[Piece, ...]


def lines_between(before: str, after: str) -> tuple[Line, ...]:
    """What differs, with a few lines around; nothing where the texts are the same."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    made: list[Line] = []
    for group in matcher.get_grouped_opcodes(NEAR):
        made.append(Line("…", 0, 0, ()))
        for tag, a, b, c, d in group:
            if tag == "equal":
                made += [
                    Line(" ", a + n + 1, c + n + 1, (Piece(old[a + n]),)) for n in range(b - a)
                ]
            else:
                made += _pairs(old[a:b], new[c:d], a, c)
    return tuple(made)


def _pairs(old: list[str], new: list[str], a: int, c: int) -> list[Line]:
    """Lines taken out and put in; those that answer each other with their words marked."""
    gone: list[Line] = []
    come: list[Line] = []
    for n, line in enumerate(old):
        partner = new[n] if n < len(new) else None
        pieces = _marked(line, partner, is_old=True) if partner is not None else (Piece(line),)
        gone.append(Line("-", a + n + 1, 0, pieces))
    for n, line in enumerate(new):
        partner = old[n] if n < len(old) else None
        pieces = _marked(partner, line, is_old=False) if partner is not None else (Piece(line),)
        come.append(Line("+", 0, c + n + 1, pieces))
    return gone + come


def _marked(old: str, new: str | None, *, is_old: bool) -> tuple[Piece, ...]:
    mine = old if is_old else new or ""
    if len(old) > LONGEST or len(new or "") > LONGEST:
        return (Piece(mine),)
    one, other = _WORDS.findall(old), _WORDS.findall(new or "")
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < 0.3:
        return (Piece(mine),)
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        said = "".join(one[a:b] if is_old else other[c:d])
        if said:
            pieces.append(Piece(said, tag != "equal"))
    return tuple(pieces)
