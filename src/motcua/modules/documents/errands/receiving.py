"""Bytes of strangers, laid on the shelf before anything is written down about them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.foundation import files
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound, Refusal, WrongMoment

from .. import operations, queries
from ..rules import limits, photos, sheets


def receive(
    *, content: bytes, owner: UUID, name: str, by: Actor, at: datetime
) -> queries.DocumentCard:
    """A file given in one go becomes a document of its owner's.

    :raises UnknownKind: of no kind we take
    :raises TooLarge: larger than anything we take
    :raises StoreFull: the owner holds as much as one may
    """
    limits.must_fit(len(content), held=0)
    media_type = _kind_of(content)
    pages = sheets.counted(content, media_type)
    with files.laid_for(content) as laid:
        made = operations.receive(
            laid=laid, owner=owner, name=name, media_type=media_type, pages=pages, by=by, at=at
        )
    return queries.document(made, by=SYSTEM)


def join(
    *, documents: Sequence[UUID], owner: UUID, name: str, by: Actor, at: datetime
) -> queries.DocumentCard:
    """Photos that were handed in one by one become the pages of one document, in this order.

    The single photos stay until the clean-up finds that nothing uses them.

    :raises NotFound: the owner has no such document
    :raises NotPhotos: fewer than two, too many, or something that is no photo
    :raises TooLarge: together larger than anything we take
    """
    if len(documents) > limits.MOST_PHOTOS:
        raise limits.NotPhotos(f"{len(documents)} files", most=limits.MOST_PHOTOS)
    cards = [queries.document(each, by=SYSTEM) for each in documents]
    if any(card.owner != owner for card in cards):
        raise NotFound("no such document")
    if any(card.is_refused for card in cards):
        raise limits.NotPhotos("one of them cannot be taken")
    # Before anything is read: together they might be more than this process can hold.
    limits.must_fit(sum(card.size for card in cards), held=0)
    contents = [files.read(card.sha256) for card in cards]
    return join_contents(contents=contents, owner=owner, name=name, by=by, at=at)


def join_contents(
    *, contents: Sequence[bytes], owner: UUID, name: str, by: Actor, at: datetime
) -> queries.DocumentCard:
    """As `join`, for photos that come all at once.

    :raises NotPhotos: fewer than two, too many, or something that is no photo
    :raises TooLarge: together larger than anything we take
    """
    limits.must_fit(sum(map(len, contents)), held=0)
    pages = [photos.Photo(each, files.detect(each) or "") for each in contents]
    if not 2 <= len(pages) <= limits.MOST_PHOTOS or any(
        page.media_type not in photos.IMAGES for page in pages
    ):
        raise limits.NotPhotos(f"{len(pages)} files", most=limits.MOST_PHOTOS)
    with files.laid_for(photos.joined(pages)) as laid:
        made = operations.join_photos(
            laid=laid,
            owner=owner,
            name=name,
            parts=[photos.described(page) for page in pages],
            by=by,
            at=at,
        )
    return queries.document(made, by=SYSTEM)


def finish_upload(*, upload_id: UUID, by: Actor, at: datetime) -> queries.DocumentCard:
    """All pieces are there: they become a document. Doing it again gives the same document.

    :raises NotFound: not the actor's upload
    :raises WrongMoment: it is not whole, or was given up
    :raises UnknownKind: of no kind we take; the upload is given up
    :raises StoreFull: the owner holds as much as one may
    """
    card = queries.upload(upload_id, by=by)
    if card.document is None:
        content = queries.pieces(upload_id, by=by)
        if len(content) != card.size:
            # Not whole yet; or whole and finished by somebody else this very moment.
            card = queries.upload(upload_id, by=by)
            if card.document is None:
                raise WrongMoment("the upload is not whole", state=card.state)
    if card.document is not None:
        return queries.document(card.document, by=SYSTEM)
    try:
        media_type = _kind_of(content)
    except Refusal:
        operations.give_up_upload(upload_id=upload_id, by=by, at=at)
        raise
    pages = sheets.counted(content, media_type)
    with files.laid_for(content) as laid:
        made = operations.finish_upload(
            upload_id=upload_id, laid=laid, media_type=media_type, pages=pages, by=by, at=at
        )
    return queries.document(made, by=SYSTEM)


def _kind_of(content: bytes) -> str:
    kind = files.detect(content)
    if kind is None:
        raise files.UnknownKind("of no kind we take", looks_like=files.looks_like(content))
    return kind
