"""Answers given without Django: by the keeper and to single observations."""

import msgspec
from django.utils import translation

from motcua.design import problems
from motcua.foundation.front.answers import Answer, Headers
from motcua.foundation.front.doors import Scope
from motcua.foundation.identifiers import new_id
from motcua.kernel.errors import Refusal

from .problems import REALM, UNKNOWN

_encoder = msgspec.json.Encoder()


def language_asked(scope: Scope) -> str:
    """By `Accept-Language`."""
    for name, value in scope["headers"]:
        if name == b"accept-language":
            return problems.language(value.decode("latin1"))
    return "vi"


def json_answer(
    status: int, told: object, always: Headers, *, kind: str = "application/json", mark: str = ""
) -> Answer:
    body = _encoder.encode(told)
    headers = [
        *always,
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"x-request-id", (mark or new_id().hex).encode()),
    ]
    return Answer(status, headers, body)


def problem_answer(refusal: Refusal, scope: Scope, always: Headers) -> Answer:
    """The problem document (RFC 9457) of a refusal."""
    mark = new_id().hex
    with translation.override(language_asked(scope)):
        told = problems.document_of(refusal, instance=mark)
    answer = json_answer(refusal.status, told, always, kind=problems.CONTENT_TYPE, mark=mark)
    if refusal.status == UNKNOWN:
        answer.headers.append((b"www-authenticate", REALM.encode()))
    if seconds := refusal.params.get("seconds"):
        answer.headers.append((b"retry-after", str(seconds).encode()))
    return answer
