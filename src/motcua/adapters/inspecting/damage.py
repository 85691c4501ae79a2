"""Damage that readers pass over in silence: what is missing is drawn grey, or mended by guessing.

A doubt, never a refusal: what is certainly cut off is not opened at all.
"""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from motcua.modules.documents.ports import JPEG, PNG

_SCAN, _PROGRESSIVE = b"\xff\xda", b"\xff\xc2"
#: Where the data of a JPEG end too early, its reader draws this grey to the end.
_FILLED = (128, 128)
_COEFFICIENTS = 64
_PNG_HEAD = 8


def is_damaged(content: bytes, media_type: str, unpacked: Image.Image) -> bool:
    """Whether part of a picture is missing; `unpacked` is as its reader left it."""
    if media_type == JPEG:
        return _ends_in_grey(unpacked) or _lacks_scans(content)
    return media_type == PNG and not all(_sums(content))


def _ends_in_grey(unpacked: Image.Image) -> bool:
    """The end of the last row: what is drawn last, whichever way the picture is turned."""
    width, height = unpacked.size
    end = unpacked.crop(
        (width - max(1, width // 8), height - max(1, min(8, height)), width, height)
    )
    bands = end.getextrema()
    return all(each == _FILLED for each in (bands if isinstance(bands[0], tuple) else (bands,)))


def _lacks_scans(content: bytes) -> bool:
    """A progressive JPEG comes in scans, each finer; without the last ones it stays coarse."""
    if _PROGRESSIVE not in content[: _first_scan(content)]:
        return False
    finest: dict[int, list[int]] = {}
    place = content.find(_SCAN)
    while place >= 0:
        for component, start, end, low in _told_by(content[place + 4 : place + 20]):
            known = finest.setdefault(component, [1] * _COEFFICIENTS)
            known[start : end + 1] = [low] * (end + 1 - start)
        place = content.find(_SCAN, place + 2)
    return any(any(known) for known in finest.values())


def _first_scan(content: bytes) -> int:
    return max(0, content.find(_SCAN))


def _told_by(head: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Of a scan: component, first and last coefficient, and how many bits are still to come."""
    count = head[0] if head else 0
    if not 1 <= count <= 4 or len(head) < 4 + 2 * count:
        return
    start, end, bits = head[1 + 2 * count : 4 + 2 * count]
    if start <= end < _COEFFICIENTS:
        for each in range(count):
            yield head[1 + 2 * each], start, end, bits & 0x0F


def _sums(content: bytes) -> Iterator[bool]:
    """Whether each part of a PNG that is needed to draw it is as it was written."""
    place = _PNG_HEAD
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, end = content[place + 4 : place + 8], place + 8 + length
        if kind[:1].isupper():
            yield content[end : end + 4] == struct.pack(">I", zlib.crc32(content[place + 4 : end]))
        if kind == b"IEND":
            return
        place = end + 4
