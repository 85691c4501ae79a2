"""How much one person may hand in, and how long what nobody uses is kept."""

from datetime import timedelta

from motcua.kernel.errors import Refusal

MEGABYTE = 1024 * 1024
#: The largest one file may be, whatever a form allows.
LARGEST = 50 * MEGABYTE
#: All that one person holds; far more than any filing needs.
STORE = 1024 * MEGABYTE
#: What one person may have under way at once.
OPEN_UPLOADS = 40
OPEN_BYTES = 300 * MEGABYTE
#: One piece of an upload.
LARGEST_PIECE = 2 * MEGABYTE
#: Photos of one document.
MOST_PHOTOS = 30

#: An upload nobody went on with; a document that neither a draft nor a dossier names.
UPLOAD_LIFE = timedelta(days=1)
UNUSED_LIFE = timedelta(days=2)
#: Pages are waited for so long where a form limits them; then whoever files goes on, since it is
#: the city's own machine that is late, and the officer sees how many there are.
COUNTING = timedelta(minutes=10)
#: Checks that were begun and not finished are begun again after this.
CHECK_AGAIN = timedelta(minutes=5)


class StoreFull(Refusal):
    """The person holds as much as one may."""

    code = "document-store-full"


class TooManyUploads(Refusal):
    """So many are under way that no other can begin."""

    code = "uploads-under-way"


class TooLarge(Refusal):
    """`params["most"]` is the limit in megabytes."""

    code = "upload-too-large"
    status = 413


class WrongOffset(Refusal):
    """The piece does not begin where the last one ended; `params["offset"]` is where it should."""

    code = "upload-offset"


class StillUsed(Refusal):
    """A draft or a dossier names the document; it stays."""

    code = "document-in-use"


class NotPhotos(Refusal):
    """Only photos are put together to one document, two at least."""

    code = "only-photos-join"
    status = 422


def must_fit(size: int, *, held: int) -> None:
    """:raises TooLarge: this file :raises StoreFull: with all the others"""
    if size > LARGEST:
        raise TooLarge("one file", most=LARGEST // MEGABYTE)
    if held + size > STORE:
        raise StoreFull("the store", most=STORE // MEGABYTE)
