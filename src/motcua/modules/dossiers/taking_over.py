"""Writes dossiers of before with all that belongs to them: the rows of each table, by COPY."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import journal
from motcua.foundation.copying import copy_rows
from motcua.foundation.identifiers import new_id, numbers_given
from motcua.kernel.actors import SYSTEM
from motcua.kernel.clock import ActKind
from motcua.modules.payments import past as payments

from . import content, events
from .rules import SUBJECT, State
from .rules.past import PastDossier, Road, sequence

_DOSSIER = (
    "id", "submission_number", "code", "procedure", "revision_id", "agency", "channel",
    "return_method", "applicant", "submitter", "applicant_kind", "language", "state", "handler",
    "applicant_name",
    "started_at", "moved_at", "filed_at", "accepted_at", "due_at", "reply_by", "answer_by",
    "next_at", "ended_at", "calendar_version", "extended", "is_refusal", "second_request_reason",
    "second_request_by",
)  # fmt: skip
_FILING = ("dossier_id", "answers", "digest", "key", "submitter", "filed_at")
_HELD = ("dossier_id", "file_id", "held_at")
_CLOCK = ("dossier_id", "number", "kind", "at", "reason", "ref", "until")
_DECISION = ("id", "dossier_id", "act", "reason", "legal_basis", "by", "at")
_SUPPLEMENT = (
    "id", "dossier_id", "stage", "items", "contact", "asked_by", "asked_at", "reply_by", "answers",
    "digest", "answered_at",
)  # fmt: skip
_OPINION = (
    "id", "dossier_id", "of_agency", "question", "asked_by", "asked_at", "reply_by", "answer",
    "answered_by", "answered_at",
)  # fmt: skip
_DRAFT = ("dossier_id", "answers", "saved_at")


@dataclass(frozen=True, slots=True)
class Taken:
    """A dossier that was found in order, with what our rules make of it.

    `original` is the digest of its filing, `due_at` and `answer_by` are by our clock.
    """

    id: UUID
    past: PastDossier
    road: Road
    key: str
    original: str
    calendar: str
    due_at: datetime | None
    answer_by: datetime | None

    @property
    def subject(self) -> tuple[str, str]:
        return (SUBJECT, str(self.id))


def write(found: Sequence[Taken], *, batch: str) -> None:
    """All rows of all tables, and our own numbers set to go on after theirs."""
    copy_rows("dossiers_dossier", _DOSSIER, map(_dossier, found))
    copy_rows("dossiers_filing", _FILING, map(_filing, found))
    for table, columns, rows in (
        ("dossiers_heldfile", _HELD, _held),
        ("dossiers_clockact", _CLOCK, _clock),
        ("dossiers_decision", _DECISION, _decisions),
        ("dossiers_supplement", _SUPPLEMENT, _supplements),
        ("dossiers_opinion", _OPINION, _opinions),
        ("dossiers_draft", _DRAFT, _draft),
    ):
        whole = [row for each in found for row in rows(each)]
        if whole:
            copy_rows(table, columns, whole)
    payments.take_over(charge for each in found for charge in _charges(each))
    journal.take_over((fact for each in found for fact in _facts(each)), batch=batch)
    _go_on_after(found)


def _dossier(taken: Taken) -> tuple[object, ...]:
    past, road = taken.past, taken.road
    last = past.history[-1].at
    waiting = [each.reply_by for each in past.supplements if each.answered_at is None]
    reply_by = waiting[-1] if waiting and road.ended_at is None else None
    waited_for = {
        State.SUBMITTED: taken.answer_by,
        State.INTAKE_SUPPLEMENT: reply_by,
        State.PROCESS_SUPPLEMENT: reply_by,
    }
    next_at = waited_for.get(road.reached, taken.due_at) or last
    return (
        taken.id, past.number, past.code or None, past.procedure, past.revision, past.agency,
        past.channel, past.return_method, past.applicant, past.submitter, past.applicant_kind,
        past.language,
        road.reached.value, past.handler, content.seal(past.applicant_name),
        road.filed_at, last, road.filed_at, road.accepted_at, taken.due_at, reply_by,
        taken.answer_by, next_at, road.ended_at, taken.calendar,
        any(act.kind is ActKind.EXTEND for act in past.clock), road.is_refusal, None, "",
    )  # fmt: skip


def _filing(taken: Taken) -> tuple[object, ...]:
    past = taken.past
    return (
        taken.id, content.seal(past.answers), taken.original, taken.key, past.submitter,
        taken.road.filed_at,
    )  # fmt: skip


def _held(taken: Taken) -> Iterator[tuple[object, ...]]:
    given = [taken.past.answers, *(each.answers or {} for each in taken.past.supplements)]
    for key in dict.fromkeys(key for answers in given for key in content.files_in(answers)):
        yield taken.id, key, taken.road.filed_at


def _clock(taken: Taken) -> Iterator[tuple[object, ...]]:
    for number, act in enumerate(taken.past.clock, 1):
        yield taken.id, number, act.kind.value, act.at, str(act.reason), act.ref, act.until


def _decisions(taken: Taken) -> Iterator[tuple[object, ...]]:
    for step in taken.past.history:
        if step.reason:
            yield (
                new_id(), taken.id, step.act.value, content.seal(step.reason), step.legal_basis,
                step.by, step.at,
            )  # fmt: skip


def _supplements(taken: Taken) -> Iterator[tuple[object, ...]]:
    accepted_at = taken.road.accepted_at
    for each in taken.past.supplements:
        stage = "intake" if accepted_at is None or each.asked_at < accepted_at else "process"
        is_answered = each.answers is not None
        yield (
            new_id(), taken.id, stage,
            content.seal([[item.about, item.reason, item.legal_basis] for item in each.items]),
            each.contact, each.asked_by, each.asked_at, each.reply_by,
            content.seal(each.answers) if is_answered else None,
            content.digest(each.answers) if is_answered else "", each.answered_at,
        )  # fmt: skip


def _draft(taken: Taken) -> Iterator[tuple[object, ...]]:
    """While the applicant is completing it, there is a draft to complete it in."""
    if taken.road.reached in (State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT):
        given = [each.answers for each in taken.past.supplements if each.answers is not None]
        now = given[-1] if given else taken.past.answers
        yield taken.id, content.seal(now), taken.past.history[-1].at


def _opinions(taken: Taken) -> Iterator[tuple[object, ...]]:
    for each in taken.past.opinions:
        yield (
            new_id(), taken.id, each.of_agency, content.seal(each.question), each.asked_by,
            each.asked_at, each.reply_by, content.seal(each.answer) if each.answered_at else None,
            each.answered_by, each.answered_at,
        )  # fmt: skip


def _charges(taken: Taken) -> Iterator[payments.PastCharge]:
    past = taken.past
    for ordinal, charge in enumerate(past.charges, 1):
        yield payments.PastCharge(
            subject=taken.subject,
            payer=f"person:{past.submitter}",
            agency=past.agency,
            lines=charge.lines,
            opened_at=charge.opened_at,
            paid_at=charge.paid_at,
            label=past.number,
            ordinal=ordinal,
        )


def _facts(taken: Taken) -> Iterator[journal.Fact]:
    past, road, subject = taken.past, taken.road, taken.subject
    code, behalf = "", f"person:{past.applicant}"
    for step, (before, after) in zip(past.history, road.moves, strict=True):
        if step.at == road.accepted_at and taken.due_at is not None:
            code = past.code
        moved = events.DossierMoved(taken.id, code, past.agency, step.act, before, after, step.at)
        other = behalf if step.by.startswith("person:") and step.by != behalf else None
        yield journal.Fact(moved, step.by, subject, other)
    filed, accepted = road.filed_at, road.accepted_at
    assert filed is not None
    opened = events.DossierFiled(
        taken.id, past.number, past.procedure, past.revision, past.agency, past.channel,
        taken.original, len(content.files_in(past.answers)), filed,
    )  # fmt: skip
    yield journal.Fact(opened, past.history[0].by, subject)
    if accepted is not None and taken.due_at is not None:
        began = events.DossierAccepted(taken.id, past.code, past.agency, taken.due_at, accepted)
        yield journal.Fact(began, SYSTEM.id, subject)


def _go_on_after(found: Sequence[Taken]) -> None:
    last: dict[tuple[str, str], int] = {}
    for taken in found:
        if taken.past.code:
            agency, day, number = sequence(taken.past.code)
            place = (f"dossier:{agency}", day)
            last[place] = max(number, last.get(place, 0))
    numbers_given(last)
