"""Filing and following applications by machine: the same operations as behind the pages."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema, Status

from motcua.design.formats import language
from motcua.design.page import now
from motcua.design.problems import language_of
from motcua.foundation import files
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, NotFound, Refusal
from motcua.modules.access.queries import Entrant
from motcua.modules.access.rules import Scope
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import operations, queries
from motcua.modules.dossiers.rules import Delivery, Finance, State, national_state
from motcua.modules.forms import rules as forms
from motcua.modules.payments import queries as payments
from motcua.modules.results import queries as papers

from . import handing, verdicts
from .entering import Keyed, entrant_of
from .forms import fileable

router = Router(tags=["dossiers"])
SUBJECT = "dossier"
LONGEST_REASON = 2000
_KEY = re.compile(r"[!-~]{1,200}")
MOST_LISTED = 100


class KeyUnreadable(Refusal):
    """The request has no key of its own, or one that is none."""

    code = "idempotency-key-missing"
    status = 400


class KeyReused(Refusal):
    """Something else was filed under the same key."""

    code = "idempotency-key-reused"
    status = 422


class RevisionPassed(Refusal):
    """The procedure has changed since; `params["revision"]` is the digest of what is in force."""

    code = "revision-passed"
    status = 409


class ToFile(Schema):
    """`agency` as listed for the procedure. `answers` by the form's JSON Schema; files are sent to
    `/files` before. `return_method`: ONLINE, AT_SUBMISSION_PLACE or AT_HOME. `revision`: the
    digest the answers were made for; where another is in force, nothing is filed."""

    procedure: str
    agency: str
    answers: dict[str, Any]
    return_method: str = ""
    revision: str = ""


class Listed(Schema):
    """`next` is the cursor of the rest, or null."""

    items: list["Row"]
    next: str | None


class Row(Schema):
    id: UUID
    number: str
    procedure: str
    agency: str
    state: str
    moved_at: str
    due_at: str | None
    reply_by: str | None
    url: str


class Paging(Schema):
    limit: int = 20
    cursor: str | None = None


class Event(Schema):
    """A fact of the dossier's story: `kind` is stable."""

    kind: str
    act: str
    at: str


class Item(Schema):
    about: str
    reason: str
    legal_basis: str


class Asked(Schema):
    """What must be supplied, in one go, until when."""

    items: list[Item]
    reply_by: str


class Owed(Schema):
    amount: int
    is_open: bool


class Paper(Schema):
    """A letter or the result: fetch the PDF at `url`; it is there once `sha256` is not empty."""

    id: UUID
    kind: str
    number: str
    sha256: str
    url: str


class Dossier(Schema):
    """A filed application. `state` is ours, `national_state` one of the ten of the national
    portal. `due_at` comes with its `explanation`, as of `/clock/due`."""

    id: UUID
    submission_number: str
    code: str | None
    procedure: str
    revision: str
    agency: str
    state: str
    national_state: int | None
    completion: int
    filed_at: str
    accepted_at: str | None
    due_at: str | None
    explanation: dict[str, Any] | None
    answer_by: str | None
    reply_by: str | None
    ended_at: str | None
    digest: str
    asked: Asked | None
    owed: Owed | None
    papers: list[Paper]
    story: list[Event]
    url: str


class Supplied(Schema):
    """The answers as they are to stand; keys that are left out stay as they are."""

    answers: dict[str, Any]


class Reason(Schema):
    reason: str = ""


@router.post(
    "", response={201: Dossier, 200: Dossier}, auth=Keyed(Scope.FILE), summary="File an application"
)
def file(request: HttpRequest, sent: ToFile) -> Status[dict[str, object]]:
    """Exactly once: send an `Idempotency-Key` of your own with every application, and the same
    again when no answer came. The first answer is 201, every later one 200 with the dossier as
    it stands by then."""
    key, entrant = key_of(request), entrant_of(request)
    revision = fileable(sent.procedure)
    if sent.revision and sent.revision != revision.digest:
        raise RevisionPassed("another revision is in force", revision=revision.digest)
    with translation.override(language_of(request)):
        found, status = _filed(sent, key, revision.form, entrant), 201
        if found is None:
            number = _lodged(sent, key, revision.form, entrant)
            found = queries.find(number, by=entrant.actor)
        else:
            status = 200
        return Status(status, _dossier(found, by=entrant.actor))


