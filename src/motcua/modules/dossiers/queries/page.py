"""One dossier as its applicant, or an officer who may, sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms import rules as forms
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates.rules import Kind
from motcua.modules.people import queries as people

from .. import clocks, content, current, owing
from ..models import Decision, Dossier, Filing, Opinion, Supplement, Transfer
from ..rules import Act, Item, State, acts_open_to, completion
from ..standing import OF_PEOPLE
from .sight import seen


@dataclass(frozen=True, slots=True)
class DossierCard:
    """Everything a page needs but documents, money and the timeline, which are asked apart.

    `revision` is what it goes on by; `filed_on` has the original's form, the dates and the charges.
    `fee_follows`: it was looked at before its fee was paid; `result_is_held`: until it is.
    """

    id: UUID
    number: str
    submission_number: str
    code: str | None
    procedure: str
    procedure_name: Text
    revision: UUID
    filed_on: UUID
    agency: str
    channel: str
    return_method: str
    state: State
    completion: int
    acts: tuple[Act, ...]
    is_applicant: bool
    applicant: UUID
    applicant_name: str
    handler: str
    filed_at: datetime
    moved_at: datetime
    accepted_at: datetime | None
    answer_by: datetime | None
    reply_by: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    is_extended: bool
    fee_follows: bool
    result_is_held: bool
    second_request_by: str
    behalf: "Behalf | None" = None
    assisted_by: str = ""

    @property
    def second_request_allowed(self) -> bool:
        return bool(self.second_request_by)


@dataclass(frozen=True, slots=True)
class Behalf:
    """Who stands for the applicant, on what, and to the end of which day."""

    mandate: UUID
    name: str
    kind: Kind
    until: date
    is_reader: bool


@dataclass(frozen=True, slots=True)
class SupplementCard:
    id: UUID
    stage: str
    items: tuple[Item, ...]
    contact: str
    asked_at: datetime
    reply_by: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """Why the dossier was refused, returned, stopped or withdrawn."""

    act: Act
    reason: str
    legal_basis: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpinionCard:
    of_agency: str
    question: str
    asked_at: datetime
    reply_by: datetime
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClockCard:
    """The due date with its explanation, and how it stands now."""

    due: clock.Due
    phase: clock.Phase
    standing: clock.Standing
    urgency: clock.Urgency


@dataclass(frozen=True, slots=True)
class FileGrant:
    """Leave to fetch the bytes of one file of a dossier."""

    sha256: str
    media_type: str
    size: int


def find(number: str, *, by: Actor) -> UUID:
    """The id of the dossier with this code or submission number.

    :raises NotFound: none, or not for this reader
    """
    asked = number.strip().upper()
    row = Dossier.objects.filter(Q(code=asked) | Q(submission_number=asked)).only("id").first()
    if row is None:
        raise NotFound("no such dossier")
    seen(row.id, by=by)
    return row.id


def dossier(dossier_id: UUID, *, by: Actor) -> DossierCard:
    """:raises NotFound: none, or not for this reader"""
    row, roles = seen(dossier_id, by=by)
    if row.filed_at is None:
        raise NotFound("not filed yet")
    state = State(row.state)
    return DossierCard(
        id=row.id,
        number=row.code or row.submission_number or "",
        submission_number=row.submission_number or "",
        code=row.code,
        procedure=row.procedure,
        procedure_name=catalogue.revision(current.revision_of(row)).name,
        revision=current.revision_of(row),
        filed_on=row.revision_id,
        agency=row.agency,
        channel=row.channel,
        return_method=row.return_method,
        state=state,
        completion=completion(state),
        acts=_acts(row, roles, by=by),
        is_applicant=Role.APPLICANT in roles,
        applicant=row.applicant,
        applicant_name=str(content.unseal(row.applicant_name)),
        handler=row.handler,
        filed_at=row.filed_at,
        moved_at=row.moved_at,
        accepted_at=row.accepted_at,
        answer_by=row.answer_by,
        reply_by=row.reply_by,
        due_at=row.due_at,
        ended_at=row.ended_at,
        is_extended=row.extended,
        fee_follows=row.fee_follows,
        result_is_held=state is State.RESOLVED and owing.holds_result(row),
        second_request_by=row.second_request_by,
        behalf=_behalf(row, by=by),
        assisted_by=row.assisted_by,
    )


def _behalf(row: Dossier, *, by: Actor) -> Behalf | None:
    if row.mandate_id is None:
        return None
    kind, until = mandates.public_kinds([row.mandate_id])[row.mandate_id]
    name = people.card_for_case(row.submitter, by=SYSTEM).display_name
    return Behalf(row.mandate_id, name, kind, until, by.person == str(row.submitter))


def as_payer(dossier_id: UUID, *, by: Actor) -> Actor:
    """The reader as one who may see and pay what the dossier owes: who stands for the applicant is
    as the applicant, an owner is not.

    :raises NotFound: not for this reader
    """
    row, roles = seen(dossier_id, by=by)
    stands = Role.APPLICANT in roles and by.person is not None
    return Actor(by.id, by.posts, frozenset({str(row.applicant)})) if stands else by


def current_answers(dossier_id: UUID, *, by: Actor) -> content.Answers:
    """The answers as they stand after supplements. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    return current.answers(dossier_id)


