"""What changes the counter's figures. Each may run twice: a day marked twice is counted once."""

from uuid import UUID

from motcua.foundation.journal import reacts_to
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue.events import RevisionCameIntoForce, RevisionEnded
from motcua.modules.dossiers.events import DossierMoved, DossiersTakenOver, DueMoved
from motcua.modules.dossiers.rules import SUBJECT, Act
from motcua.modules.payments.events import ChargePaid

from . import operations

#: Acts that change no figure: who works on it, what is drafted, signed or numbered.
_INSIDE = frozenset({
    Act.ASSIGN, Act.TAKE_UP, Act.ASK_OPINION, Act.NOTE_OPINION, Act.DRAFT_RESULT,
    Act.DRAFT_REFUSAL, Act.RETURN_DRAFT, Act.SIGN, Act.NOTE_SIGNATURE, Act.ISSUE,
    Act.ASK_PAYMENT_AT_INTAKE, Act.NOTE_PAYMENT_AT_INTAKE, Act.ASK_PAYMENT, Act.NOTE_PAYMENT,
    Act.ASK_WITHDRAWAL, Act.DECLINE_WITHDRAWAL, Act.DELIVER_ONLINE, Act.HAND_OVER,
})  # fmt: skip


@reacts_to(DossierMoved, name="service_quality.dossier_moved")
def dossier_moved(event: DossierMoved) -> None:
    """Filed, accepted, asked for more, ended: whatever a figure is made of."""
    if event.act not in _INSIDE:
        operations.note_change(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(DueMoved, name="service_quality.due_moved")
def due_moved(event: DueMoved) -> None:
    """The promised date is another one: in time may become late, and late in time."""
    operations.note_change(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(ChargePaid, name="service_quality.charge_paid")
def charge_paid(event: ChargePaid) -> None:
    if event.subject_type == SUBJECT:
        operations.note_payment(dossier_id=UUID(event.subject_id), by=SYSTEM, at=event.at)


@reacts_to(DossiersTakenOver, name="service_quality.taken_over")
def taken_over(event: DossiersTakenOver) -> None:
    """Their own facts queue nothing, so the batch says which days it filled."""
    spans = {each.agency: (each.first_on, each.last_on) for each in event.spans}
    operations.note_history(spans=spans, by=SYSTEM, at=event.at)


@reacts_to(RevisionCameIntoForce, name="service_quality.came_into_force")
def came_into_force(event: RevisionCameIntoForce) -> None:
    operations.note_offer(by=SYSTEM, at=event.at)


@reacts_to(RevisionEnded, name="service_quality.revision_ended")
def revision_ended(event: RevisionEnded) -> None:
    operations.note_offer(by=SYSTEM, at=event.at)
