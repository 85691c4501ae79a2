"""One dossier as its applicant, or an officer who may, sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.mandates import queries as mandates
from motcua.modules.mandates.rules import Kind
from motcua.modules.people import queries as people

from .. import content, current, owing, standing
from ..models import Dossier
from ..rules import Act, State, acts_open_to, completion
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
    objected_at: datetime | None = None
    objection: str = ""
    may_object: bool = False

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
        objected_at=row.objected_at,
        objection=content.unseal_text(row.objection) if row.objection else "",
        may_object=standing.may_object(row, by),
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