def _filed(sent: ToFile, key: str, form: forms.Form, entrant: Entrant) -> UUID | None:
    """What was filed under the key before, if it is the same.

    :raises KeyReused: it is something else
    """
    number = queries.filed_under(key, by=entrant.actor)
    if number is None:
        return None
    found = queries.find(number, by=entrant.actor)
    card = queries.dossier(found, by=entrant.actor)
    answers, _digest = queries.original(found, by=entrant.actor)
    filed_on = queries.form_filed_on(found, by=entrant.actor)
    same = (card.procedure, card.agency) == (sent.procedure, sent.agency)
    if not same or forms.clean(filed_on, sent.answers) != answers:
        raise KeyReused("something else was filed under this key")
    return found


def _lodged(sent: ToFile, key: str, form: forms.Form, entrant: Entrant) -> str:
    verdicts.must_be_right(form, sent.answers)
    handing.must_be_mine(sent.answers, by=entrant.actor)
    at = now()
    try:
        return operations.file_at_once(
            procedure=sent.procedure,
            agency=sent.agency,
            answers=sent.answers,
            key=key,
            sources=by_machine(sent.answers, entrant, at=at),
            return_method=sent.return_method,
            language=language(),
            by=entrant.actor,
            at=at,
        )
    except AlreadyDone as done:
        # The same request once more, while the first was under way.
        number = done.params.get("submission_number") or queries.filed_under(key, by=entrant.actor)
        if number is None:
            raise
        return str(number)


def asked_only(form: forms.Form, answers: Mapping[str, object]) -> dict[str, object]:
    """Of what was sent: the answers to questions there are, in their one form."""
    kinds = {question.key: question.kind for question in form.questions()}
    return {key: kinds[key].clean(answer) for key, answer in answers.items() if key in kinds}


def by_machine(
    answers: Mapping[str, object], entrant: Entrant, *, at: datetime
) -> dict[str, forms.Source]:
    """That a program of this name gave the answers."""
    hand = forms.Hand.MACHINE
    source = forms.Source(forms.Origin.MACHINE, at, name=entrant.label, hand=hand)
    return dict.fromkeys(answers, source)


@router.get("", response=Listed, auth=Keyed(Scope.READ), summary="My applications")
def listed(request: HttpRequest, asked: Annotated[Paging, Query()]) -> dict[str, object]:
    """What moved last comes first. `limit` is at most 100."""
    limit = max(1, min(asked.limit, MOST_LISTED))
    found = queries.my_dossiers(by=entrant_of(request).actor, limit=limit, cursor=asked.cursor)
    return {"items": [_row(row) for row in found.items], "next": found.next}


@router.get("/{number}", response=Dossier, auth=Keyed(Scope.READ), summary="One application")
def show(request: HttpRequest, number: str) -> dict[str, object]:
    """By its id, its dossier code or its submission number."""
    actor = entrant_of(request).actor
    return _dossier(_named(number, by=actor), by=actor)


@router.post(
    "/{number}/supplement", response=Dossier, auth=Keyed(Scope.FILE), summary="Supply what is asked"
)
def supply(request: HttpRequest, number: str, sent: Supplied) -> dict[str, object]:
    """All that was asked at once. The original stays beside it, as it was filed."""
    entrant, at = entrant_of(request), now()
    actor = entrant.actor
    found = _named(number, by=actor)
    form = queries.form_of(found, by=actor)
    with translation.override(language_of(request)):
        current = queries.current_answers(found, by=actor)
        verdicts.must_be_right(form, {**current, **sent.answers})
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
        return _dossier(found, by=actor)


@router.post("/{number}/withdraw", response=Dossier, auth=Keyed(Scope.FILE), summary="Take it back")
def withdraw(request: HttpRequest, number: str, sent: Reason) -> dict[str, object]:
    """Before acceptance at once; later the authority is asked to agree."""
    actor = entrant_of(request).actor
    found = _named(number, by=actor)
    reason = sent.reason.strip()[:LONGEST_REASON]
    operations.withdraw(dossier_id=found, reason=reason, by=actor, at=now())
    return _dossier(found, by=actor)


