"""Files that come piece by piece over a bad network, and are whole exactly once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from motcua.foundation import files, keys
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotFound, WrongMoment

from .. import policies, steps
from ..models import Piece, Upload
from ..rules import limits


@transaction.atomic(durable=True)
def open_upload(*, owner: UUID, name: str, size: int, by: Actor, at: datetime) -> UUID:
    """Announce a file of so many bytes. Returns the upload's id.

    :raises NotAllowed: nobody is signed in
    :raises Invalid: it is empty
    :raises TooLarge: larger than anything we take :raises StoreFull: the owner's store is full
    :raises TooManyUploads: so much is under way already
    """
    policies.must_hand_in(by)
    if size <= 0:
        raise Invalid("an empty file", field="size")
    limits.must_fit(size, held=steps.held_by(owner))
    under_way = Upload.objects.filter(owner=owner, state="open").aggregate(
        count=Count("id"), size=Sum("size")
    )
    if (
        under_way["count"] >= limits.OPEN_UPLOADS
        or (under_way["size"] or 0) + size > limits.OPEN_BYTES
    ):
        raise limits.TooManyUploads(f"{under_way['count']} under way")
    made = Upload.objects.create(
        id=new_id(),
        owner=owner,
        handed_by=by.id,
        name=keys.seal(keys.person(owner), name.encode(), at=at),
        size=size,
        opened_at=at,
        touched_at=at,
    )
    return made.id


@transaction.atomic(durable=True)
def take_piece(*, upload_id: UUID, start: int, content: bytes, by: Actor, at: datetime) -> int:
    """Take the next bytes. Returns how many are there now.

    :raises NotFound: not the actor's upload
    :raises WrongOffset: they do not begin where the last ended; params: offset
    :raises WrongMoment: it is whole already, or was given up
    :raises TooLarge: the piece is too large, or more comes than was announced
    """
    row = _lock(upload_id, by=by)
    if row.state != "open":
        raise WrongMoment("the upload is over", state=row.state)
    if start != row.received:
        raise limits.WrongOffset("not where the last piece ended", offset=row.received)
    if len(content) > limits.LARGEST_PIECE or row.received + len(content) > row.size:
        raise limits.TooLarge("more than announced", most=row.size)
    if content:
        sealed = keys.seal(keys.person(row.owner), content, at=at)
        Piece.objects.create(upload=row, start=start, content=sealed)
    row.received += len(content)
    row.touched_at = at
    row.save(update_fields=["received", "touched_at"])
    return row.received


@transaction.atomic(durable=True)
def finish_upload(
    *, upload_id: UUID, laid: files.Laid, media_type: str, pages: int = 0, by: Actor, at: datetime
) -> UUID:
    """All pieces lie on the shelf as one file: it becomes a document, once. Returns its id.

    :raises NotFound: not the actor's upload
    :raises WrongMoment: it is not whole, or was given up
    :raises StoreFull: the owner holds as much as one may
    """
    row = _lock(upload_id, by=by)
    if row.document is not None:
        return row.document
    if row.state != "open" or row.received != row.size or laid.size != row.size:
        raise WrongMoment("the upload is not whole", state=row.state)
    name = keys.unseal(keys.person(row.owner), bytes(row.name)).decode()
    made = steps.receive(
        laid,
        owner=row.owner,
        name=name,
        media_type=media_type,
        pages=pages,
        parts=[],
        by=by,
        at=at,
    )
    row.document = made.id
    steps.end_upload(row, "done", at=at)
    return made.id


@transaction.atomic(durable=True)
def give_up_upload(*, upload_id: UUID, by: Actor, at: datetime) -> None:
    """It will never be whole, or is not of a kind we take. :raises NotFound: not the actor's"""
    row = _lock(upload_id, by=by)
    if row.state == "open":
        steps.end_upload(row, "dropped", at=at)


@transaction.atomic(durable=True)
def forget_uploads(*, before: datetime, by: Actor, at: datetime) -> int:
    """Remove uploads that nobody went on with, and what is left of those that ended.

    :raises NotAllowed: only the machinery does
    """
    del at
    policies.must_erase(by)
    old = Upload.objects.filter(touched_at__lt=before)
    Piece.objects.filter(upload__in=old.values("id")).delete()
    return old.delete()[0]


def _lock(upload_id: UUID, *, by: Actor) -> Upload:
    row = Upload.objects.select_for_update().filter(id=upload_id).first()
    if row is None or by.id not in (row.handed_by, f"person:{row.owner}"):
        raise NotFound("no such upload")
    return row
