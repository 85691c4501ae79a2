"""Answers that are no pages: what caches may keep, and downloads that flow."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

from motcua.kernel.errors import Refusal

A_YEAR = 31_536_000
CHUNK = 64 * 1024
Row = Mapping[str, object]
#: What a file's name has none of; parts of an address stand in names.
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


def kept(
    request: HttpRequest, content: bytes, media_type: str, *, seconds: int, name: str = ""
) -> HttpResponse:
    """Content anybody may keep so long; 304 where the asker has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    # A packed answer carries the same tag as a weak one: `W/"…"`.
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type=media_type)
        if name:
            response.headers["Content-Disposition"] = _disposition(name, is_attached=False)
    response.headers["ETag"] = tag
    forever = ", immutable" if seconds >= A_YEAR else ""
    response.headers["Cache-Control"] = f"public, max-age={seconds}{forever}"
    _open(response)
    return response


def json(request: HttpRequest, value: object, *, seconds: int = 60) -> HttpResponse:
    """A public value as JSON."""
    return kept(request, encoded(value), "application/json; charset=utf-8", seconds=seconds)


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal to a machine: a problem document (RFC 9457)."""
    told = {"type": "about:blank", "title": refusal.detail, "status": refusal.status,
            "code": refusal.code, **refusal.params}  # fmt: skip
    return HttpResponse(
        encoded(told), status=refusal.status, content_type="application/problem+json"
    )


def csv_file(rows: Iterable[Row], columns: Sequence[str], name: str) -> StreamingHttpResponse:
    """Rows as CSV (RFC 4180, UTF-8), written while they are read.

    With a byte order mark, without which spreadsheets here break the letters.
    """
    return _flowing(_csv(rows, columns), "text/csv; charset=utf-8", f"{name}.csv")


def json_file(rows: Iterable[Row], about: Row, name: str) -> StreamingHttpResponse:
    """`{"about": …, "items": […]}`, written while the rows are read."""
    return _flowing(_json(rows, about), "application/json; charset=utf-8", f"{name}.json")


def encoded(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=str)


def moment(at: datetime) -> str:
    """UTC, to the second, as every download writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _flowing(parts: Iterator[bytes], media_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(parts, content_type=media_type)
    response.headers["Content-Disposition"] = _disposition(name, is_attached=True)
    response.headers["Cache-Control"] = "public, max-age=60"
    _open(response)
    return response


def _disposition(name: str, *, is_attached: bool) -> str:
    fit = _UNFIT.sub("_", name)
    return content_disposition_header(as_attachment=is_attached, filename=fit) or "inline"


def _open(response: HttpResponse | StreamingHttpResponse) -> None:
    """Public data may be read by pages of others."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    held.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row[name] is None else row[name] for name in columns])
        if held.tell() > CHUNK:
            yield _taken(held)
    yield _taken(held)


def _taken(held: io.StringIO) -> bytes:
    written = held.getvalue().encode()
    held.seek(0)
    held.truncate()
    return written


def _json(rows: Iterable[Row], about: Row) -> Iterator[bytes]:
    held, size = [b'{"about":' + encoded(about) + b',"items":['], 0
    for number, row in enumerate(rows):
        part = (b",\n" if number else b"\n") + encoded(row)
        held.append(part)
        size += len(part)
        if size > CHUNK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join([*held, b"]}\n"])
