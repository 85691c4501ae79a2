"""A package as a folder or a zip, and the limits of both. Nothing outside it is ever touched."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from .bank import bank_beside, completed
from .findings import Findings, Mark

MOST_FILES = 40
LARGEST_FILE = 512 * 1024
LARGEST_PACKAGE = 2 * 1024 * 1024
LARGEST_ZIP = 3 * 1024 * 1024
#: What a damaged zip makes the library raise.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError, struct.error, LookupError, OverflowError,
)  # fmt: skip
#: What a package is packed with. Others may ask for gigabytes before the first byte is read.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}(/[A-Za-z0-9][A-Za-z0-9._-]{0,79})?")


def unpack(content: bytes) -> dict[str, bytes]:
    """The files of a zip. One enclosing folder is taken off.

    :raises PackageErrors: not a zip, too much in it, or a path that leads outside
    """
    found = Findings()
    files: dict[str, bytes] = {}
    try:
        files = _members(content, found)
    except _BROKEN:
        found.add("not-a-zip", Mark("package.zip"))
    found.refuse_if_any()
    return _without_folder(files)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip that is the same, byte for byte, whenever the files are the same."""
    return _packed(files, zipfile.ZIP_DEFLATED)


def pack_plainly(files: Mapping[str, bytes]) -> bytes:
    """The same without compression: the same bytes whatever compresses them, today and later."""
    return _packed(files, zipfile.ZIP_STORED)


def _packed(files: Mapping[str, bytes], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=9) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = method
            archive.writestr(member, files[name])
    return out.getvalue()


def gather(folder: Path) -> dict[str, bytes]:
    """The files of a folder; links are not followed and hidden files not taken.

    Questions of the bank that lies beside the folder come along (see `bank`).

    :raises PackageErrors: too much in it, or a link
    """
    found = Findings()
    files: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            continue
        if path.is_symlink():
            found.add("path-escapes", Mark(name), path=name)
        elif path.is_file():
            size += path.stat().st_size
            if len(files) >= MOST_FILES or size > LARGEST_PACKAGE:
                found.add("package-too-large", Mark(name), size=size, limit=LARGEST_PACKAGE)
                break
            files[name] = path.read_bytes()
    found.refuse_if_any()
    return completed(files, bank_beside(folder))


def check_limits(files: Mapping[str, bytes], found: Findings) -> None:
    """Names and sizes, however the files came."""
    if len(files) > MOST_FILES:
        found.add("too-many-files", Mark("package"), count=len(files), limit=MOST_FILES)
    total = sum(map(len, files.values()))
    if total > LARGEST_PACKAGE:
        found.add("package-too-large", Mark("package"), size=total, limit=LARGEST_PACKAGE)
    for name, content in files.items():
        if not _NAME.fullmatch(name):
            found.add("path-escapes", Mark(name), path=name)
        if len(content) > LARGEST_FILE:
            found.add("file-too-large", Mark(name), size=len(content), limit=LARGEST_FILE)


def _members(content: bytes, found: Findings) -> dict[str, bytes]:
    if len(content) > LARGEST_ZIP:
        found.add("package-too-large", Mark("package.zip"), size=len(content), limit=LARGEST_ZIP)
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check_promises(members, found)
        if found:
            return {}
        return {member.filename: _opened(archive, member, found) for member in members}


def _check_promises(members: list[zipfile.ZipInfo], found: Findings) -> None:
    """What the zip's directory says, before anything is unpacked."""
    if len(members) > MOST_FILES:
        found.add("too-many-files", Mark("package.zip"), count=len(members), limit=MOST_FILES)
    total = sum(member.file_size for member in members)
    if total > LARGEST_PACKAGE:
        found.add("package-too-large", Mark("package.zip"), size=total, limit=LARGEST_PACKAGE)
    seen: set[str] = set()
    for member in members:
        name = member.filename
        parts = name.replace("\\", "/").split("/")
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        leaves = name.startswith(("/", "\\")) or ".." in parts or ":" in name
        if member.compress_type not in _METHODS:
            found.add("file-damaged", Mark(name))
        if is_link or leaves or len(parts) > 3:
            found.add("path-escapes", Mark(name), path=name)
        if name in seen:
            found.add("file-twice", Mark(name), path=name)
        seen.add(name)


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, found: Findings) -> bytes:
    """One file, reading never more than the limit whatever its header promised."""
    try:
        with archive.open(member) as stream:
            content = stream.read(LARGEST_FILE + 1)
    except _BROKEN:
        found.add("file-damaged", Mark(member.filename))
        return b""
    if len(content) > LARGEST_FILE:
        found.add("packed-too-tightly", Mark(member.filename))
    return content[: LARGEST_FILE + 1]


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        top = tops.pop()
        return {name[len(top) + 1 :]: content for name, content in files.items()}
    return files
