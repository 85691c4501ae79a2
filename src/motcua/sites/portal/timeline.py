"""The journal as citizens read it: what happened, in few words, with the figures that matter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.design import formats
from motcua.kernel.clock import ActKind
from motcua.modules.dossiers.queries import ClockCard, DossierCard, Event
from motcua.modules.dossiers.rules import Act
from motcua.modules.results.queries import LetterCard

from . import words

_MOVING = (ActKind.RESUME, ActKind.RESTART)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline component; `next` is still to come."""

    title: str
    at: datetime
    by: str = ""
    words: str = ""
    href: str = ""
    link: str = ""
    tone: str = "info"
    next: bool = False


def entries(
    story: Iterable[Event], card: DossierCard, clock: ClockCard | None,
    letters: Iterable[LetterCard],
) -> list[Entry]:  # fmt: skip
    """What is to come, then what happened, latest first. Facts without words are not shown."""
    papers = {str(letter.id): letter for letter in letters}
    told = [_entry(event, card, papers) for event in story]
    return [*_to_come(card, clock), *(entry for entry in reversed(told) if entry is not None)]


def _to_come(card: DossierCard, clock: ClockCard | None) -> list[Entry]:
    if card.ended_at is not None:
        return []
    if card.reply_by is not None:
        return [Entry(_("Hạn bổ sung hồ sơ"), card.reply_by, next=True)]
    if clock is not None:
        due = Entry(_("Hẹn trả kết quả"), clock.due.due_at, next=True)
        return [] if clock.due.is_paused else [due]
    if card.answer_by is not None and not words.TONES.get(card.state):
        return [Entry(_("Hạn Bộ phận Một cửa trả lời"), card.answer_by, next=True)]
    return []


def _entry(event: Event, card: DossierCard, papers: Mapping[str, LetterCard]) -> Entry | None:
    if event.kind == "dossier.moved":
        return _move(event)
    if event.kind not in words.FACTS or _is_silent(event):
        return None
    title, tone = str(words.FACTS[event.kind]), words.FACT_TONES.get(event.kind, "info")
    if event.kind == "letter.issued":
        return _letter(event, title, card, papers)
    tell = _TELLERS.get(event.kind)
    return Entry(title, event.at, _who(event), tell(event.fact) if tell else "", tone=tone)


def _move(event: Event) -> Entry | None:
    act = Act(event.act)
    if act in words.UNTOLD:
        return None
    tone = words.MOVE_TONES.get(act, "info")
    return Entry(str(words.MOVES[act]), event.at, _who(event), tone=tone)


def _letter(
    event: Event, title: str, card: DossierCard, papers: Mapping[str, LetterCard]
) -> Entry | None:
    letter = papers.get(str(event.fact.get("letter", "")))
    if letter is None or letter.voided_at is not None:
        return Entry(title, event.at)
    address = reverse("portal:letter", args=[card.id, letter.id])
    return Entry(title, event.at, href=address, link=f"{formats.text(letter.title)} (PDF)")


def _is_silent(event: Event) -> bool:
    """A due date that moved because it was set, extended or ended is told by what caused it."""
    return event.kind == "dossier.due_moved" and event.fact.get("cause") not in _MOVING


def _who(event: Event) -> str:
    """Officers by name and post; oneself; what follows by itself is nobody's act."""
    if event.title is not None:
        return f"{event.who}, {event.title.in_(formats.language())}"
    if event.who != "person" or not event.kind.startswith("dossier."):
        return ""
    if event.is_own:
        return _("Bạn, làm thay người khác") if event.stands else _("Bạn")
    if event.stands:
        return _("%(name)s, làm thay") % {"name": event.stands}
    return _("Chủ hồ sơ")


# What each kind of fact adds to its title.

Fact = Mapping[str, object]


def _filed(fact: Fact) -> str:
    said = _("Số nộp %(number)s") % {"number": fact["submission_number"]}
    count = int(str(fact.get("files", 0)))
    if count:
        said += ", " + ngettext("%(n)s tệp", "%(n)s tệp", count) % {"n": count}
    return said


def _accepted(fact: Fact) -> str:
    said = {"code": fact["code"], "due": _moment(fact["due_at"])}
    return _("Mã hồ sơ %(code)s. Hẹn trả %(due)s.") % said


def _asked(fact: Fact) -> str:
    count = int(str(fact["items"]))
    said = ngettext("%(n)s mục, trả lời trước %(by)s", "%(n)s mục, trả lời trước %(by)s", count)
    return said % {"n": count, "by": _moment(fact["reply_by"])}


def _due_moved(fact: Fact) -> str:
    return _("Hẹn mới %(after)s, trước là %(before)s") % {
        "after": _moment(fact["after"]), "before": _moment(fact["before"]),
    }  # fmt: skip


def _extended(fact: Fact) -> str:
    return _("Hẹn mới %(after)s, trước là %(before)s") % {
        "after": _moment(fact["new_due"]), "before": _moment(fact["old_due"]),
    }  # fmt: skip


def _carried_over(fact: Fact) -> str:
    count = int(str(fact.get("asked", 0)))
    if not count:
        return _("Bạn không phải làm gì. Ngày hẹn và bản đã nộp giữ nguyên.")
    said = ngettext("Cần trả lời thêm %(n)s câu hỏi", "Cần trả lời thêm %(n)s câu hỏi", count)
    return said % {"n": count}


def _amount(fact: Fact) -> str:
    return formats.money(int(str(fact["amount"])))


def _paid(fact: Fact) -> str:
    source = words.SOURCES.get(str(fact.get("source", "")).partition(":")[0])
    return f"{_amount(fact)}, {source}" if source else _amount(fact)


def _moment(value: object) -> str:
    return formats.moment(datetime.fromisoformat(str(value))) if value else "–"


_TELLERS: dict[str, Callable[[Fact], str]] = {
    "dossier.filed": _filed,
    "dossier.accepted": _accepted,
    "dossier.supplement_asked": _asked,
    "dossier.due_moved": _due_moved,
    "dossier.extended": _extended,
    "dossier.carried_over": _carried_over,
    "charge.opened": _amount,
    "charge.paid": _paid,
    "charge.cancelled": _amount,
    "charge.overpaid": _amount,
    "charge.refund_paid": _amount,
}
