"""Filling in for somebody: drafts that their owner looks through and files in the browser."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema, Status

from motcua.design.page import now
from motcua.design.problems import language_of
from motcua.foundation import plugs
from motcua.foundation.limits import Limit, knock
from motcua.modules.access.rules import Scope
from motcua.modules.dossiers import operations
from motcua.modules.forms import rules as forms
from motcua.modules.results.ports import City

from . import handing, verdicts
from .entering import Keyed, by_machine, entrant_of
from .forms import fileable
from .once import key_of
from .proofs import prover_of
from .verdicts import ProblemOut

router = Router(tags=["drafts"])
#: Far more than one person files; each is kept for months.
FILLING = Limit("api-drafts", most=100, per=timedelta(hours=1))


class ToFill(Schema):
    """`answers` may be few, and wrong: `problems` tells what the person will be asked again."""

    procedure: str
    agency: str
    answers: dict[str, Any]


class Draft(Schema):
    """`url`: where its owner goes on, after signing in."""

    id: UUID
    url: str
    problems: list[ProblemOut]


@router.post("", response={201: Draft}, auth=Keyed(Scope.DRAFT), summary="Fill in a draft")
def fill(request: HttpRequest, sent: ToFill) -> Status[dict[str, object]]:
    """Once under each `Idempotency-Key`. Every value is shown to its owner as filled in by this
    program, to be confirmed."""
    key, entrant, at = key_of(request), entrant_of(request), now()
    revision = fileable(sent.procedure)
    knock(FILLING, entrant.actor.id, at=at)
    answers = _clean(revision.form, sent.answers)
    handing.must_be_mine(answers, by=entrant.actor)
    with translation.override(language_of(request)):
        draft = operations.start_draft(
            procedure=sent.procedure,
            agency=sent.agency,
            language=language_of(request),
            key=key,
            by=entrant.actor,
            at=at,
        )
        operations.save_answers(
            dossier_id=draft,
            answers=answers,
            sources=by_machine(answers, entrant, at=at),
            by=entrant.actor,
            at=at,
        )
        # What its owner proved is told to a program that may file for them, as `check` tells it.
        may_know = Scope.FILE in entrant.scopes
        proofs = prover_of(entrant) if may_know else forms.NONE_PROVED
        _counted, problems = verdicts.judged(revision.form, sent.answers, proofs=proofs)
        url = plugs.get(City).base_url + reverse("portal:draft", args=[draft])
        return Status(201, {"id": draft, "url": url, "problems": problems})


def _clean(form: forms.Form, answers: dict[str, object]) -> dict[str, object]:
    """What can be kept in a draft: answers in their one form, of questions there are."""
    found = ((question.key, question.kind.clean(answers.get(question.key)))
             for question in form.questions())  # fmt: skip
    return {key: answer for key, answer in found if answer is not None}
