"""Who sends: the token of a source, in `Authorization: Bearer …`."""

from dataclasses import dataclass

from django.http import HttpRequest

from motcua.design.page import now
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.modules.observations import policies, queries
from motcua.modules.observations.queries import SourceCard

LONGEST_TOKEN = 200


class TokenMissing(Refusal):
    """Nobody said who sends."""

    code = "token-missing"
    status = 401


class TokenWrong(Refusal):
    """No open source has this token, or no longer."""

    code = "token-wrong"
    status = 401


class TooManyWrong(Refusal):
    """Too many wrong tokens from one address; `params["seconds"]` until they are forgotten."""

    code = "tokens-guessed"
    status = 429


@dataclass(frozen=True, slots=True)
class Sender:
    """The source whose token was shown."""

    source: SourceCard
    actor: Actor


def bearer(authorization: str) -> str:
    """The token of an `Authorization` header.

    :raises TokenMissing: there is none
    """
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing("Authorization: Bearer <token>")
    return token


def is_plausible(token: str) -> bool:
    """Whether it is worth looking for."""
    return len(token) <= LONGEST_TOKEN and token.isascii()


def sender(request: HttpRequest) -> Sender:
    """The source that sends.

    :raises TokenMissing: no token
    :raises TokenWrong: nobody's token, a revoked one, or one of a closed source
    """
    return sender_of(bearer(request.headers.get("Authorization", "")))


def sender_of(token: str) -> Sender:
    """:raises TokenWrong: nobody's token, a revoked one, or one of a closed source"""
    # Only digests are compared, inside an index: how long it takes tells nothing of any token.
    source = queries.public_source_of_token(token, at=now()) if is_plausible(token) else None
    if source is None:
        raise TokenWrong
    return Sender(source, policies.sender(source.code))
