"""The back channel to the demo provider from within the same process.

The client sends the messages it would send over the network, and gets the answers it would get;
only no socket is opened, so a single web process cannot wait for itself.
"""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qsl

import httpx

from .provider import Answer, DemoProvider


class InProcess(httpx.BaseTransport):
    """Answers requests to the provider's own addresses; there is nothing else to reach."""

    def __init__(self, provider: DemoProvider, *, clock: Callable[[], datetime]) -> None:
        self._provider = provider
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._answer(request)
        return httpx.Response(answer.status, json=answer.body, request=request)

    def _answer(self, request: httpx.Request) -> Answer:
        provider, at = self._provider, self._clock()
        authorization = request.headers.get("Authorization", "")
        where = str(request.url).partition("?")[0]
        match request.method, where.removeprefix(provider.issuer):
            case "GET", "/.well-known/openid-configuration":
                return Answer(200, provider.description())
            case "GET", "/jwks":
                return Answer(200, provider.jwks())
            case "POST", "/token":
                form = dict(parse_qsl(request.read().decode()))
                return provider.token(form, authorization, at=at)
            case "GET", "/userinfo":
                return provider.user_info(authorization, at=at)
        return Answer(404, {"error": "not_found"})
