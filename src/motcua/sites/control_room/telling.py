"""Turns cards into what those on duty read: states, severities, names, gaps to fill."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.design.formats import number
from motcua.kernel.words import Text
from motcua.modules.alerts.queries import AlertCard, DutyCard
from motcua.modules.alerts.rules.cap import Certainty, MsgType, Severity, Status, Urgency
from motcua.modules.alerts.rules.drafts import Missing
from motcua.modules.alerts.rules.machine import State
from motcua.modules.alerts.rules.thresholds import Confirms
from motcua.modules.alerts.rules.versions import State as Version
from motcua.modules.alerts.rules.watching import What
from motcua.modules.alerts.rules.wording import Ending
from motcua.modules.organisation import queries as organisation

from . import words
from .doors import Gap

_FIELDS = {
    "event-unknown": "event",
    "places-missing": "places",
    "places-too-many": "places",
    "places-unknown": "places",
    "expires-past": "hours",
    "expires-far": "hours",
    "reason-missing": "reason",
    "reason-long": "reason",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """Words and tone of a tag."""

    words: str
    tone: str


def state(value: State) -> Tag:
    said, tone = words.STATES[value]
    return Tag(str(said), tone)


def state_of(alert: AlertCard) -> Tag:
    """A message that takes another back does not stand: it was sent."""
    if alert.type is MsgType.CANCEL and alert.state is State.ISSUED:
        return Tag(pgettext("alert", "Đã phát"), "info")
    return state(alert.state)


def version(value: Version) -> Tag:
    said, tone = words.VERSIONS[value]
    return Tag(str(said), tone)


def severity(value: Severity) -> Tag:
    return Tag(str(words.SEVERITIES[value]), words.TONES[value])


def urgency(value: Urgency) -> str:
    return str(words.URGENCIES[value])


def certainty(value: Certainty) -> str:
    return str(words.CERTAINTIES[value])


def status(value: Status) -> str:
    return str(words.STATUSES[value])


def kind(value: MsgType) -> str:
    return str(words.TYPES[value])


def ending(value: Ending) -> str:
    return str(words.ENDINGS[value])


def confirms(value: Confirms) -> str:
    return str(words.CONFIRMS[value])


def signal(value: What) -> str:
    return str(words.SIGNALS[value])


def places(card: AlertCard) -> list[Text]:
    return [place.name for place in card.places]


def measured(value: float | None) -> str:
    """A decimal only where there is one."""
    if value is None:
        return "–"
    return number(value, 0 if value == round(value) else 2 if abs(value) < 10 else 1)


def share(value: float) -> str:
    return f"{number(100 * value)} %"


def reason(card: DutyCard) -> str:
    """Why it was proposed: a person's words, or what the rule saw."""
    if card.proposed_by.startswith("rule:") and card.reason in set(What):
        return signal(What(card.reason))
    return card.reason


def gaps(missing: Iterable[Missing]) -> list[Gap]:
    """Everything that is missing, each with the field that mends it ('' for none)."""
    return [
        (field_of(gap.code), str(words.MISSING[gap.code]) % dict(gap.params)) for gap in missing
    ]


def field_of(code: str) -> str:
    """`headline-vi-missing` -> `headline_vi`."""
    if code in _FIELDS:
        return _FIELDS[code]
    parts = code.split("-")
    is_words = len(parts) == 3 and parts[1] in ("vi", "en")
    return f"{parts[0]}_{parts[1]}" if is_words else ""


class Names:
    """Who acted, by the id they acted under; officers are read together."""

    def __init__(self, ids: Iterable[str]) -> None:
        keys = {UUID(key) for each in ids if (key := _officer(each))}
        self._found = organisation.officers(keys) if keys else {}

    def of(self, actor_id: str) -> str:
        """The officer's name, the rule, the system, or nothing."""
        kind, _sep, key = actor_id.partition(":")
        if kind == "rule":
            return _("Quy tắc %(code)s") % {"code": key}
        if actor_id == "system":
            return _("Hệ thống")
        card = self._found.get(UUID(key)) if _officer(actor_id) else None
        return card.full_name if card else ""


def _officer(actor_id: str) -> str:
    kind, _sep, key = actor_id.partition(":")
    try:
        return str(UUID(key)) if kind == "officer" else ""
    except ValueError:
        return ""


def names_in(cards: Sequence[DutyCard]) -> Names:
    return Names([who for card in cards for who in (card.proposed_by, card.decided_by)])


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline component."""

    title: str
    at: datetime
    by: str
    tone: str = "info"
    words: str = ""
    href: str = ""
    link: str = ""
    next: bool = False


def story(cards: Sequence[DutyCard], names: Names) -> list[Entry]:
    """What was proposed and decided in a chain, newest first, with who and why."""
    told = [entry for card in cards for entry in _entries(card, names)]
    # The chain's order stands where two things happened in one moment.
    told.reverse()
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _entries(card: DutyCard, names: Names) -> Iterator[Entry]:
    """Proposed, decided, expired; a message of one hand (a cancellation) is told once."""
    alert, what = card.alert, kind(card.alert.type)
    is_one_deed = card.proposed_by == card.decided_by and card.proposed_at == alert.sent_at
    if not is_one_deed:
        title = _("%(what)s: đề xuất") % {"what": what}
        yield Entry(title, card.proposed_at, names.of(card.proposed_by), "wait", reason(card))
    if alert.sent_at:
        title = _("%(what)s: đã phát") % {"what": what}
        words = reason(card) if is_one_deed else ""
        yield Entry(title, alert.sent_at, names.of(card.decided_by), "good", words)
    elif card.decided_at:
        title, who = state_of(alert).words, names.of(card.decided_by)
        yield Entry(title, card.decided_at, who, "bad", card.decision_reason)
    if alert.ended_at and alert.state is State.EXPIRED:
        yield Entry(state_of(alert).words, alert.ended_at, "", "info")
