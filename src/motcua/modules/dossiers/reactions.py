"""What dossiers do when others' facts arrive. Each may run twice, so a repeat is a quiet no-op."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from motcua.foundation import jobs
from motcua.foundation.journal import reacts_to
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone
from motcua.modules.payments.events import ChargePaid
from motcua.modules.people.events import PersonMet, PersonSeen
from motcua.modules.results.events import ResultIssued, ResultSigned

from . import operations
from .events import (
    CosignatureAsked,
    CosignatureDeclined,
    Cosigned,
    DossierFiled,
    DraftExpiring,
    DraftHandedOver,
    FiledForAnother,
    FilingObjected,
    InvitationAccepted,
)
from .rules import SUBJECT


@reacts_to(DossierFiled, name="dossiers.filing_receipt")
def filing_receipt(event: DossierFiled) -> None:
    """The applicant gets it in writing: everything that was filed."""
    with suppress(AlreadyDone):
        operations.issue_filing_receipt(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(DraftExpiring, name="dossiers.tell_expiring")
def tell_expiring(event: DraftExpiring) -> None:
    """Whoever writes it hears of it where they look, not only on their page."""
    operations.tell_expiring(
        dossier_id=event.dossier, expires_at=event.expires_at, by=SYSTEM, at=event.at
    )


@reacts_to(FiledForAnother, name="dossiers.tell_filed_for")
def tell_filed_for(event: FiledForAnother) -> None:
    """Nobody files for somebody who does not hear of it."""
    operations.tell_filed_for(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(FilingObjected, name="dossiers.tell_objection")
def tell_objection(event: FilingObjected) -> None:
    operations.tell_objection(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(CosignatureAsked, name="dossiers.tell_asked_to_sign")
def tell_asked_to_sign(event: CosignatureAsked) -> None:
    operations.tell_asked_to_sign(
        dossier_id=event.dossier, cosigner=event.cosigner, by=SYSTEM, at=event.at
    )


@reacts_to(Cosigned, name="dossiers.tell_cosigned")
def tell_cosigned(event: Cosigned) -> None:
    _tell_signed(event.dossier, event.cosigner, event.at)


@reacts_to(CosignatureDeclined, name="dossiers.tell_declined")
def tell_declined(event: CosignatureDeclined) -> None:
    _tell_signed(event.dossier, event.cosigner, event.at)


def _tell_signed(dossier: UUID, cosigner: str, at: datetime) -> None:
    operations.tell_signed(dossier_id=dossier, cosigner=cosigner, by=SYSTEM, at=at)


@reacts_to(InvitationAccepted, name="dossiers.tell_helper_joined")
def tell_helper_joined(event: InvitationAccepted) -> None:
    operations.tell_helper_joined(invitation_id=event.invitation, by=SYSTEM, at=event.at)


@reacts_to(DraftHandedOver, name="dossiers.tell_handed_over")
def tell_handed_over(event: DraftHandedOver) -> None:
    operations.tell_handed_over(
        dossier_id=event.dossier, before=event.before, after=event.after, moment=event.at,
        by=SYSTEM, at=event.at,
    )  # fmt: skip


@reacts_to(PersonMet, name="dossiers.tell_newcomer")
def tell_newcomer(event: PersonMet) -> None:
    operations.tell_newcomer(person_id=UUID(event.person), by=SYSTEM, at=event.at)


@reacts_to(PersonSeen, name="dossiers.tell_newly_seen")
def tell_newly_seen(event: PersonSeen) -> None:
    if event.is_new:
        operations.tell_newcomer(person_id=UUID(event.person), by=SYSTEM, at=event.at)


@jobs.periodic(name="dossiers.tend_drafts", cron="23 * * * *")
def tend_drafts() -> None:
    """Every hour: tell of drafts that soon go, and let go what was told of long enough ago."""
    at = present.now()
    while operations.warn_of_expiry(by=SYSTEM, at=at):
        pass
    while operations.expire_drafts(by=SYSTEM, at=at):
        pass


@reacts_to(ChargePaid, name="dossiers.fee_paid")
def fee_paid(event: ChargePaid) -> None:
    """The counter may go on."""
    _ours(event.subject_type, event.subject_id, lambda key: operations.note_payment(
        dossier_id=key, by=SYSTEM, at=event.at))  # fmt: skip


@reacts_to(ResultSigned, name="dossiers.result_signed")
def result_signed(event: ResultSigned) -> None:
    """The clerk may issue."""
    _ours(event.subject_type, event.subject_id, lambda key: operations.note_signature(
        dossier_id=key, by=SYSTEM, at=event.at))  # fmt: skip


@reacts_to(ResultIssued, name="dossiers.result_issued")
def result_issued(event: ResultIssued) -> None:
    """The dossier is resolved."""
    _ours(event.subject_type, event.subject_id, lambda key: operations.note_issue(
        dossier_id=key, result=event.result, by=SYSTEM, at=event.at))  # fmt: skip


def _ours(subject_type: str, subject_id: str, note: Callable[[UUID], None]) -> None:
    if subject_type == SUBJECT:
        with suppress(AlreadyDone):
            note(UUID(subject_id))
