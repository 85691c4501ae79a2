"""The public verbs of results and letters. Each is a transaction of its own.

Dossiers calls the steps of the same names inside its own operations; these are for the doors that
deal with a paper by itself, and for what the machinery notes.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import Actor

from . import steps, twins
from .rules.content import Receiver
from .steps import Draft, LetterOrder, Made

__all__ = [
    "Draft",
    "LetterOrder",
    "Made",
    "Receiver",
    "approve",
    "draft",
    "hand_over",
    "issue_letter",
    "make_receipt_key",
    "mark_delivered",
    "note_issued",
    "note_letter",
    "note_signed",
    "number_and_issue",
    "recall",
    "renew_receipt_key",
    "return_draft",
    "void_letter",
]


@transaction.atomic(durable=True)
def draft(*, subject: tuple[str, str], work: Draft, by: Actor, at: datetime) -> UUID:
    """Write a draft of a decision, or write it again where it came back."""
    return steps.draft(subject=subject, work=work, by=by, at=at)


@transaction.atomic(durable=True)
def return_draft(*, result_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Send a draft back with a reason."""
    steps.return_draft(result_id=result_id, reason=reason, by=by, at=at)


@transaction.atomic(durable=True)
def approve(*, result_id: UUID, by: Actor, at: datetime) -> None:
    """The signatory decides; the signature follows."""
    steps.approve(result_id=result_id, by=by, at=at)


@transaction.atomic(durable=True)
def note_signed(
    *, result_id: UUID, sha256: str, approved_at: datetime, made: Sequence[Made] = (), by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """The signatory's signature is on the file; `made` is held from now on."""
    steps.hold(made, at=at)
    steps.note_signed(result_id=result_id, sha256=sha256, approved_at=approved_at, by=by, at=at)


@transaction.atomic(durable=True)
def number_and_issue(*, result_id: UUID, by: Actor, at: datetime) -> str:
    """The clerk gives number and date; the organisation's signature follows."""
    return steps.number_and_issue(result_id=result_id, by=by, at=at)


@transaction.atomic(durable=True)
def note_issued(
    *, result_id: UUID, sha256: str, made: Sequence[Made] = (), by: Actor, at: datetime
) -> None:
    """Both signatures are on the file; `made` is held from now on."""
    steps.hold(made, at=at)
    steps.note_issued(result_id=result_id, sha256=sha256, by=by, at=at)


@transaction.atomic(durable=True)
def mark_delivered(*, result_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant can have it online."""
    steps.mark_delivered(result_id=result_id, by=by, at=at)


@transaction.atomic(durable=True)
def hand_over(*, result_id: UUID, to: Receiver, by: Actor, at: datetime) -> None:
    """Somebody took it at the counter."""
    steps.hand_over(result_id=result_id, to=to, by=by, at=at)


@transaction.atomic(durable=True)
def recall(*, result_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The result is of no force from now on."""
    steps.recall(result_id=result_id, reason=reason, by=by, at=at)


@transaction.atomic(durable=True)
def issue_letter(*, subject: tuple[str, str], order: LetterOrder, by: Actor, at: datetime) -> UUID:
    """Decide a letter; it is typeset and sealed right after."""
    return steps.issue_letter(subject=subject, order=order, by=by, at=at)


@transaction.atomic(durable=True)
def note_letter(
    *, letter_id: UUID, sha256: str, twin: str = "", made: Sequence[Made] = (), by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """The letter is typeset and sealed; `twin` is the digest of its signed data.

    What was `made` for it is held from now on.
    """
    steps.hold(made, at=at)
    steps.note_letter(letter_id=letter_id, sha256=sha256, twin=twin, by=by, at=at)


@transaction.atomic(durable=True)
def void_letter(*, letter_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The letter is of no force; another may be issued in its place."""
    steps.void_letter(letter_id=letter_id, reason=reason, by=by, at=at)


@transaction.atomic(durable=True)
def make_receipt_key(*, by: Actor, at: datetime) -> None:
    """See that there is a key to sign receipts with; it is made once.

    :raises NotAllowed: only the machinery does so
    """
    twins.only_machinery(by)
    if twins.signing() is None:
        twins.make(by=by, at=at)


@transaction.atomic(durable=True)
def renew_receipt_key(*, by: Actor, at: datetime) -> str:
    """Sign with a new key from now on; what was signed before can still be checked.

    :raises NotAllowed: only the machinery does so
    """
    twins.only_machinery(by)
    return twins.make(by=by, at=at)
