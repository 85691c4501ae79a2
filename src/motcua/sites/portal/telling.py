"""Turns states and facts into what citizens read: states, next steps, the timeline, files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.design.formats import language
from motcua.modules.dossiers.queries import Event
from motcua.modules.dossiers.rules import Act, State
from motcua.modules.forms import rules as forms

from . import words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline component."""

    title: str
    at: datetime
    by: str
    words: str
    href: str = ""
    link: str = ""
    tone: str = ""
    next: bool = False


def state(value: State) -> str:
    return str(words.STATES[value])


def tone(value: State) -> str:
    return words.TONES.get(value, "info")


def next_step(value: State) -> str:
    return str(words.NEXT.get(value, ""))


def returning(value: str) -> tuple[str, str]:
    """A way of returning the result, and what it means for the applicant."""
    name, means = words.RETURNING[value]
    return str(name), str(means)


def channel(value: str) -> str:
    return str(words.CHANNELS[value])


def move(act: str) -> str:
    """What an act is called; decisions show the same words as the timeline."""
    return str(words.MOVES[Act(act)])


def timeline(story: Iterable[Event]) -> list[Entry]:
    """What happened, latest first; facts the portal has no words for are not shown."""
    told = [_entry(event) for event in story]
    return [entry for entry in reversed(told) if entry is not None]


def _entry(event: Event) -> Entry | None:
    if event.kind == "dossier.moved":
        title = str(words.MOVES[Act(event.act)])
    elif event.kind in words.FACTS:
        title = str(words.FACTS[event.kind])
    else:
        return None
    tones = {"charge.paid": "good", "payment.failed": "bad", "dossier.moved": ""}
    return Entry(title, event.at, _who(event), "", tone=tones.get(event.kind, ""))


def _who(event: Event) -> str:
    if event.title is not None:
        return f"{event.who}, {event.title.in_(language())}"
    return {"person": _("Bạn"), "system": _("Hệ thống"), "client": _("Hệ thống khác")}.get(
        event.who, ""
    )


def files(form: forms.Form, answers: Mapping[str, object]) -> list[dict[str, object]]:
    """Every file the answers name, with the question it answers."""
    found = []
    for question in form.questions():
        value = answers.get(question.key)
        if question.kind.name == "file" and isinstance(value, list):
            found += [{**item, "words": question.label} for item in value]
    return found
