"""A JPEG without what cameras write beside the picture: place, time, device, preview."""

import struct

_START, _SCAN = b"\xff\xd8", 0xDA
#: JFIF and the colours' sense (Adobe's APP14) belong to the picture; an ICC profile does, too.
_KEPT = (0xE0, 0xEE)
_ICC = b"ICC_PROFILE\x00"
_FIRST_APP, _LAST_APP, _COMMENT = 0xE0, 0xEF, 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def strip_jpeg(content: bytes) -> bytes:
    """The same picture to the bit; as it is where its parts cannot be told apart."""
    if not content.startswith(_START):
        return content
    kept, place = [_START], 2
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            return content
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == _SCAN:
            return b"".join([*kept, content[place:]])
        if marker in _ALONE:
            kept.append(content[place : place + 2])
            place += 2
            continue
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        segment = content[place : place + 2 + length]
        if _is_of_the_picture(marker, segment[4:]):
            kept.append(segment)
        place += 2 + length
    return content


def _is_of_the_picture(marker: int, body: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if _FIRST_APP <= marker <= _LAST_APP:
        return marker in _KEPT or body.startswith(_ICC)
    return True
