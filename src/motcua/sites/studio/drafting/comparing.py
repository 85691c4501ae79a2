"""Two texts line by line, with the words that differ marked; never told by colour alone."""

import difflib
import re
from dataclasses import dataclass, replace

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Lines shown around what differs.
NEAR = 2
#: Beyond this the words of a pair of lines are not compared one by one.
LONGEST = 2000
#: Beyond this a passage that differs is shown as taken out and put in, not compared line by line.
MOST = 1500
#: So many pairs of words are compared on a page: a reader follows no more, and it ends in a second.
MOST_WORDS = 500_000


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
    if max(len(old), len(new)) > MOST:
        return _roughly(old, new)
    matcher = difflib.SequenceMatcher(None, old, new)
    marking = _Marking()
    made: list[Line] = []
    for group in matcher.get_grouped_opcodes(NEAR):
        made.append(Line("…", 0, 0, ()))
        for tag, a, b, c, d in group:
            if tag == "equal":
                made += [
                    Line(" ", a + n + 1, c + n + 1, (Piece(old[a + n]),)) for n in range(b - a)
                ]
            else:
                made += _pairs(old[a:b], new[c:d], a, c, marking)
    return tuple(made)


def _roughly(old: list[str], new: list[str]) -> tuple[Line, ...]:
    """Long texts: what begins and ends alike is left out, all between is shown as replaced."""
    if old == new:
        return ()
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(gone), len(come)) <= MOST:
        inside = lines_between("\n".join(gone), "\n".join(come))
        return tuple(_shifted(line, start) for line in inside)
    return (
        Line("…", 0, 0, ()),
        *(Line("-", start + n, 0, (Piece(line),)) for n, line in enumerate(gone[:MOST], start=1)),
        *(Line("+", 0, start + n, (Piece(line),)) for n, line in enumerate(come[:MOST], start=1)),
        Line("…", 0, 0, ()),
    )


def _shifted(line: Line, by: int) -> Line:
    before, after = (n + by if n else 0 for n in (line.before, line.after))
    return replace(line, before=before, after=after)


def _pairs(old: list[str], new: list[str], a: int, c: int, marking: "_Marking") -> list[Line]:
    """Lines taken out and put in; those that answer each other with their words marked."""
    gone: list[Line] = []
    come: list[Line] = []
    for n, line in enumerate(old):
        partner = new[n] if n < len(new) else None
        pieces = marking.of(line, partner, is_old=True) if partner is not None else (Piece(line),)
        gone.append(Line("-", a + n + 1, 0, pieces))
    for n, line in enumerate(new):
        partner = old[n] if n < len(old) else None
        pieces = marking.of(partner, line, is_old=False) if partner is not None else (Piece(line),)
        come.append(Line("+", 0, c + n + 1, pieces))
    return gone + come


class _Marking:
    """Marks words that differ, as long as a page has not had enough of it."""

    def __init__(self) -> None:
        self._left = MOST_WORDS

    def of(self, old: str, new: str, *, is_old: bool) -> tuple[Piece, ...]:
        mine = old if is_old else new
        if len(old) > LONGEST or len(new) > LONGEST:
            return (Piece(mine),)
        one, other = _WORDS.findall(old), _WORDS.findall(new)
        self._left -= len(one) * len(other)
        if self._left < 0:
            return (Piece(mine),)
        matcher = difflib.SequenceMatcher(None, one, other)
        if matcher.ratio() < 0.3:
            return (Piece(mine),)
        pieces: list[Piece] = []
        for tag, a, b, c, d in matcher.get_opcodes():
            said = "".join(one[a:b] if is_old else other[c:d])
            if said:
                pieces.append(Piece(said, tag != "equal"))
        return tuple(pieces)
