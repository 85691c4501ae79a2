"""Following applications by machine: the same queries and operations as behind the pages."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Schema

from motcua.design.page import now
from motcua.design.problems import language_of
from motcua.foundation import files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.access.rules import Scope
from motcua.modules.dossiers import operations, queries
from motcua.modules.forms import rules as forms
from motcua.modules.results import queries as papers

from . import filing, handing, telling, verdicts
from .entering import Keyed, by_machine, entrant_of
from .proofs import prover_of

#: Filing and listing have one address, which only one router can answer for.
router = filing.router
LONGEST_REASON = 2000
MOST_LISTED = 100


class Listed(Schema):
    """`next` is the cursor of the rest, or null."""

    items: list[telling.Row]
    next: str | None


class Paging(Schema):
    limit: int = 20
    cursor: str | None = None


class Supplied(Schema):
    """The answers as they are to stand; keys that are left out stay as they are."""

    answers: dict[str, Any]


class Reason(Schema):
    reason: str = ""


def asked_only(form: forms.Form, answers: Mapping[str, object]) -> dict[str, object]:
    """Of what was sent: the answers to questions there are, in their one form."""
    kinds = {question.key: question.kind for question in form.questions()}
    return {key: kinds[key].clean(answer) for key, answer in answers.items() if key in kinds}


@router.get("", response=Listed, auth=Keyed(Scope.READ), summary="My applications")
def listed(request: HttpRequest, asked: Annotated[Paging, Query()]) -> dict[str, object]:
    """What moved last comes first. `limit` is at most 100."""
    limit = max(1, min(asked.limit, MOST_LISTED))
    found = queries.my_dossiers(by=entrant_of(request).actor, limit=limit, cursor=asked.cursor)
    return {"items": [telling.row(row) for row in found.items], "next": found.next}


@router.get(
    "/{number}", response=telling.Dossier, auth=Keyed(Scope.READ), summary="One application"
)
def show(request: HttpRequest, number: str) -> dict[str, object]:
    """By its id, its dossier code or its submission number."""
    actor = entrant_of(request).actor
    return telling.dossier(_named(number, by=actor), by=actor)


@router.post(
    "/{number}/supplement",
    response=telling.Dossier,
    auth=Keyed(Scope.FILE),
    summary="Supply what is asked",
)
def supply(request: HttpRequest, number: str, sent: Supplied) -> dict[str, object]:
    """All that was asked at once. The original stays beside it, as it was filed."""
    entrant, at = entrant_of(request), now()
    actor = entrant.actor
    found = _named(number, by=actor)
    form = queries.form_of(found, by=actor)
    with translation.override(language_of(request)):
        current = queries.current_answers(found, by=actor)
        proofs = prover_of(entrant)
        whole = {**current, **sent.answers}
        files = handing.standing_of(whole, by=actor)
        verdicts.must_be_right(form, whole, proofs=proofs, files=files)
        answers = asked_only(form, sent.answers)
        handing.must_be_mine(answers, by=actor, held=current)
        operations.save_answers(
            dossier_id=found,
            answers=answers,
            sources=by_machine(answers, entrant, at=at),
            by=actor,
            at=at,
        )
        operations.give_supplement(dossier_id=found, by=actor, at=at)
        return telling.dossier(found, by=actor)


@router.post(
    "/{number}/withdraw", response=telling.Dossier, auth=Keyed(Scope.FILE), summary="Take it back"
)
def withdraw(request: HttpRequest, number: str, sent: Reason) -> dict[str, object]:
    """Before acceptance at once; later the authority is asked to agree."""
    actor = entrant_of(request).actor
    found = _named(number, by=actor)
    reason = sent.reason.strip()[:LONGEST_REASON]
    operations.withdraw(dossier_id=found, reason=reason, by=actor, at=now())
    return telling.dossier(found, by=actor)


@router.get("/{number}/papers/{paper}", auth=Keyed(Scope.READ), summary="A letter or the result")
def paper(request: HttpRequest, number: str, paper: UUID) -> HttpResponse:
    """The signed PDF."""
    actor = entrant_of(request).actor
    found = _named(number, by=actor)
    # Papers know nothing of who may see a dossier: that is asked first.
    card = queries.dossier(found, by=actor)
    subject = (telling.SUBJECT, str(found))
    if paper in {each.id for each in papers.letters_of(subject, by=actor)}:
        content = papers.letter_file(paper, by=actor)
    else:
        result = papers.result_of(subject, by=actor)
        is_there = result is not None and card.ended_at is not None and not card.result_is_held
        if result is None or result.id != paper or not is_there:
            raise NotFound("no such paper")
        content = papers.result_file(paper, by=actor)
    answer = HttpResponse(content.content, content_type=files.PDF)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _named(number: str, *, by: Actor) -> UUID:
    try:
        return UUID(number)
    except ValueError:
        return queries.find(number, by=by)
