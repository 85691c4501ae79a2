"""Several photos as one document: a plain archive of them, the same for the same photos.

The photos are kept bit for bit, in their order; the archive adds nothing that could differ from
one day to the next, so its digest names these photos and no others.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

MEDIA_TYPE = "application/zip"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/heic": "heic"}
IMAGES = frozenset(_ENDINGS)


@dataclass(frozen=True, slots=True)
class Photo:
    """One page: its bytes, and of which kind they are."""

    content: bytes
    media_type: str


def joined(photos: Sequence[Photo]) -> bytes:
    """The archive of these photos."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, photo in enumerate(photos, 1):
            name = f"{number:02}.{_ENDINGS[photo.media_type]}"
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            archive.writestr(member, photo.content)
    return out.getvalue()


def described(photo: Photo) -> dict[str, object]:
    """What is told of one page without its content."""
    digest = sha256(photo.content).hexdigest()
    return {"sha256": digest, "size": len(photo.content), "media_type": photo.media_type}


def parted(archive: bytes) -> list[bytes]:
    """The photos of an archive that `joined` made, in their order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return [found.read(member) for member in found.infolist()]
