"""Documents that are there: given in one go, or put together from photos."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import files
from motcua.kernel.actors import Actor

from .. import policies, steps
from ..rules import photos


@transaction.atomic(durable=True)
def receive(  # noqa: PLR0913 -- all that a document is
    *, laid: files.Laid, owner: UUID, name: str, media_type: str, pages: int = 0, by: Actor,
    at: datetime,
) -> UUID:  # fmt: skip
    """Take a file that lies on the shelf (see `errands.receive`). Returns the document's id.

    `owner` is whose it is, judged by whoever calls: the person, or whose draft it is for. `pages`
    as counted at first sight, 0 where nobody could.

    :raises NotAllowed: nobody is signed in
    :raises TooLarge: larger than anything we take
    :raises StoreFull: the owner holds as much as one may
    """
    policies.must_hand_in(by)
    made = steps.receive(
        laid,
        owner=owner,
        name=name,
        media_type=media_type,
        pages=pages,
        parts=[],
        by=by,
        at=at,
    )
    return made.id


@transaction.atomic(durable=True)
def join_photos(
    *, laid: files.Laid, owner: UUID, name: str, parts: list[dict[str, object]],
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Take an archive of photos (see `errands.join`) as one document. Returns its id.

    `parts` tell digest, size and media type of each photo.

    :raises NotAllowed: nobody is signed in
    :raises TooLarge: together larger than anything we take
    :raises StoreFull: the owner holds as much as one may
    """
    policies.must_hand_in(by)
    made = steps.receive(
        laid,
        owner=owner,
        name=name,
        media_type=photos.MEDIA_TYPE,
        pages=len(parts),
        parts=parts,
        by=by,
        at=at,
    )
    return made.id
