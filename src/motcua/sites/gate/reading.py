"""From the body of a request to the rows of a message, within limits told in the handbook."""

import re
import zlib

import msgspec
from django.http import HttpRequest

from motcua.kernel.errors import Invalid, Refusal
from motcua.modules.observations.rules import (
    CSV,
    JSON,
    MOST_ROWS,
    NDJSON,
    Message,
    MessageTooLong,
    MessageUnreadable,
    decoded,
)

#: Of a batch, unpacked.
MOST_BYTES = 32 * 1024 * 1024
A_PIECE = 256 * 1024
#: What begins a row, so that a message far too long is not read at all.
_ROW_MARK = {JSON: b"{", NDJSON: b"\n", CSV: b"\n"}
_ENVELOPE = re.compile(rb'\A\s*\{\s*"observations"\s*:')
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class BodyTooLarge(Refusal):
    """More bytes than one batch may have, unpacked; send it in parts."""

    code = "batch-too-large"
    status = 413


class EncodingUnknown(Refusal):
    """Packed, or written, in a way the gate does not read."""

    code = "encoding-unknown"
    status = 415


class MediaTypeUnknown(Refusal):
    """Neither JSON, NDJSON nor CSV."""

    code = "media-type-unknown"
    status = 415


class KeyUnreadable(Invalid):
    """An `Idempotency-Key` is 1 to 200 visible ASCII characters."""

    code = "key-unreadable"


class _Envelope(msgspec.Struct, forbid_unknown_fields=True):
    observations: msgspec.Raw


_envelope = msgspec.json.Decoder(_Envelope)


def message(request: HttpRequest) -> Message:
    """The rows sent.

    :raises MediaTypeUnknown, EncodingUnknown: not one of ours
    :raises BodyTooLarge, MessageTooLong: more than one batch may have
    :raises MessageUnreadable: broken off, or not what it says it is
    """
    kind = _kind(request)
    content = _content(request)
    if content.count(_ROW_MARK[kind]) > MOST_ROWS + 1:
        raise MessageTooLong("more rows than one batch may have", most=MOST_ROWS)
    try:
        if kind == JSON and _ENVELOPE.match(content):
            content = _unwrapped(content)
        if not content.strip():
            raise MessageUnreadable("nothing was sent", found="0 byte")
        return decoded(content, kind)
    except RecursionError as deep:
        raise MessageUnreadable("nested too deeply", found="[[[[…") from deep


def key(request: HttpRequest) -> str | None:
    """:raises KeyUnreadable: not such a key"""
    given: str | None = request.headers.get("Idempotency-Key")
    if given is not None and not _KEY.fullmatch(given):
        raise KeyUnreadable
    return given


def _kind(request: HttpRequest) -> str:
    kind = request.content_type or JSON
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise EncodingUnknown("only UTF-8", given=charset[:50])
    if kind in ("application/ndjson", "application/jsonl", "application/x-jsonlines"):
        return NDJSON
    if kind == "application/csv":
        return CSV
    if kind not in _ROW_MARK:
        raise MediaTypeUnknown(", ".join(_ROW_MARK), given=kind[:100])
    return kind


def _content(request: HttpRequest) -> bytes:
    packing = request.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in ("gzip", "x-gzip"):
        return _unpacked(request)
    if packing not in ("identity", ""):
        raise EncodingUnknown("gzip or none", given=packing[:50])
    content: bytes = request.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BodyTooLarge(most=MOST_BYTES)
    return content


def _unpacked(request: HttpRequest) -> bytes:
    """Unpacked piece by piece, so that a small body cannot become more than one batch may be."""
    pieces, size = [], 0
    unpacker = zlib.decompressobj(wbits=31)
    try:
        while packed := unpacker.unconsumed_tail or request.read(A_PIECE):
            piece = unpacker.decompress(packed, A_PIECE)
            size += len(piece)
            if size > MOST_BYTES:
                raise BodyTooLarge(most=MOST_BYTES)
            pieces.append(piece)
            if unpacker.eof:
                break
    except zlib.error as wrong:
        raise MessageUnreadable("not gzip", found=str(wrong)[:200]) from wrong
    if not unpacker.eof or unpacker.unused_data or request.read(1):
        raise MessageUnreadable("gzip that breaks off, or goes on after its end", found="gzip")
    return b"".join(pieces)


def _unwrapped(content: bytes) -> bytes:
    try:
        return bytes(_envelope.decode(content).observations)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise MessageUnreadable('not {"observations": […]}', found=str(wrong)[:200]) from wrong
