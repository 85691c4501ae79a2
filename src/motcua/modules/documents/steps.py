"""Writes that are part of somebody's transaction. The only place that writes a state."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, Sum

from motcua.foundation import files, journal, keys, sealing
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from . import events, policies
from .models import Document, Piece, Upload
from .rules import SUBJECT, Act, State
from .rules.life import next_state
from .rules.limits import must_fit


def subject(document: UUID) -> tuple[str, str]:
    return (SUBJECT, str(document))


@sealing.held_by_people("documents.Document")
def _holders(digest: str) -> list[str]:
    """In whose stores a file lies, as it came or as what was made of it."""
    named = Q(file=digest) | Q(copy=digest) | Q(thumbnail=digest)
    return [
        keys.person(each) for each in Document.objects.filter(named).values_list("owner", flat=True)
    ]


def lock(document: UUID, *, by: Actor) -> Document:
    """:raises NotFound: no such document, or not this actor's"""
    row = Document.objects.select_for_update().filter(id=document).first()
    if row is None or not policies.may_see(by, owner=row.owner):
        raise NotFound("no such document")
    return row


def lock_of(document: UUID, *, owner: UUID) -> Document:
    """:raises NotFound: this owner has no such document"""
    row = Document.objects.select_for_update().filter(id=document, owner=owner).first()
    if row is None:
        raise NotFound("no such document")
    return row


def end_upload(row: Upload, state: str, *, at: datetime) -> None:
    """Nothing more comes; its pieces are gone."""
    Piece.objects.filter(upload=row).delete()
    row.state, row.touched_at = state, at
    row.save(update_fields=["state", "document", "touched_at"])


def receive(  # noqa: PLR0913 -- all that a document is
    laid: files.Laid, *, owner: UUID, name: str, media_type: str, pages: int,
    parts: list[dict[str, object]], by: Actor, at: datetime,
) -> Document:  # fmt: skip
    """Hold what was laid on the shelf, once: the same bytes again are the document there is.

    :raises StoreFull: with it the owner would hold more than one may
    """
    subject_key = keys.person(owner)
    stored = files.hold(laid, media_type=media_type, holder=subject_key, at=at)
    known = Document.objects.select_for_update().filter(owner=owner, file=stored.sha256).first()
    if known is not None:
        known.touched_at = max(known.touched_at, at)
        if by.id not in (known.handed_by, *known.also_by):
            known.also_by = [*known.also_by, by.id]
        known.save(update_fields=["touched_at", "also_by"])
        return known
    must_fit(stored.size, held=held_by(owner))
    made = Document.objects.create(
        id=new_id(),
        owner=owner,
        file_id=stored.sha256,
        name=keys.seal(subject_key, name.encode(), at=at),
        media_type=media_type,
        size=stored.size,
        pages=pages,
        parts=parts,
        state=State.RECEIVED,
        handed_by=by.id,
        received_at=at,
        touched_at=at,
    )
    received = events.DocumentReceived(made.id, media_type, made.size, len(parts) or 1, at)
    journal.record(received, by=by, subject=subject(made.id))
    return made


def give(digest: str, *, owner: UUID, to: UUID, by: Actor, at: datetime) -> UUID | None:
    """Let somebody else have a document of the owner's as theirs, as it was found to be.

    Returns its id in their store; None where the owner has no such document. Their store may be
    full: what is given with a draft is not refused for that.
    """
    row = Document.objects.select_for_update().filter(owner=owner, file=digest).first()
    if row is None:
        return None
    known = Document.objects.filter(owner=to, file=digest).values_list("id", flat=True).first()
    if known is not None:
        return known
    holder = keys.person(to)
    for each in _files(row):
        files.share(each, holder=holder, at=at)
    name = keys.unseal(keys.person(owner), bytes(row.name))
    row.id, row.owner, row.name = new_id(), to, keys.seal(holder, name, at=at)
    row.handed_by, row.received_at, row.touched_at, row.kept_at = by.id, at, at, None
    row.also_by = []
    if row.state == State.CHECKING:
        row.state = State.RECEIVED  # the look that is under way is noted in the other store only
    row.save(force_insert=True)
    received = events.DocumentReceived(row.id, row.media_type, row.size, row.pages or 1, at)
    journal.record(received, by=by, subject=subject(row.id))
    return row.id


def held_by(owner: UUID) -> int:
    """Bytes that the person holds."""
    found = Document.objects.filter(owner=owner).aggregate(all=Sum("size"))
    return int(found["all"] or 0)


def move(row: Document, act: Act) -> None:
    """:raises WrongMoment: it was looked into already"""
    row.state = next_state(State(row.state), act)


def forget_copy(row: Document) -> None:
    """The copy of before goes: one made without a scan is not the one that follows a scan."""
    if row.copy_id is None:
        return
    before, row.copy_id = row.copy_id, None
    row.save(update_fields=["copy"])
    others = Document.objects.filter(owner=row.owner).filter(
        Q(file=before) | Q(copy=before) | Q(thumbnail=before)
    )
    if not others.exists():
        files.let_go([before], holder=keys.person(row.owner))


def drop(row: Document, *, by: Actor, unused: bool, at: datetime) -> None:
    """The document is no more; its files go with the next sweep, if nobody else holds them."""
    gone, left = row.id, set(_files(row))
    row.delete()
    # Two documents may have the same first page, and so the same small picture of it.
    others = Document.objects.filter(owner=row.owner).filter(
        Q(file__in=left) | Q(copy__in=left) | Q(thumbnail__in=left)
    )
    still = {key for other in others for key in _files(other)}
    files.let_go(sorted(left - still), holder=keys.person(row.owner))
    journal.record(events.DocumentDiscarded(gone, unused, at), by=by, subject=subject(gone))


def _files(row: Document) -> Iterator[str]:
    yield row.file_id
    yield from (key for key in (row.copy_id, row.thumbnail_id) if key)
