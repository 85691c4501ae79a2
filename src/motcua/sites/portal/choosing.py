"""Doors of «Which procedure do I need?»: a few questions, then a list with reasons.

Answers stand in the address: it can be kept, shared and gone back through.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.design import errors
from motcua.design.page import page
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import choosing
from motcua.modules.catalogue.rules.choosing import Answers, Guide, Listed
from motcua.modules.catalogue.rules.procedure import LifeEvent

from .finding import office

#: Stands for «none of these» and tells that a question with many choices was answered.
NONE = "-"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer in words, and where to answer it anew."""

    question: Text
    said: tuple[Text, ...]
    change: str


@dataclass(frozen=True, slots=True)
class Needed:
    """A procedure that is needed, why, and what of this list comes before it."""

    row: catalogue.ProcedureRow
    why: Text
    after: tuple[Text, ...]


@require_safe
def which(request: HttpRequest) -> HttpResponse:
    """The events of a life, to begin with."""
    return page(request, "portal/which.html", guides=list(choosing.guides().values()))


@require_safe
def through(request: HttpRequest, event: str) -> HttpResponse:
    """The next question of an event, or what is needed in the end."""
    try:
        guide = choosing.guide(event)
    except NotFound:
        return errors.not_found(request)
    answers = guide.counted(_heard(guide, request))
    question = guide.next_question(answers)
    told = _answered(guide, answers)
    if question is not None:
        return page(
            request, "portal/which_ask.html", guide=guide, question=question, told=told,
            kept=_pairs(answers), is_missed=request.GET.get("go") == question.key, none=NONE,
            choices=[(each.key, each.label, each.hint) for each in question.choices],
        )  # fmt: skip
    needed, gone = _needed(guide.needed(answers))
    return page(
        request, "portal/which_found.html", guide=guide, told=told, needed=needed, gone=gone,
        again=reverse("portal:which-event", args=[event]), office=office,
        all_of_event=f"{reverse('portal:find')}?{urlencode({'event': LifeEvent(event).value})}",
    )  # fmt: skip


def _heard(guide: Guide, request: HttpRequest) -> dict[str, str | tuple[str, ...]]:
    heard: dict[str, str | tuple[str, ...]] = {}
    for question in guide.questions:
        if question.key in request.GET:
            answer = question.heard(request.GET.getlist(question.key))
            if answer is not None:
                heard[question.key] = answer
    return heard


def _pairs(answers: Answers) -> list[tuple[str, str]]:
    """Answers as an address holds them."""
    pairs: list[tuple[str, str]] = []
    for key, answer in answers.items():
        given = (answer,) if isinstance(answer, str) else answer or (NONE,)
        pairs += [(key, each) for each in given]
    return pairs


def _answered(guide: Guide, answers: Answers) -> list[Answered]:
    told = []
    here = reverse("portal:which-event", args=[guide.event.value])
    before: dict[str, str | tuple[str, ...]] = {}
    for question in guide.asked(answers):
        if question.key not in answers:
            break
        answer = answers[question.key]
        keys = (answer,) if isinstance(answer, str) else answer
        said = tuple(each.label for each in question.choices if each.key in keys)
        change = f"{here}?{urlencode(_pairs(before))}"
        told.append(Answered(question.label, said or (Text("Không có", "None"),), change))
        before[question.key] = answer
    return told


def _needed(listed: tuple[Listed, ...]) -> tuple[list[Needed], int]:
    """Those that are in the catalogue, and how many are not."""
    rows: Mapping[str, catalogue.ProcedureRow] = catalogue.public_by_codes(
        each.code for each in listed
    )
    found = [
        Needed(
            rows[each.code],
            each.why,
            tuple(rows[code].name for code in each.after if code in rows and _is_in(code, listed)),
        )
        for each in listed
        if each.code in rows
    ]
    return found, len(listed) - len(found)


def _is_in(code: str, listed: tuple[Listed, ...]) -> bool:
    return any(each.code == code for each in listed)
