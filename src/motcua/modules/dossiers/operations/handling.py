"""While it is being processed: who handles it, opinions, further fees, a new date, stopping."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.foundation.identifiers import new_id
from motcua.kernel import clock
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.catalogue.rules.fees import ChargeLine
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import steps as payments
from motcua.modules.results.rules import StopNotice

from .. import content, events, letters, papers, steps
from ..models import Dossier, Opinion
from ..rules import (
    EXTENDABLE,
    EXTENDERS,
    Act,
    Facts,
    State,
    missing_for_extension,
    relation_of,
)

#: An apology sent later than this before the due date is itself late (Decree 61/2018, Article 19).
APOLOGY_AHEAD_DAYS = 1


@transaction.atomic(durable=True)
def assign(*, dossier_id: UUID, officer: UUID, by: Actor, at: datetime) -> None:
    """The head names the officer who handles it, also in place of another.

    :raises Invalid: that officer is not a case officer of this agency
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    after = steps.decide(dossier, Act.ASSIGN, roles=roles, facts=Facts())
    named = organisation.actor_for_officer(officer, at.date())
    if not named.holds(Role.CASE_OFFICER, dossier.agency):
        raise Invalid("not a case officer of this agency", field="officer")
    _hand_to(dossier, Act.ASSIGN, after, named.id, by=by, at=at)


