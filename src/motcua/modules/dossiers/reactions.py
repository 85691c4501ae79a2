"""What dossiers do when others' facts arrive. Each may run twice, so a repeat is a quiet no-op."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from motcua.foundation import jobs
from motcua.foundation.journal import reacts_to
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone
from motcua.modules.payments.events import ChargePaid
from motcua.modules.results.events import ResultIssued, ResultSigned

from . import errands, operations
from .events import DossierFiled, DraftExpiring
from .rules import SUBJECT


@reacts_to(DossierFiled, name="dossiers.filing_receipt")
def filing_receipt(event: DossierFiled) -> None:
    """The applicant gets it in writing: everything that was filed."""
    with suppress(AlreadyDone):
        operations.issue_filing_receipt(dossier_id=event.dossier, by=SYSTEM, at=event.at)


@reacts_to(DraftExpiring, name="dossiers.tell_expiring")
def tell_expiring(event: DraftExpiring) -> None:
    """Whoever writes it hears of it where they look, not only on their page."""
    errands.tell_expiring(event.dossier, expires_at=event.expires_at)


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
