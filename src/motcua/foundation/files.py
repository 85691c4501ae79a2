"""Stored files: named by SHA-256, typed by content, checked on every read.

The bytes are put on the shelf before the row is written; a transaction that then fails leaves only
bytes nobody refers to, which `sweep` removes. The other way round a receipt could name a file that
is not there.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

import puremagic
from PIL import Image, UnidentifiedImageError

from motcua.kernel.errors import Refusal

from . import plugs
from .models import StoredFile

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_IMAGES = {"JPEG": JPEG, "PNG": PNG}
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")


class Shelf(Protocol):
    """Where bytes lie: a folder, or an object store. Keys are SHA-256 in hex."""

    def put(self, key: str, content: bytes) -> None: ...
    def get(self, key: str) -> bytes | None: ...
    def remove(self, key: str) -> None: ...
    def keys(self, *, older_than: datetime) -> Iterator[str]: ...
    def check(self) -> None: ...
    def free(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A held file: digest in hex, size in bytes, media type by content."""

    sha256: str
    size: int
    media_type: str


class FileMissing(Exception):
    """A row names bytes that are not on the shelf: storage was lost or tampered with."""


class FileChanged(Exception):
    """The bytes on the shelf are not the bytes that were stored."""


class UnknownKind(Refusal):
    """The content is of no kind we take, whatever its name says."""

    code = "file-kind-unknown"
    status = 422


def store(content: bytes, *, at: datetime, media_type: str | None = None) -> Stored:
    """Hold the bytes; the same bytes twice are held once.

    `media_type` is for what we made ourselves; anything from outside is typed by content.

    :raises UnknownKind: from outside and of no kind we take
    """
    kind = media_type or detect(content)
    if kind is None:
        raise UnknownKind
    key = sha256(content).hexdigest()
    plugs.get(Shelf).put(key, content)
    row = StoredFile(sha256=key, size=len(content), media_type=kind, stored_at=at)
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return Stored(key, len(content), kind)


def read(key: str) -> bytes:
    """The bytes, proved to be the ones stored.

    :raises FileMissing: not on the shelf
    :raises FileChanged: the digest differs
    """
    content = plugs.get(Shelf).get(key)
    if content is None:
        raise FileMissing(key)
    if sha256(content).hexdigest() != key:
        raise FileChanged(key)
    return content


def detect(content: bytes) -> str | None:
    """The media type the content itself shows, among those we take; None for anything else."""
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content[:2] == b"PK":
        return DOCX if b"word/document.xml" in content else None
    return _image(content)


def looks_like(content: bytes) -> str:
    """What an unknown content seems to be, for an error a person can act on; '' if no idea."""
    try:
        return str(puremagic.from_string(content[:4096])).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""


def _image(content: bytes) -> str | None:
    try:
        # Only these readers: the others are never run on what a stranger sends.
        with Image.open(io.BytesIO(content), formats=tuple(_IMAGES)) as image:
            kind = _IMAGES.get(image.format or "")
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return kind


def sweep(*, older_than: datetime) -> int:
    """Remove bytes that no row names and that were put before `older_than`. Returns how many."""
    shelf = plugs.get(Shelf)
    removed = 0
    for key in shelf.keys(older_than=older_than):
        if not StoredFile.objects.filter(sha256=key).exists():
            shelf.remove(key)
            removed += 1
    return removed
