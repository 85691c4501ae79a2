"""The parts of a DOCX: an archive that is read only where it is small, plain and unambiguous."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from motcua.modules.documents.ports import Trouble

MOST_PARTS = 2000
#: Unpacked: one part, and all of them. Word's own files of a hundred pages stay below a tenth.
MOST_PART, MOST_IN_ALL = 64 * 1024 * 1024, 200 * 1024 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 1
_AT_ONCE = 256 * 1024
_BAD_NAME = re.compile(r"^/|\\|(^|/)\.\.(/|$)|\x00")
#: What an archive that is broken, or that lies about itself, makes its reader throw.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError,
          ValueError, KeyError, etree.XMLSyntaxError)  # fmt: skip


class Unfit(Exception):
    """Something in it that is not taken."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Packed:
    """Every part by its name, proved by its checksum."""

    parts: Mapping[str, bytes]

    def tree(self, name: str) -> etree._Element:
        """A part as XML. :raises Unfit: it declares anything of its own, or is not well-formed"""
        content = self.parts.get(name)
        if content is None:
            raise Unfit(Trouble.BROKEN)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        tree = etree.fromstring(content, parser)
        if tree.getroottree().docinfo.internalDTD is not None:
            raise Unfit(Trouble.BROKEN)
        return tree

    def ends(self, *endings: str) -> list[str]:
        return [name for name in self.parts if name.lower().endswith(endings)]


def unpacked(content: bytes) -> Packed:
    """
    :raises Unfit: locked, too large, or not to be trusted
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        _must_be_plain(members, len(content))
        return Packed({member.filename: _read(archive, member) for member in members})


def _must_be_plain(members: list[zipfile.ZipInfo], size: int) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Unfit(Trouble.LOCKED)
    too_many = len(members) > MOST_PARTS
    if too_many or sum(member.file_size for member in members) > MOST_IN_ALL:
        raise Unfit(Trouble.UNPACKS_TOO_LARGE)
    if any(member.file_size > MOST_PART for member in members):
        raise Unfit(Trouble.UNPACKS_TOO_LARGE)
    names = {member.filename.lower() for member in members}
    if len(names) < len(members) or any(_BAD_NAME.search(name) for name in names):
        raise Unfit(Trouble.TWO_KINDS)
    if any(member.compress_type not in (0, zipfile.ZIP_DEFLATED) for member in members):
        raise Unfit(Trouble.BROKEN)
    _must_not_overlap(members, size)


def _must_not_overlap(members: list[zipfile.ZipInfo], size: int) -> None:
    """Parts that share their bytes unpack to a thousand times what they take."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.header_offset < end:
            raise Unfit(Trouble.UNPACKS_TOO_LARGE)
        # The name lies in between a second time; how long it is there, only that header knows.
        end = member.header_offset + _LOCAL_HEADER + member.compress_size
    if end > size:
        raise Unfit(Trouble.BROKEN)
    if members and min(member.header_offset for member in members) != 0:
        raise Unfit(Trouble.TWO_KINDS)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than was announced; the checksum is looked at by reading to the end."""
    got = io.BytesIO()
    with archive.open(member) as stream:
        while part := stream.read(_AT_ONCE):
            got.write(part)
            if got.tell() > member.file_size:
                raise Unfit(Trouble.UNPACKS_TOO_LARGE)
    return got.getvalue()
