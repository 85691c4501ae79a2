"""What comes in: bodies, their media types and contexts; and who sends them."""

import re
import time
from dataclasses import dataclass
from hashlib import sha256

import msgspec
from django.http import HttpRequest

from motcua.design.page import now
from motcua.kernel.actors import Actor
from motcua.modules.entities.rules.problems import BadContent, InvalidRequest
from motcua.modules.observations import policies as observations_policies
from motcua.modules.observations import queries as observations

from . import contexts
from .contexts import Spoken
from .problems import LengthRequired, NotSignedIn, TooLarge, UnsupportedMediaType

JSON, LD, MERGE = "application/json", "application/ld+json", "application/merge-patch+json"
LARGEST = 16 * 1024 * 1024
#: A revoked token is believed this much longer.
BELIEVED_SECONDS = 5.0
MOST_BELIEVED = 1000
#: Numbers no database column and no client could hold.
_HUGE = re.compile(rb"\d{300}")
_BEARER = re.compile(r"Bearer +(\S{1,500})", re.IGNORECASE)
_believed: dict[bytes, tuple[float, Actor]] = {}


@dataclass(frozen=True, slots=True)
class Body:
    """A decoded body. `spoken`: the context of the Link header; None: the body has its own."""

    told: object
    spoken: Spoken | None

    def context(self, part: object) -> Spoken:
        """The context of the body, or of one part of it.

        :raises BadContent: JSON-LD without, or JSON with an @context inside
        """
        own = part.get("@context") if isinstance(part, dict) else None
        if self.spoken is not None:
            if own is not None:
                raise BadContent("application/json has its @context in the Link header")
            return self.spoken
        if own is None:
            raise BadContent("application/ld+json has an @context in its body")
        return contexts.of_body(own)


def read(request: HttpRequest, *, merge: bool = False) -> Body:
    """The body of a request.

    :raises UnsupportedMediaType: neither JSON nor JSON-LD
    :raises InvalidRequest: it is not well-formed
    :raises BadContent: a text or number in it that cannot be kept
    """
    kind = str(request.META.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()
    if kind not in (JSON, LD) and not (merge and kind == MERGE):
        raise UnsupportedMediaType(f"the body is {kind or 'of no type'}")
    if not request.META.get("CONTENT_LENGTH") and "HTTP_TRANSFER_ENCODING" not in request.META:
        raise LengthRequired("send a Content-Length")
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise TooLarge(f"at most {LARGEST} bytes")
    told = decoded(raw)
    if kind != LD:
        return Body(told, contexts.of_link(request))
    if contexts.linked(request.META.get("HTTP_LINK") or ""):
        raise BadContent("application/ld+json has its @context in the body, not in a header")
    return Body(told, None)


def decoded(raw: bytes) -> object:
    """:raises InvalidRequest: it is not JSON
    :raises BadContent: it has a NUL, or a number beyond all measure"""
    if _HUGE.search(raw):
        raise BadContent("a number is too large")
    try:
        told: object = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise InvalidRequest(f"the body is not JSON: {str(wrong)[:200]}") from None
    if b"\\u0000" in raw and _has_nul(told):
        raise BadContent("no text has a NUL in it")
    return told


def _has_nul(told: object) -> bool:
    waiting = [told]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and "\0" in each:
            return True
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
    return False


def writer(request: HttpRequest) -> Actor:
    """Whose token the request shows.

    :raises NotSignedIn: none, or one that opens nothing
    """
    return writer_of(str(request.META.get("HTTP_AUTHORIZATION", "")))


def writer_of(authorization: str) -> Actor:
    """:raises NotSignedIn: no token, or one that opens nothing"""
    shown = _BEARER.fullmatch(authorization)
    if shown is None:
        raise NotSignedIn("send the token of a source: Authorization: Bearer …")
    digest, clock = sha256(shown[1].encode()).digest(), time.monotonic()
    held = _believed.get(digest)
    if held is not None and clock - held[0] < BELIEVED_SECONDS:
        return held[1]
    source = observations.public_source_of_token(shown[1], at=now())
    if source is None:
        raise NotSignedIn("this token opens nothing")
    actor = observations_policies.sender(source.code)
    if len(_believed) >= MOST_BELIEVED:
        _believed.clear()
    _believed[digest] = (clock, actor)
    return actor
