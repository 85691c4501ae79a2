"""A first count of pages, made when a file comes in: a hint until it was looked into apart.

Bytes of strangers are only searched here, and unpacked within narrow limits; nothing is drawn, and
nothing that is not plainly said is guessed.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import chain, islice

from .photos import IMAGES

PDF = "application/pdf"
#: More pages than anybody files; who says so is not believed.
_MOST = 100_000
#: Packed parts that may hold the tree of pages: so many of them, unpacked so far.
_MOST_PARTS, _UNPACKED = 100, 256 * 1024
_MOST_TREES, _HEAD = 500, 400
_PACKED = re.compile(rb"/ObjStm\b")
_BEGINS = re.compile(rb"\bstream\r?\n")
_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})(?!\d)(?!\s+\d+\s+R)")
_NEAR = 20_000


def counted(content: bytes, media_type: str) -> int:
    """How many pages there are, as far as it is plainly said; 0 where it is not."""
    if media_type in IMAGES:
        return 1
    return _of_pdf(content) if media_type == PDF else 0


def _of_pdf(content: bytes) -> int:
    """What the last tree of pages says that belongs to no other: later parts of a file overrule."""
    found = 0
    for text in chain([content], _packed(content)):
        for mark in islice(_TREE.finditer(text), _MOST_TREES):
            about = _dictionary(text, mark.start())
            said = _COUNT.search(about)
            if b"/Parent" not in about and said and int(said[1]) <= _MOST:
                found = int(said[1])
    return found


def _dictionary(text: bytes, place: int) -> bytes:
    """What stands between the brackets around a place, as far as nothing is nested in it."""
    start = text.rfind(b"<<", max(0, place - _NEAR), place)
    end = text.find(b">>", place, place + _NEAR)
    return text[start:end] if start >= 0 and end >= 0 else b""


def _packed(content: bytes) -> Iterator[bytes]:
    for mark in islice(_PACKED.finditer(content), _MOST_PARTS):
        begins = _BEGINS.search(content, mark.end(), mark.end() + _HEAD)
        if begins is None:
            continue
        packed = content[begins.end() : begins.end() + _UNPACKED]
        try:
            yield zlib.decompressobj().decompress(packed, _UNPACKED)
        except zlib.error:
            continue
