"""Turns cards into what officers read: states, urgency, the timeline, gaps to fill, files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.design.formats import language
from motcua.kernel.actors import Role
from motcua.kernel.clock import Urgency
from motcua.modules.dossiers.queries import DeskRow, Event
from motcua.modules.dossiers.rules import CLOSED, Act, Missing, State
from motcua.modules.forms import rules as forms
from motcua.modules.organisation import queries as organisation

from . import words
from .typed import Gap

#: The applicant's turn: no clock of ours runs, so nothing is urgent for the officer.
WAITS_FOR_APPLICANT = frozenset({
    State.AWAITING_PAYMENT_INTAKE, State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT,
    State.AWAITING_FINANCIAL_OBLIGATION,
})  # fmt: skip
#: The work is done; who does not collect is not lateness (index 766).
WAITS_FOR_COLLECTING = frozenset({State.RESOLVED, State.REFUSED})

_FIELDS = {
    "reason-missing": "reason",
    "legal-basis-missing": "legal_basis",
    "items-missing": "item-1-about",
    "item-about-missing": "item-%(number)s-about",
    "item-reason-missing": "item-%(number)s-reason",
    "item-legal-basis-missing": "item-%(number)s-basis",
    "contact-missing": "contact",
    "reply-date-past": "reply_by-day",
    "receiver-name-missing": "full_name",
    "apology-missing": "apology",
    "date-not-later": "until-day",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline component."""

    title: str
    at: datetime
    by: str
    tone: str = ""
    words: str = ""
    href: str = ""
    link: str = ""
    next: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """Words and tone of a tag."""

    words: str
    tone: str


def state(value: State) -> Tag:
    return Tag(str(words.STATES[value]), words.TONES.get(value, "info"))


def urgency(value: Urgency | None, at: State) -> Tag | None:
    """How urgent, in words; None where no clock of ours runs."""
    if at in CLOSED:
        return None
    if at in WAITS_FOR_APPLICANT:
        return Tag(_("Chờ người nộp"), "neutral")
    if at in WAITS_FOR_COLLECTING:
        return Tag(_("Chờ trả"), "neutral")
    if value is None:
        return None
    said, tone = words.URGENCY[value]
    return Tag(str(said), tone)


def deadline(row: DeskRow) -> datetime | None:
    """The next date to keep. A dossier that waits for money before acceptance has none."""
    if row.state in {State.AWAITING_PAYMENT_INTAKE, *WAITS_FOR_COLLECTING, *CLOSED}:
        return row.due_at
    return row.next_at


def act(value: str) -> str:
    return str(words.ACTS[Act(value)])


def move(value: str) -> str:
    return str(words.MOVES[Act(value)])


def role(value: Role) -> str:
    return str(words.ROLES.get(value, value))


def channel(value: str) -> str:
    return str(words.CHANNELS[value])


def returning(value: str) -> str:
    return str(words.RETURNING[value])


def charge(value: str) -> Tag:
    said, tone = words.CHARGES[value]
    return Tag(str(said), tone)


def result(value: str) -> Tag:
    said, tone = words.RESULTS[value]
    return Tag(str(said), tone)


def gaps(missing: Iterable[Missing]) -> list[Gap]:
    """Everything that is missing, each with the field that mends it ('' for none)."""
    return [
        (
            _FIELDS.get(gap.code, "") % dict(gap.params),
            str(words.MISSING[gap.code]) % dict(gap.params),
        )
        for gap in missing
    ]


def timeline(story: Iterable[Event]) -> list[Entry]:
    """What happened, latest first; facts the desk has no words for are not shown."""
    told = [_entry(event) for event in story]
    return [entry for entry in reversed(told) if entry is not None]


def _entry(event: Event) -> Entry | None:
    if event.kind == "dossier.moved":
        title = str(words.MOVES[Act(event.act)])
    elif event.kind in words.FACTS:
        title = str(words.FACTS[event.kind])
    else:
        return None
    tones = {"charge.paid": "good", "payment.failed": "bad", "dossier.extended": "wait"}
    return Entry(title, event.at, _who(event), tone=tones.get(event.kind, "info"))


def _who(event: Event) -> str:
    if event.title is not None:
        return f"{event.who}, {event.title.in_(language())}"
    return {
        "person": _("Người nộp hồ sơ"), "system": _("Hệ thống"), "client": _("Hệ thống khác"),
    }.get(event.who, "") + (f" ({event.stands})" if event.stands else "")  # fmt: skip


def files(form: forms.Form, answers: Mapping[str, object]) -> list[dict[str, object]]:
    """Every file the answers name, with the question it answers."""
    found: list[dict[str, object]] = []
    for question in form.questions():
        value = answers.get(question.key)
        if question.kind.name == "file" and isinstance(value, list):
            found += [{**item, "words": question.label} for item in value]
    return found


class Names:
    """The names of officers by the id they act under; read together, for a page names several."""

    def __init__(self, ids: Iterable[str]) -> None:
        keys = {key for each in ids if (key := _key(each))}
        self._found: dict[UUID, organisation.OfficerCard] = (
            organisation.officers(keys) if keys else {}
        )

    def of(self, actor_id: str) -> str:
        """The officer's name, the system, or nothing."""
        key = _key(actor_id)
        card = self._found.get(UUID(key)) if key else None
        if card is not None:
            return card.full_name
        return _("Người nộp hồ sơ") if actor_id.startswith("person:") else ""


def _key(actor_id: str) -> str:
    kind, _sep, key = actor_id.partition(":")
    return key if kind == "officer" else ""