@router.get("/{number}/papers/{paper}", auth=Keyed(Scope.READ), summary="A letter or the result")
def paper(request: HttpRequest, number: str, paper: UUID) -> HttpResponse:
    """The signed PDF."""
    actor = entrant_of(request).actor
    found = _named(number, by=actor)
    # Papers know nothing of who may see a dossier: that is asked first.
    card = queries.dossier(found, by=actor)
    subject = (SUBJECT, str(found))
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


def key_of(request: HttpRequest) -> str:
    """The key of this request, so that the same one again does nothing twice.

    :raises KeyUnreadable: there is none
    """
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise KeyUnreadable("Idempotency-Key: 1 to 200 visible ASCII characters")
    return f"api:{key}"


def _named(number: str, *, by: Actor) -> UUID:
    try:
        return UUID(number)
    except ValueError:
        return queries.find(number, by=by)


def _row(row: queries.MyRow) -> dict[str, object]:
    return {
        "id": row.id,
        "number": row.number,
        "procedure": row.procedure_code,
        "agency": row.agency,
        "state": str(row.state),
        "moved_at": row.moved_at.isoformat(),
        "due_at": _iso(row.due_at),
        "reply_by": _iso(row.reply_by),
        "url": _url(row.id),
    }


def _dossier(found: UUID, *, by: Actor) -> dict[str, object]:
    card = queries.dossier(found, by=by)
    subject = (SUBJECT, str(found))
    ticking = queries.clock_of(found, by=by, now=now())
    charge = payments.charge_of(subject, by=queries.as_payer(found, by=by))
    _answers, digest = queries.original(found, by=by)
    return {
        "id": card.id,
        "submission_number": card.submission_number,
        "code": card.code,
        "procedure": card.procedure,
        "revision": catalogue.revision(card.filed_on).digest,
        "agency": card.agency,
        "state": str(card.state),
        "national_state": _national(card.state, charge),
        "completion": card.completion,
        "filed_at": card.filed_at.isoformat(),
        "accepted_at": _iso(card.accepted_at),
        "due_at": _iso(card.due_at),
        "explanation": clock.explanation_to_dict(ticking.due.explanation) if ticking else None,
        "answer_by": _iso(card.answer_by),
        "reply_by": _iso(card.reply_by),
        "ended_at": _iso(card.ended_at),
        "digest": digest,
        "asked": _asked(found, by=by) if card.reply_by else None,
        "owed": {"amount": int(charge.amount), "is_open": charge.is_open} if charge else None,
        "papers": _papers(card, by=by),
        "story": [
            {"kind": event.kind, "act": event.act, "at": event.at.isoformat()}
            for event in queries.story(found, by=by)
        ],
        "url": _url(found),
    }


def _national(state: State, charge: payments.ChargeCard | None) -> int | None:
    finance = Finance.NONE
    if charge is not None:
        finance = Finance.OPEN if charge.is_open else Finance.PAID
    delivery = Delivery.DONE if state is State.RETURNED else Delivery.NONE
    return national_state(state, finance, delivery)


def _asked(found: UUID, *, by: Actor) -> dict[str, object] | None:
    waiting = (each for each in queries.supplements(found, by=by) if each.answered_at is None)
    asked = next(waiting, None)
    if asked is None:
        return None
    items = [
        {"about": item.about, "reason": item.reason, "legal_basis": item.legal_basis}
        for item in asked.items
    ]
    return {"items": items, "reply_by": asked.reply_by.isoformat()}


def _papers(card: queries.DossierCard, *, by: Actor) -> list[dict[str, object]]:
    subject = (SUBJECT, str(card.id))
    found = [
        _paper(card.id, each.id, str(each.kind), each.number, each.sha256)
        for each in papers.letters_of(subject, by=by)
    ]
    result = papers.result_of(subject, by=by) if card.ended_at else None
    return found + (
        [_paper(card.id, result.id, "result", result.number, result.sha256)] if result else []
    )


def _paper(dossier: UUID, paper: UUID, kind: str, number: str, sha256: str) -> dict[str, object]:
    url = f"{_url(dossier)}/papers/{paper}"
    return {"id": paper, "kind": kind, "number": number, "sha256": sha256, "url": url}


def _url(found: UUID) -> str:
    return f"/api/v1/dossiers/{found}"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
