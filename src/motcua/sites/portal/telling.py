"""Turns states, ways and verdicts into what citizens read. Pages get this module as `words`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design import clock, formats
from motcua.modules.catalogue.queries import ComponentCard
from motcua.modules.catalogue.rules.fees import StatedFee
from motcua.modules.dossiers.queries import ClockCard
from motcua.modules.dossiers.rules import Act, State
from motcua.modules.forms import rules as forms
from motcua.modules.registers.rules import EXTRACT

from . import words


def state(value: State) -> str:
    return str(words.STATES[value])


def tone(value: State) -> str:
    return words.TONES.get(value, "info")


def next_step(
    value: State, *, answer_by: datetime | None = None, reply_by: datetime | None = None
) -> str:
    """What happens now, who does it, and until when."""
    said = [str(words.NEXT.get(value, ""))]
    if value is State.SUBMITTED and answer_by:
        said.append(_("Bạn được trả lời chậm nhất %(at)s.") % {"at": formats.moment(answer_by)})
    if value in (State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT) and reply_by:
        said.append(_("Hạn: %(at)s.") % {"at": formats.moment(reply_by)})
    return " ".join(said)


def waits_for_me(value: State) -> bool:
    """Whether the citizen has to do something."""
    return tone(value) == "wait"


def returning(value: str) -> tuple[str, str]:
    """A way of returning the result, and what it means for the applicant."""
    name, means = words.RETURNING[value]
    return str(name), str(means)


def returnings(values: Iterable[str]) -> list[tuple[str, str, str]]:
    """The ways offered, as the question takes them."""
    return [(value, *returning(value)) for value in values]


def channel(value: str) -> str:
    return str(words.CHANNELS[value])


def extent(value: str) -> tuple[str, str]:
    """How much can be done online, and what that means."""
    name, means = words.EXTENTS[value]
    return str(name), str(means)


def given(component: ComponentCard) -> str:
    """What one does about a document when filing online."""
    sources = {str(source) for source in component.sources}
    if "form" in sources:
        return str(words.GIVEN["form"])
    return str(words.GIVEN["looked_up" if component.need == "fallback" else "upload"])


def brought(component: ComponentCard) -> str:
    """The ways a document may come, whatever the way of filing."""
    sources = [str(source) for source in component.sources]
    if sources == ["paper"]:
        return str(words.BROUGHT["paper"])
    return given(component)


def copies(component: ComponentCard) -> str:
    """`1 bản chính, 2 bản sao`."""
    said = []
    if component.originals:
        said.append(_("%(n)s bản chính") % {"n": component.originals})
    if component.copies:
        said.append(_("%(n)s bản sao") % {"n": component.copies})
    return ", ".join(said)


def fee_kind(value: str) -> str:
    """Phí, lệ phí, or a price."""
    return str(words.FEE_KINDS[value])


def stated_amount(fee: StatedFee) -> str:
    """A fee as its source states it: the figure, or that there is none."""
    if fee.amount is None or (fee.amount == 0 and not fee.is_nothing):
        return _("Xem diễn giải")
    if fee.currency in ("", "VND"):
        return formats.money(fee.amount)
    return f"{formats.number(fee.amount)} {fee.currency}"


def move(act: str) -> str:
    """What an act is called; decisions show the same words as the timeline."""
    return str(words.MOVES[Act(act)])


def clock_note(card: ClockCard) -> str:
    """What one should know of the date: whether it was kept, that it waits, or may still change."""
    if card.standing in words.KEPT:
        return str(words.KEPT[card.standing])
    return clock.note(card.due)


def signature(role: str) -> str:
    return str(words.SIGNATURES.get(role, words.SIGNATURES["organisation"]))


def standing(value: str) -> tuple[str, str]:
    """Whether a paper still holds, and in which tone that is said."""
    said, how = words.STANDINGS[value]
    return str(said), how


def verdict(value: str) -> tuple[str, str]:
    """What a file is that somebody wants checked."""
    said, how = words.VERDICTS[value]
    return str(said), how


@dataclass(frozen=True, slots=True)
class Named:
    """A file with the question it answers, as the list of files shows it."""

    name: str
    size: int
    media_type: str
    sha256: str
    words: str
    href: str


def files(form: forms.Form, answers: Mapping[str, object], dossier: UUID) -> list[Named]:
    """Every file the answers name, each with the question it answers and where to fetch it."""
    return [
        Named(
            name=str(item["name"]),
            size=int(item["size"]),
            media_type=str(item["media_type"]),
            sha256=str(item["sha256"]),
            words=formats.text(question.label),
            # What a register told is for officers to read.
            href=""
            if item["media_type"] == EXTRACT
            else reverse("portal:file", args=[dossier, item["sha256"]]),
        )
        for question in form.questions()
        for item in _named_in(question, answers)
    ]


def file_name(form: forms.Form, answers: Mapping[str, object], sha256: str) -> str:
    """What the applicant called a file; its digest if the answers no longer name it."""
    found = (item for question in form.questions() for item in _named_in(question, answers))
    return next((str(item["name"]) for item in found if item["sha256"] == sha256), sha256[:12])


def _named_in(question: forms.Question, answers: Mapping[str, object]) -> list[dict[str, Any]]:
    if not isinstance(question.kind, forms.File):
        return []
    return question.kind.clean(answers.get(question.key)) or []
