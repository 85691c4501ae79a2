"""What the front says by itself, before anybody behind it was asked: in both languages, briefly."""

from collections.abc import Iterable
from html import escape

import msgspec

from ..identifiers import new_id
from .answers import Answer, Headers

#: Seconds after which it is worth coming back.
COME_BACK = 2

SENTENCES = {
    "body-too-large": (
        "Dữ liệu gửi lên quá lớn. Hãy gửi thành nhiều phần nhỏ hơn.",
        "What was sent is too large. Please send it in smaller parts.",
    ),
    "body-too-slow": (
        "Dữ liệu gửi lên quá chậm nên không nhận được hết. Hãy thử lại khi đường truyền tốt hơn.",
        "It came too slowly to be taken in. Please try again on a better line.",
    ),
    "no-room": (
        "Máy chủ đang nhận quá nhiều dữ liệu. Hãy thử lại sau ít giây.",
        "The server is taking in too much at once. Please try again in a few seconds.",
    ),
    "busy": (
        "Hiện có quá nhiều yêu cầu. Hãy thử lại sau ít giây.",
        "Too many requests at this moment. Please try again in a few seconds.",
    ),
    "broken": (
        "Máy chủ gặp lỗi. Hãy thử lại sau.",
        "Something went wrong on the server. Please try again later.",
    ),
}


def refuse(status: int, code: str, scope_headers: Headers, always: Headers) -> Answer:
    """A page for a browser, a problem document (RFC 9457) for anybody else."""
    asked = {name: value.decode("latin1") for name, value in scope_headers}
    language = _language(asked.get(b"accept-language", ""))
    sentence = SENTENCES[code][language == "en"]
    mark = new_id().hex
    if "text/html" in asked.get(b"accept", ""):
        kind, body = "text/html; charset=utf-8", _page(language, sentence)
    else:
        kind, body = "application/problem+json", _problem(status, code, sentence, mark)
    headers = [
        *always,
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", language.encode()),
        (b"cache-control", b"no-store"),
        (b"x-request-id", mark.encode()),
        *_ending(status),
    ]
    return Answer(status, headers, body)


def _ending(status: int) -> Iterable[tuple[bytes, bytes]]:
    if status == 429:
        yield b"retry-after", str(COME_BACK).encode()
    if status in (408, 413):
        # The rest of the body is not read, so nothing else can follow on this connection.
        yield b"connection", b"close"


def _language(accepted: str) -> str:
    """Vietnamese, or English where it is named first."""
    for part in accepted.split(","):
        if (tag := part.strip()[:2].lower()) in ("vi", "en"):
            return tag
    return "vi"


def _problem(status: int, code: str, sentence: str, mark: str) -> bytes:
    return msgspec.json.encode(
        {
            "type": f"urn:motcua:problem:{code}", "code": code, "status": status,
            "title": sentence, "detail": "", "instance": mark,
        }
    )  # fmt: skip


def _page(language: str, sentence: str) -> bytes:
    words = escape(sentence)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words}</title></head><body><main><h1>{words}</h1></main></body></html>"
    ).encode()
