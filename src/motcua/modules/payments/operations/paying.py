"""Paying through a gateway: begin, note what it said, give up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound

from .. import events, policies, steps
from ..models import Attempt, Charge, Notice
from ..ports import PaymentNotice, Result
from ..rules import attempts, charges, ledger, limits, paths
from ..rules.attempts import Heard, Outcome

_HEARD = {
    Result.SUCCEEDED: Heard.MONEY,
    Result.FAILED: Heard.NO_MONEY,
    Result.PENDING: Heard.NOTHING,
    Result.UNKNOWN: Heard.NOTHING,
}


@transaction.atomic(durable=True)
def begin_payment(
    *, charge_id: UUID, gateway: str, return_path: str, language: str, by: Actor, at: datetime
) -> UUID:
    """Record that somebody goes to a gateway to pay; the page is asked for after the commit.

    A visit that is still open at the same gateway is taken up again, so that two clicks do not
    become two payments. Returns the attempt.

    :raises NotFound: no such charge, or not the reader's to see
    :raises WrongMoment: the charge is not open (AlreadyDone: it is paid)
    :raises Invalid: the way back leads elsewhere
    """
    if not paths.is_local(return_path):
        raise Invalid("the way back leads elsewhere", field="return_path")
    charge = steps.lock_charge(charge_id)
    if not policies.may_see(by, payer=charge.payer, agency=charge.agency):
        raise NotFound("no such charge")
    charges.next_state(charges.State(charge.state), charges.Act.PAY)
    open_one = charge.attempts.filter(
        state=attempts.State.STARTED, gateway=gateway, expires_at__gt=at
    ).first()
    if open_one is not None:
        return open_one.id
    return _start(charge, gateway, (return_path, language), by=by, at=at)


def _start(
    charge: Charge, gateway: str, visit: tuple[str, str], *, by: Actor, at: datetime
) -> UUID:
    attempt = Attempt(
        charge=charge,
        gateway=gateway,
        amount=charge.amount,
        state=attempts.State.STARTED,
        transaction="",
        return_path=visit[0],
        language=visit[1],
        page_url="",
        started_at=at,
        expires_at=at + limits.limits_on(at.date()).page_lasts,
    )
    attempt.reference = f"P{attempt.id.hex.upper()}"
    attempt.save(force_insert=True)
    subject = (charge.subject_type, charge.subject_id)
    journal.record(
        events.PaymentBegun(charge.id, attempt.id, *subject, gateway, at), by=by, subject=subject
    )
    return attempt.id


@transaction.atomic(durable=True)
def note_page(*, attempt_id: UUID, url: str, by: Actor, at: datetime) -> None:
    """Record where the gateway receives the payer.

    :raises NotFound: no such attempt, or not the reader's to see
    """
    del at  # when it began is what counts
    attempt = Attempt.objects.select_related("charge").filter(id=attempt_id).first()
    if attempt is None or not policies.may_see(
        by, payer=attempt.charge.payer, agency=attempt.charge.agency
    ):
        raise NotFound("no such attempt")
    Attempt.objects.filter(id=attempt_id).update(page_url=url)


@transaction.atomic(durable=True)
def note(*, notice: PaymentNotice, by: Actor, at: datetime) -> Outcome:
    """Record a verified word of a gateway, by notice or by look-up, and do what it means.

    What cannot be applied (another amount, a reference nobody gave, money for a charge that is no
    longer open) is recorded too, and told by the outcome.

    :raises AlreadyDone: the same was said before; its `outcome` is a parameter
    """
    attempt = _locked(notice)
    if attempt is None:
        steps.log_notice(notice, Outcome.UNKNOWN_REFERENCE, at=at)
        return Outcome.UNKNOWN_REFERENCE
    charge = attempt.charge
    outcome = attempts.judge(
        heard=_HEARD[notice.result],
        paid=notice.amount,
        owed=attempt.amount,
        attempt=attempts.State(attempt.state),
        charge=charges.State(charge.state),
    )
    if outcome is Outcome.PENDING:
        return outcome
    steps.log_notice(notice, outcome, at=at)
    if outcome in (Outcome.PAID, Outcome.SURPLUS):
        _take_in(attempt, notice, outcome, by=by, at=at)
    elif outcome is Outcome.FAILED:
        _fail(attempt, notice, by=by, at=at)
    elif outcome is Outcome.MISMATCH:
        subject = (charge.subject_type, charge.subject_id)
        fact = events.NoticeMismatched(charge.id, *subject, notice.amount, attempt.amount, at)
        journal.record(fact, by=by, subject=subject)
    return outcome


def _locked(notice: PaymentNotice) -> Attempt | None:
    """The attempt a notice speaks of, its charge locked first: the order everybody locks in."""
    mine = Attempt.objects.filter(gateway=notice.gateway, reference=notice.reference)
    charge_id = mine.values_list("charge_id", flat=True).first()
    if charge_id is None:
        return None
    charge = steps.lock_charge(charge_id)
    attempt = mine.get()
    attempt.charge = charge
    return attempt


def _take_in(
    attempt: Attempt, notice: PaymentNotice, outcome: Outcome, *, by: Actor, at: datetime
) -> None:
    """Money is there: it settles the charge, or it is owed back."""
    account = ledger.clearing(attempt.gateway)
    if outcome is Outcome.PAID:
        steps.move_attempt(attempt, attempts.Act.SUCCEED, transaction=notice.transaction)
        source = f"gateway:{attempt.gateway}"
        steps.settle(charge=attempt.charge, into=account, source=source, by=by, at=at)
        return
    if attempts.State(attempt.state) not in attempts.CLOSED:
        steps.move_attempt(attempt, attempts.Act.DUPLICATE, transaction=notice.transaction)
    steps.hold_surplus(charge=attempt.charge, amount=notice.amount, account=account, by=by, at=at)


def _fail(attempt: Attempt, notice: PaymentNotice, *, by: Actor, at: datetime) -> None:
    if attempt.state == attempts.State.FAILED:
        return
    steps.move_attempt(attempt, attempts.Act.FAIL, transaction=notice.transaction)
    charge = attempt.charge
    subject = (charge.subject_type, charge.subject_id)
    journal.record(
        events.PaymentFailed(charge.id, attempt.id, *subject, notice.reason, at),
        by=by,
        subject=subject,
    )


@transaction.atomic(durable=True)
def note_forgery(*, gateway: str, digest: str, by: Actor, at: datetime) -> None:
    """Record that somebody spoke in a gateway's name. Nothing else comes of it."""
    del by  # whoever it was is exactly what is not known
    Notice.objects.get_or_create(
        gateway=gateway,
        digest=digest,
        is_verified=False,
        defaults={
            "reference": "",
            "transaction": "",
            "result": Result.UNKNOWN,
            "amount": 0,
            "reason": "",
            "outcome": Outcome.FORGED,
            "received_at": at,
        },
    )


@transaction.atomic(durable=True)
def expire(*, attempt_id: UUID, by: Actor, at: datetime) -> None:
    """Give up an attempt about which the gateway knows nothing, long after its page closed.

    :raises NotFound: no such attempt
    :raises WrongMoment: the gateway has spoken, or may still
    """
    attempt = Attempt.objects.filter(id=attempt_id).first()
    if attempt is None:
        raise NotFound("no such attempt")
    charge = steps.lock_charge(attempt.charge_id)
    attempt.refresh_from_db()
    held = limits.limits_on(attempt.started_at.date())
    limits.must_be_hopeless(expires_at=attempt.expires_at, at=at, limits=held)
    steps.move_attempt(attempt, attempts.Act.EXPIRE)
    subject = (charge.subject_type, charge.subject_id)
    journal.record(
        events.PaymentExpired(charge.id, attempt.id, *subject, at), by=by, subject=subject
    )