def sources(dossier_id: UUID, *, by: Actor) -> forms.Sources:
    """Where the answers that stand now come from. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    return current.sources(dossier_id)


def original(dossier_id: UUID, *, by: Actor) -> tuple[content.Answers, str]:
    """The answers as first filed, and their digest. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    filing = Filing.objects.get(dossier_id=dossier_id)
    return content.unseal_answers(filing.answers), filing.digest


def answers_priced(dossier_id: UUID, *, by: Actor) -> content.Answers:
    """The answers as they stood by the revision it was filed on: what fees are reckoned from.

    :raises NotFound: not for this reader
    """
    row, _ = seen(dossier_id, by=by)
    return current.answers(dossier_id) if row.goes_by_id is None else _before_carried(dossier_id)


def _before_carried(dossier_id: UUID) -> content.Answers:
    moved = Transfer.objects.filter(dossier_id=dossier_id, undone_at=None).order_by("moved_at")
    first = moved.values_list("moved_at", flat=True).first()
    found = Supplement.objects.filter(dossier_id=dossier_id, answered_at__lt=first)
    latest = found.order_by("-answered_at").values_list("answers", flat=True).first()
    if latest is None:
        latest = Filing.objects.values_list("answers", flat=True).get(dossier_id=dossier_id)
    return content.unseal_answers(latest)


def form_of(dossier_id: UUID, *, by: Actor) -> forms.Form:
    """The form of the answers as they stand. :raises NotFound: not for this reader"""
    row, _ = seen(dossier_id, by=by)
    return catalogue.revision(current.revision_of(row)).form


def form_filed_on(dossier_id: UUID, *, by: Actor) -> forms.Form:
    """The form of the original. :raises NotFound: not for this reader"""
    row, _ = seen(dossier_id, by=by)
    return catalogue.revision(row.revision_id).form


def supplements(dossier_id: UUID, *, by: Actor) -> list[SupplementCard]:
    """What was asked of the applicant, in order. :raises NotFound: not for this reader"""
    seen(dossier_id, by=by)
    rows = Supplement.objects.filter(dossier_id=dossier_id).order_by("asked_at", "id")
    return [
        SupplementCard(
            id=row.id,
            stage=row.stage,
            items=tuple(Item(*item) for item in content.unseal(row.items)),
            contact=row.contact,
            asked_at=row.asked_at,
            reply_by=row.reply_by,
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def decisions(dossier_id: UUID, *, by: Actor) -> list[DecisionCard]:
    """The grounds given so far, in order. :raises NotFound: not for this reader"""
    _, roles = seen(dossier_id, by=by)
    hidden = {Act.RETURN_DRAFT} if roles and roles <= OF_PEOPLE else set()
    rows = Decision.objects.filter(dossier_id=dossier_id).order_by("at", "id")
    return [
        DecisionCard(Act(row.act), str(content.unseal(row.reason)), row.legal_basis, row.by, row.at)
        for row in rows
        if Act(row.act) not in hidden
    ]


def opinions(dossier_id: UUID, *, by: Actor) -> list[OpinionCard]:
    """Opinions asked and given; not for the applicant. :raises NotFound: not for this reader"""
    _, roles = seen(dossier_id, by=by)
    if roles and roles <= OF_PEOPLE:
        return []
    rows = Opinion.objects.filter(dossier_id=dossier_id).order_by("asked_at", "id")
    return [
        OpinionCard(
            of_agency=row.of_agency,
            question=str(content.unseal(row.question)),
            asked_at=row.asked_at,
            reply_by=row.reply_by,
            answer=None if row.answer is None else str(content.unseal(row.answer)),
            answered_at=row.answered_at,
        )
        for row in rows
    ]


def clock_of(dossier_id: UUID, *, by: Actor, now: datetime) -> ClockCard | None:
    """The clock explained; None before acceptance. :raises NotFound: not for this reader"""
    row, _ = seen(dossier_id, by=by)
    acts = clocks.acts_of(dossier_id)
    if not acts or row.accepted_at is None:
        return None
    due = clocks.due_of(row, acts)
    calendar = clocks.calendar_of(row)
    rules = clocks.rules_of(acts)
    return ClockCard(
        due=due,
        phase=clock.state_of(acts, now).phase,
        standing=clock.standing(due.due_at, calendar, now=now, ended_at=row.ended_at),
        urgency=clock.urgency(due.due_at, calendar, rules, started_at=row.accepted_at, now=now),
    )


def _acts(row: Dossier, roles: frozenset[Role], *, by: Actor) -> tuple[Act, ...]:
    """Acts to offer: those of the table, less what the named handler alone may do."""
    found: Sequence[Act] = acts_open_to(roles, State(row.state))
    if row.handler and row.handler != by.id:
        found = [act for act in found if act not in _HANDLER_ONLY]
    if row.fee_follows:
        waiting = _WITH_THE_RESULT if owing.holds_result(row) else frozenset()
        found = [act for act in found if act not in {Act.ASK_PAYMENT_AT_INTAKE, *waiting}]
    return tuple(found)


_WITH_THE_RESULT = frozenset({Act.DELIVER_ONLINE, Act.HAND_OVER})
_HANDLER_ONLY = frozenset({
    Act.ASK_OPINION, Act.ASK_SUPPLEMENT, Act.ASK_PAYMENT, Act.DRAFT_RESULT, Act.DRAFT_REFUSAL,
})  # fmt: skip
