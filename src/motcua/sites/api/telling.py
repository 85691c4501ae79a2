"""An application as machines are told of it: its state, its story, its papers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from motcua.design.page import now
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Delivery, Finance, State, national_state
from motcua.modules.payments import queries as payments
from motcua.modules.results import queries as papers

#: What papers and charges call a dossier.
SUBJECT = "dossier"


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


def row(row: queries.MyRow) -> dict[str, object]:
    return {
        "id": row.id,
        "number": row.number,
        "procedure": row.procedure_code,
        "agency": row.agency,
        "state": str(row.state),
        "moved_at": row.moved_at.isoformat(),
        "due_at": _iso(row.due_at),
        "reply_by": _iso(row.reply_by),
        "url": address_of(row.id),
    }


def dossier(found: UUID, *, by: Actor) -> dict[str, object]:
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
        "url": address_of(found),
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
    url = f"{address_of(dossier)}/papers/{paper}"
    return {"id": paper, "kind": kind, "number": number, "sha256": sha256, "url": url}


def address_of(found: UUID) -> str:
    return f"/api/v1/dossiers/{found}"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
