"""What a page does to what is written already; the same for drafts of every kind. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.modules.forms.rules import Source, Sources, Typed, provenance

from .merging import Answers, Merged, Seen, Touch, mark_of, merge

#: As one who saw nothing before: whatever stands there is written over.
UNSEEN = Seen("")


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """What is no answer yet, and the page (`tab`) on which it was typed."""

    tab: str
    typed: Typed


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written so far: answers, where each comes from, who touched it, what is halfway."""

    answers: Answers
    sources: Sources = field(default_factory=dict)
    touched: Mapping[str, Touch] = field(default_factory=dict)
    unread: Mapping[str, HalfTyped] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sends; None removes an answer.

    `sources` says where answers come from that were not typed. `confirms`: answers that were filled
    in and are said to be right. `seen` is the page that writes, `unread` what is no answer yet.
    """

    answers: Answers
    sources: Sources = field(default_factory=dict)
    confirms: Collection[str] = ()
    seen: Seen = UNSEEN
    unread: Mapping[str, Typed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer that was left as it is: somebody else changed it meanwhile, to something else."""

    key: str
    theirs: object
    mark: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    """`marks` are those of the answers that now stand as they were given."""

    marks: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The sheet after a page was sent; `keys` are new in it. `is_new`: it is to be stored."""

    sheet: Sheet
    saved: Saved
    keys: tuple[str, ...]
    is_new: bool


def write(sheet: Sheet, sent: Sent, *, by: str, typed: Source) -> Written:
    """Put what a page sends beside what stands there; what two changed differently is left alone.

    `typed` is the source of what `by` types now.
    """
    merged = merge(sheet.answers, sent.answers, seen=sent.seen, touched=sheet.touched)
    changed = {**sheet.answers, **merged.written}
    after = {key: value for key, value in changed.items() if value is not None}
    given = {key: each for key, each in sent.sources.items() if key not in merged.conflicts}
    traced = provenance.traced(sheet.answers, after, sheet.sources, given=given, typed=typed)
    traced = provenance.confirmed(traced, frozenset(sent.confirms), by=typed)
    touch = Touch(sent.seen.tab, sent.seen.turn, by, typed.at.isoformat())
    touched = {**sheet.touched, **dict.fromkeys(merged.written, touch)}
    unread = _halfway(sheet, sent, merged)
    same = (key for key, mine in sent.answers.items() if mark_of(mine) == mark_of(after.get(key)))
    saved = Saved(
        {key: mark_of(after.get(key)) for key in same},
        tuple(_conflict(key, after.get(key), sheet.touched.get(key)) for key in merged.conflicts),
    )
    is_new = bool(merged.written or sent.confirms or sent.sources) or unread != sheet.unread
    return Written(Sheet(after, traced, touched, unread), saved, tuple(merged.written), is_new)


def _halfway(sheet: Sheet, sent: Sent, merged: Merged) -> dict[str, HalfTyped]:
    """Put in what is half typed, and take out what became an answer or was wiped out again."""
    kept = dict(sheet.unread)
    for key, answer in sent.answers.items():
        if key in sent.unread and key not in merged.conflicts:
            parts = {part: list(words) for part, words in sent.unread[key].parts.items()}
            kept[key] = HalfTyped(sent.seen.tab, Typed(parts))
        elif answer is not None or (key in kept and kept[key].tab == sent.seen.tab):
            kept.pop(key, None)
    return kept


def _conflict(key: str, theirs: object, touch: Touch | None) -> Conflict:
    at = datetime.fromisoformat(touch.at) if touch else None
    return Conflict(key, theirs, mark_of(theirs), touch.by if touch else "", at)
