"""Documents in somebody's store: used, described, kept, thrown away, erased."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from motcua.foundation import files, journal, keys
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid

from .. import events, policies, steps
from ..models import Document, Piece, Upload
from ..rules import Originality
from ..rules.limits import StillUsed


@transaction.atomic(durable=True)
def attach(*, document_id: UUID, owner: UUID, by: Actor, at: datetime) -> None:
    """It is about to be named by a draft of its owner's: the clean-up leaves it alone meanwhile.

    `owner` is whose draft it is, judged by whoever calls.

    :raises NotFound: the owner has no such document
    """
    policies.must_hand_in(by)
    row = steps.lock_of(document_id, owner=owner)
    row.touched_at = max(row.touched_at, at)
    row.save(update_fields=["touched_at"])


@transaction.atomic(durable=True)
def declare(
    *, document_id: UUID, originality: str, document_type: str = "", by: Actor, at: datetime
) -> None:
    """Say what it shows: an original, a certified or a plain copy; and of which type it is.

    :raises NotFound: not the actor's document
    :raises Invalid: no such originality
    """
    del at
    if originality not in {"", *(each.value for each in Originality)}:
        raise Invalid("no such originality", field="originality")
    row = steps.lock(document_id, by=by)
    row.originality = originality
    row.document_type = document_type or row.document_type
    row.save(update_fields=["originality", "document_type"])


@transaction.atomic(durable=True)
def keep(*, document_id: UUID, by: Actor, at: datetime) -> None:
    """The owner wants it kept though nothing uses it yet. :raises NotFound: not theirs"""
    row = steps.lock(document_id, by=by)
    row.kept_at = row.kept_at or at
    row.save(update_fields=["kept_at"])


@transaction.atomic(durable=True)
def discard(*, document_id: UUID, by: Actor, at: datetime) -> None:
    """Throw it away.

    :raises NotFound: not the actor's document
    :raises StillUsed: a draft or a dossier names it
    """
    row = steps.lock(document_id, by=by)
    if files.claimed([row.file_id]):
        raise StillUsed(f"{row.id} is named elsewhere")
    steps.drop(row, by=by, unused=False, at=at)


@transaction.atomic(durable=True)
def forget_unused(*, document_id: UUID, before: datetime, by: Actor, at: datetime) -> bool:
    """Drop a document that nothing names and nobody touched since. Returns whether it was dropped.

    :raises NotAllowed: only the machinery does
    """
    policies.must_erase(by)
    row = Document.objects.select_for_update().filter(id=document_id).first()
    if row is None or row.kept_at or row.touched_at >= before or files.claimed([row.file_id]):
        return False
    steps.drop(row, by=by, unused=True, at=at)
    return True


@transaction.atomic(durable=True)
def erase_person(*, person: UUID, kept: Collection[str] = (), by: Actor, at: datetime) -> int:
    """Erase what the person handed in: nobody can read it any more. Returns how many documents.

    `kept`: files of dossiers that the law keeps; they and their copies stay readable under the
    person's key until this is called again without them. With none, the key itself is erased. What
    a dossier names stays named there, with digest and size, and cannot be opened. The city still
    reads what somebody else handed in too.

    :raises NotAllowed: neither an administrator nor the machinery
    """
    policies.must_erase(by)
    holder = keys.person(person)
    mine = Document.objects.filter(owner=person)
    staying = mine.filter(file__in=list(kept))
    gone = mine.exclude(file__in=list(kept))
    count = gone.count()
    still = {*kept, *_copies(staying)}
    Piece.objects.filter(upload__owner=person).delete()
    Upload.objects.filter(owner=person).delete()
    gone.delete()
    if still:
        let_go = files.let_go_all(holder=holder, but=sorted(still))
    else:
        let_go = files.let_go_all(holder=holder) + keys.erase(holder)
    if count or let_go:
        told = events.PersonErased(person, count, at)
        journal.record(told, by=by, subject=("person", str(person)))
    return count


def _copies(rows: QuerySet[Document]) -> set[str]:
    pairs = rows.values_list("copy", "thumbnail")
    return {digest for pair in pairs for digest in pair if digest}