@transaction.atomic(durable=True)
def take_up(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """A case officer takes a dossier nobody was named for."""
    dossier, roles = steps.lock_for(dossier_id, by=by)
    after = steps.decide(dossier, Act.TAKE_UP, roles=roles, facts=Facts())
    _hand_to(dossier, Act.TAKE_UP, after, by.id, by=by, at=at)


@transaction.atomic(durable=True)
def ask_opinion(
    *, dossier_id: UUID, of_agency: str, question: str, reply_by: datetime, by: Actor, at: datetime
) -> UUID:
    """Ask another agency, by a date inside the whole deadline: the clock goes on (domain 5.4).

    :raises Invalid: the question is empty, or the date has passed
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    facts = Facts(actor=by.id, handler=dossier.handler)
    after = steps.decide(dossier, Act.ASK_OPINION, roles=roles, facts=facts)
    organisation.agency(of_agency)
    if not question.strip() or reply_by <= at or of_agency == dossier.agency:
        raise Invalid("ask another agency something, by a date to come", field="question")
    opinion = Opinion.objects.create(
        id=new_id(),
        dossier=dossier,
        of_agency=of_agency,
        question=content.seal(question),
        asked_by=by.id,
        asked_at=at,
        reply_by=reply_by,
    )
    steps.move(dossier, Act.ASK_OPINION, after, by=by, at=at)
    journal.record(
        events.OpinionAsked(dossier.id, opinion.id, of_agency, reply_by, at),
        by=by,
        subject=steps.subject(dossier),
    )
    return opinion.id


@transaction.atomic(durable=True)
def give_opinion(*, dossier_id: UUID, answer: str, by: Actor, at: datetime) -> None:
    """The asked agency answers.

    :raises NotFound: the actor's agency was not asked
    :raises Invalid: the answer is empty
    """
    dossier = steps.lock(dossier_id)
    # An older question may have been overtaken by a withdrawal that was declined.
    waiting = Opinion.objects.filter(dossier=dossier, answered_at=None)
    opinion = waiting.order_by("-asked_at", "-id").first()
    roles = relation_of(by, agency=opinion.of_agency, people=()) if opinion else frozenset()
    if opinion is None or not roles:
        raise NotFound("no such dossier")
    after = steps.decide(dossier, Act.NOTE_OPINION, roles=roles, facts=Facts())
    if not answer.strip():
        raise Invalid("say something", field="answer")
    opinion.answer, opinion.answered_by, opinion.answered_at = content.seal(answer), by.id, at
    opinion.save(update_fields=["answer", "answered_by", "answered_at"])
    steps.move(dossier, Act.NOTE_OPINION, after, by=by, at=at)
    journal.record(
        events.OpinionGiven(dossier.id, opinion.id, at), by=by, subject=steps.subject(dossier)
    )


@transaction.atomic(durable=True)
def ask_payment(*, dossier_id: UUID, lines: Sequence[ChargeLine], by: Actor, at: datetime) -> UUID:
    """A fee that the law asks before the result: the clock pauses until it is paid."""
    dossier, roles = steps.lock_for(dossier_id, by=by)
    facts = Facts(actor=by.id, handler=dossier.handler)
    after = steps.decide(dossier, Act.ASK_PAYMENT, roles=roles, facts=facts)
    charge = payments.open_charge(
        subject=steps.subject(dossier),
        payer=f"person:{dossier.applicant}",
        agency=dossier.agency,
        lines=lines,
        by=by,
        at=at,
        label=dossier.code or "",
    )
    steps.move(dossier, Act.ASK_PAYMENT, after, by=by, at=at)
    pause = clock.ClockAct(clock.ActKind.PAUSE, at, clock.PauseReason.PAYMENT, str(charge))
    steps.tick(dossier, pause, by=by)
    return charge


@transaction.atomic(durable=True)
def extend(*, dossier_id: UUID, until: datetime, apology: str, by: Actor, at: datetime) -> datetime:
    """Apologise and give one new date. Returns the new due date.

    Decree 61/2018, Article 19 (taken over by Decree 118/2025): in writing, with the reason, at the
    latest one day before the date expires, and once at most.

    :raises Incomplete: without an apology, a second time, or not later than the present date
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if not roles & EXTENDERS:
        raise NotAllowed("only who handles or heads it extends", act="extend")
    if dossier.due_at is None or State(dossier.state) not in EXTENDABLE:
        raise WrongMoment("no date runs", act="extend", state=dossier.state)
    old = dossier.due_at
    facts = Facts(apology=apology, extended_before=dossier.extended, later_date=until > old)
    if missing := missing_for_extension(facts):
        raise steps.Incomplete(missing)
    due = steps.tick(
        dossier, clock.ClockAct(clock.ActKind.EXTEND, at, "extended", until=until), by=by
    )
    dossier.extended = True
    dossier.save(update_fields=["extended"])
    late = (old - at).days < APOLOGY_AHEAD_DAYS
    journal.record(
        events.DossierExtended(dossier.id, old, due.due_at, late, at),
        by=by,
        subject=steps.subject(dossier),
    )
    said = papers.apology(dossier, old=old, new=due.due_at, reason=apology, officer=by)
    letters.issue(dossier, said, by=by, at=at)
    return due.due_at


@transaction.atomic(durable=True)
def stop(*, dossier_id: UUID, reason: str, legal_basis: str, by: Actor, at: datetime) -> None:
    """End without a result, told in a notice (form 05 of Circular 03/2025/TT-VPCP).

    :raises Incomplete: without reason or legal basis
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    facts = Facts(reason=reason, legal_basis=legal_basis, signer=by.id)
    after = steps.decide(dossier, Act.STOP, roles=roles, facts=facts)
    steps.move(dossier, Act.STOP, after, by=by, at=at, reply_by=None)
    steps.end_clock(dossier, by=by, at=at, reason="stopped")
    steps.give_grounds(dossier, Act.STOP, reason=reason, legal_basis=legal_basis, by=by, at=at)
    said = StopNotice(reason=reason, legal_basis=legal_basis, officer=papers.officer_name(by))
    letters.issue(dossier, said, by=by, at=at)


def _hand_to(
    dossier: Dossier, act: Act, after: State, officer: str, *, by: Actor, at: datetime
) -> None:
    steps.move(dossier, act, after, by=by, at=at, handler=officer)
    journal.record(
        events.DossierAssigned(dossier.id, officer, at), by=by, subject=steps.subject(dossier)
    )
