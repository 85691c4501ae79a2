"""What changes the counter's figures. Each may run twice: a day marked twice is counted once."""

from uuid import UUID

from motcua.foundation.journal import reacts_to
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue.events import RevisionCameIntoForce, RevisionEnded
from motcua.modules.dossiers.events import (
    DossierEnded,
    DossierFiled,
    DossiersTakenOver,
    DueMoved,
    SupplementAsked,
    SupplementGiven,
)
from motcua.modules.dossiers.rules import SUBJECT
from motcua.modules.payments.events import ChargePaid

from . import operations

# Who works on a dossier, and what is drafted, signed or numbered, changes no figure: of all that
# happens to it these five do. That it was accepted is told by its first date.


@reacts_to(DossierFiled, name="service_quality.dossier_filed")
def dossier_filed(event: DossierFiled) -> None:
    operations.note_change(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(DueMoved, name="service_quality.due_moved")
def due_moved(event: DueMoved) -> None:
    """Accepted, or the promised date is another one: in time may become late, and late in time."""
    operations.note_change(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(SupplementAsked, name="service_quality.supplement_asked")
def supplement_asked(event: SupplementAsked) -> None:
    operations.note_change(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(SupplementGiven, name="service_quality.supplement_given")
def supplement_given(event: SupplementGiven) -> None:
    operations.note_change(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(DossierEnded, name="service_quality.dossier_ended")
def dossier_ended(event: DossierEnded) -> None:
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
