"""At the counter: accept, refuse, ask for the fee, allow a second request."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.foundation.identifiers import next_number
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, WrongMoment
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import queries as payments

from .. import carrying, content, events, letters, papers, steps
from ..models import Dossier
from ..rules import ASKABLE, SUPERVISORS, Act, Facts, Missing, State


@transaction.atomic(durable=True)
def accept(*, dossier_id: UUID, by: Actor, at: datetime) -> str:
    """Complete and correct: the dossier gets its code, its clock and its slip. Returns the code.

    :raises Incomplete: the fee due at filing is not paid
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    owed = not dossier.fee_follows and payments.is_open(steps.subject(dossier), by=SYSTEM)
    facts = Facts(
        charge_open=owed, answers_awaited=carrying.waits(dossier),
        objected=dossier.objected_at is not None,
    )  # fmt: skip
    after = steps.decide(dossier, Act.ACCEPT, roles=roles, facts=facts)
    calendar = organisation.calendar_of(dossier.agency)
    dossier.calendar_version = calendar.version
    code = _next_code(dossier, calendar.local(at))
    steps.move(
        dossier, Act.ACCEPT, after, by=by, at=at,
        code=code, accepted_at=at, calendar_version=calendar.version,
    )  # fmt: skip
    due = steps.tick(dossier, clock.ClockAct(clock.ActKind.START, at), by=by)
    journal.record(
        events.DossierAccepted(dossier.id, code, dossier.agency, due.due_at, at),
        by=by,
        subject=steps.subject(dossier),
    )
    letters.issue(dossier, papers.receipt_slip(dossier, receiver=by), by=by, at=at)
    return code


@transaction.atomic(durable=True)
def refuse_at_intake(
    *, dossier_id: UUID, reason: str, legal_basis: str, by: Actor, at: datetime
) -> None:
    """Not to be taken in: only with a reason and its ground in law, told in a notice.

    :raises Incomplete: without reason or legal basis
    """
    facts = Facts(reason=reason, legal_basis=legal_basis)
    dossier = steps.act_on(dossier_id, Act.REFUSE_AT_INTAKE, by=by, at=at, facts=facts)
    steps.give_grounds(
        dossier, Act.REFUSE_AT_INTAKE, reason=reason, legal_basis=legal_basis, by=by, at=at
    )
    notice = papers.refusal_notice(dossier, reason=reason, legal_basis=legal_basis, officer=by)
    letters.issue(dossier, notice, by=by, at=at)


@transaction.atomic(durable=True)
def ask_payment_at_intake(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """Send a dossier whose fee is still open back to waiting for it.

    :raises Incomplete: nothing is owed
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    after = steps.decide(dossier, Act.ASK_PAYMENT_AT_INTAKE, roles=roles, facts=Facts())
    if dossier.fee_follows:
        raise steps.Incomplete([Missing("fee-may-follow")])
    if not payments.is_open(steps.subject(dossier), by=SYSTEM):
        raise steps.Incomplete([Missing("nothing-owed")])
    steps.move(dossier, Act.ASK_PAYMENT_AT_INTAKE, after, by=by, at=at)


@transaction.atomic(durable=True)
def allow_second_request(*, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """A supervisor lets the officer ask the applicant once more; it will count as late.

    :raises NotAllowed: only the head of the centre or of the department
    :raises Incomplete: without a reason
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if not roles & SUPERVISORS:
        raise NotAllowed("only a supervisor allows a second request", act="allow_second_request")
    if State(dossier.state) not in ASKABLE:
        raise WrongMoment("nothing can be asked now", act="ask_supplement", state=dossier.state)
    if not reason.strip():
        raise steps.Incomplete([Missing("reason-missing")])
    Dossier.objects.filter(id=dossier.id).update(
        second_request_reason=content.seal(reason.strip()), second_request_by=by.id
    )
    journal.record(
        events.SecondRequestAllowed(dossier.id, at), by=by, subject=steps.subject(dossier)
    )


def _next_code(dossier: Dossier, local: datetime) -> str:
    """`{agency}-{yyMMdd}-{seq:04d}`; after 9999 the number grows, it never wraps.

    Source: Circular 01/2018/TT-VPCP, Article 19; agency codes by Decision 20/2020/QĐ-TTg.
    """
    day = f"{local:%y%m%d}"
    number = next_number(f"dossier:{dossier.agency}", day)
    return f"{dossier.agency}-{day}-{number:04d}"
