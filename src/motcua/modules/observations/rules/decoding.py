"""Messages as bytes into rows: JSON, NDJSON and CSV. Pure; what cannot be read is told by its row.

The whole is read at once by compiled decoders. Only where that fails is it read row by row, to find
the rows that are at fault: the others are taken.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from .rows import Message, MessageTooLong, MessageUnreadable, Outcome, Row, Verdict, Why

JSON, NDJSON, CSV = "application/json", "application/x-ndjson", "text/csv"
#: Other names of the same.
MEDIA_TYPES = {
    JSON: JSON, NDJSON: NDJSON, CSV: CSV, "application/ndjson": NDJSON, "application/jsonl": NDJSON,
    "application/x-jsonlines": NDJSON, "application/csv": CSV,
}  # fmt: skip
#: Rows of one batch; what is longer is sent in parts.
MOST_ROWS = 100_000
_BOM = b"\xef\xbb\xbf"
_COLUMNS = tuple(Row.__struct_fields__)
_NEEDED = {"time", "value"}

_rows = msgspec.json.Decoder(list[Row])
_row = msgspec.json.Decoder(Row)
_raw_rows = msgspec.json.Decoder(list[msgspec.Raw])


def decoded(content: bytes, media_type: str = JSON, *, most: int = MOST_ROWS) -> Message:
    """The rows of a message in one of the three media types.

    JSON is an array of objects, or one object; NDJSON one object a line; CSV has a header.

    :raises MessageUnreadable: not that media type at all, or one we do not read
    :raises MessageTooLong: more than `most` rows
    """
    kind = MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())
    if kind is None:
        raise MessageUnreadable("a media type we do not read", given=media_type[:100])
    plain = content.removeprefix(_BOM)
    digest = sha256(content).hexdigest()
    reader = {JSON: _from_json, NDJSON: _from_lines, CSV: _from_csv}[kind]
    message = reader(plain, digest)
    if message.size > most:
        raise MessageTooLong("more rows than one batch may have", rows=message.size, most=most)
    return message


def _from_json(content: bytes, digest: str) -> Message:
    if content.lstrip()[:1] == b"{":
        content = b"[" + content + b"]"
    try:
        return Message(_rows.decode(content), digest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:
        raw: Sequence[Any] = _raw_rows.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise MessageUnreadable("not a JSON array of rows", found=_said(wrong)) from wrong
    return _one_by_one(map(bytes, raw), digest)


def _from_lines(content: bytes, digest: str) -> Message:
    try:
        return Message(_row.decode_lines(content), digest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _one_by_one((line for line in content.split(b"\n") if line.strip()), digest)


def _one_by_one(raw: Iterable[bytes], digest: str) -> Message:
    rows: list[Row] = []
    places: list[int] = []
    unread: list[Verdict] = []
    for place, each in enumerate(raw, 1):
        try:
            rows.append(_row.decode(each))
            places.append(place)
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            unread.append(_unread(place, _said(wrong)))
    return Message(rows, digest, tuple(unread), places)


def _from_csv(content: bytes, digest: str) -> Message:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise MessageUnreadable("not UTF-8", found=_said(wrong)) from wrong
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = _header(next(lines, []))
        rows, places, unread = _table(columns, lines)
    except csv.Error as wrong:
        raise MessageUnreadable("not CSV", found=_said(wrong)) from wrong
    return Message(rows, digest, tuple(unread), places if unread else None)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header(names: Sequence[str]) -> list[str]:
    columns = [name.strip().lower() for name in names]
    wrong = [name for name in columns if name not in _COLUMNS]
    if wrong or len(set(columns)) < len(columns) or not set(columns) >= _NEEDED:
        raise MessageUnreadable("the first line names the columns", found=", ".join(_COLUMNS))
    return columns


def _table(
    columns: list[str], lines: Iterator[list[str]]
) -> tuple[list[Row], list[int], list[Verdict]]:
    rows: list[Row] = []
    places: list[int] = []
    unread: list[Verdict] = []
    place = 0
    for cells in lines:
        if not cells:
            continue
        place += 1
        try:
            given: dict[str, Any] = dict(zip(columns, cells, strict=True))
            given["time"] = datetime.fromisoformat(given["time"].strip())
            given["value"] = float(given["value"])
            rows.append(Row(**given))
            places.append(place)
        except ValueError as wrong:
            unread.append(_unread(place, _said(wrong)))
    return rows, places, unread


def _unread(place: int, detail: str) -> Verdict:
    return Verdict(place, place, Outcome.REFUSED, Why.UNREADABLE, detail)


def _said(wrong: Exception) -> str:
    return str(wrong)[:200]
