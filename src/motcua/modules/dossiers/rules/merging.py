"""What becomes of answers when several pages write one draft: kept, or shown as a conflict.

Somebody types on the bus and finishes at home; a helper fills in the same page; an answer of the
server is lost on the way and the page sends everything once more. Every page therefore says which
answers it was drawn with (their marks), and an answer that two have changed is never overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps

Answers = Mapping[str, object]
NO_MARK = ""


def mark_of(answer: object) -> str:
    """A short name of an answer as it stands; empty where there is none.

    The same address read anew on a later day (`as_of`) is the same answer.
    """
    if answer is None:
        return NO_MARK
    if isinstance(answer, Mapping):
        answer = {key: part for key, part in answer.items() if key != "as_of"}
    plain = dumps(answer, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Touch:
    """Which page last wrote an answer (`tab`, its `turn` there), who it was, and when (ISO)."""

    tab: str
    turn: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The page that writes: its name, how often it wrote, and the answers it was drawn with.

    `marks` holds what stood in each question when the page last heard of it; a question it does not
    name is written whatever stands there.
    """

    tab: str
    turn: int = 0
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """`written` are the answers to put in (None: take out); `conflicts` the keys left alone."""

    written: Answers
    conflicts: tuple[str, ...] = ()


def merge(kept: Answers, given: Answers, *, seen: Seen, touched: Mapping[str, Touch]) -> Merged:
    """Decide for each answer given whether it takes the place of the one kept.

    An answer that the page did not change gives way to whatever stands there now; one that only
    this page changed is written; one that both changed, and not to the same, is a conflict. What
    a page wrote itself is never in its own way, even if it has not heard that it was stored; what
    it sent earlier and comes in later changes nothing.
    """
    written: dict[str, object] = {}
    conflicts: list[str] = []
    for key, mine in given.items():
        there = kept.get(key)
        if mark_of(mine) == mark_of(there):
            continue
        last = touched.get(key)
        if last is not None and last.tab == seen.tab:
            if seen.turn >= last.turn:
                written[key] = mine
            continue
        before = seen.marks.get(key)
        if before is None or before == mark_of(there):
            written[key] = mine
        elif before != mark_of(mine):
            conflicts.append(key)
    return Merged(written, tuple(conflicts))
