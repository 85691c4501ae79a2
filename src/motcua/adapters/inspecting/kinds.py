"""What a content is by its own bytes; its name and what a browser said of it count for nothing."""

import io
import zipfile

from motcua.modules.documents.ports import DOCX, HEIC, JPEG, PDF, PNG, Trouble

_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
#: Readers of PDF look for its first line that far.
_PDF_HEAD = 1024
_SPACE = b"\x00\t\n\x0c\r \xef\xbb\xbf"
#: A second file that readers look for may begin that far in.
_SEARCHED = 1024 * 1024


def kind(content: bytes) -> tuple[str, Trouble | None]:
    """The media type, and why the content is not taken where that shows already."""
    found = _begins(content)
    if not found:
        is_locked = content.startswith(_OLE) and _ENCRYPTED in content[:_SEARCHED]
        return "", Trouble.LOCKED if is_locked else Trouble.UNKNOWN_KIND
    if found != DOCX and _is_something_else_too(content, found):
        return found, Trouble.TWO_KINDS
    return found, None


def _begins(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(b"PK\x03\x04"):
        # Whether it is a document, its parts will tell.
        return DOCX
    return PDF if b"%PDF-" in content[:_PDF_HEAD] else ""


def _is_something_else_too(content: bytes, found: str) -> bool:
    """Whether another program would read it as another file.

    What phones put behind a photo (a second picture, a short film) is no such thing.
    """
    if found == PDF:
        # In front of a PDF only what nobody sees: all else is there for another reader.
        before = content[: content.index(b"%PDF-")]
        if before.strip(_SPACE):
            return True
    elif b"%PDF-" in content[:_PDF_HEAD]:
        return True
    return _is_archive(content) or any(mark in content[:_SEARCHED] for mark in _PACKED)


def _is_archive(content: bytes) -> bool:
    if b"PK\x05\x06" not in content[-70_000:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return bool(packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
