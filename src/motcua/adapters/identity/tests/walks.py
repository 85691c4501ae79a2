"""Walking through a sign-in as a browser does, and providers that misbehave on the way."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from django.http import HttpResponse
from django.test import Client

from motcua.adapters.identity.claims import claim_map
from motcua.adapters.identity.demo.channel import InProcess
from motcua.adapters.identity.demo.provider import DemoProvider
from motcua.adapters.identity.oidc import Issuer, OpenIdProvider
from motcua.design.page import now
from motcua.design.requests import SESSION_KEY
from motcua.kernel.words import Text
from motcua.modules.people.facts import Claims

BASE = "http://testserver"

Json = dict[str, object]
Change = Callable[[str, Json], object]


@dataclass(frozen=True, slots=True)
class Browser:
    """Django's test client, with the moves of somebody who signs in."""

    client: Client

    def begin(self, query: str = "") -> str:
        """The address of the provider's page."""
        answer = self.client.get(f"/sign-in/begin{query}")
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def choose(self, where: str, **sent: str) -> str:
        """Choose on the provider's page; the address the browser is sent back to."""
        page = self.client.get(where)
        token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
        answer = self.client.post(where, {"csrfmiddlewaretoken": token, **sent})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def sign_in(self, subject: str, query: str = "") -> HttpResponse:
        """The whole way; the answer to coming back."""
        return self.come_back(self.choose(self.begin(query), subject=subject))

    def come_back(self, where: str) -> HttpResponse:
        answer: HttpResponse = self.client.get(where)  # type: ignore[assignment]  # test client's own class
        return answer

    @property
    def who(self) -> str:
        return str(self.client.session.get(SESSION_KEY, ""))


def changed(where: str, **query: str) -> str:
    """The address with some of its query replaced; an empty value takes it away."""
    parts = urlsplit(where)
    pairs = {name: values[0] for name, values in parse_qs(parts.query).items()} | query
    return parts._replace(query=urlencode({n: v for n, v in pairs.items() if v})).geturl()


def query_of(where: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}


class Meddler(httpx.BaseTransport):
    """Lets everything through to the demo provider and changes its answers.

    `change` gets the path and the answer; what it returns is sent instead: an object as JSON, bytes
    or a number as they are. An exception of httpx is a network that failed.
    """

    def __init__(self, demo: DemoProvider, change: Change) -> None:
        self._demo = demo
        self._through = InProcess(demo, clock=now)
        self._change = change

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._through.handle_request(request)
        path = str(request.url).partition("?")[0].removeprefix(self._demo.issuer)
        sent = self._change(path, json.loads(answer.content))
        if isinstance(sent, bytes):
            return httpx.Response(200, content=sent, request=request)
        if isinstance(sent, int):
            return httpx.Response(sent, content=b"{}", request=request)
        return httpx.Response(answer.status_code, json=sent, request=request)


def prove(provider: OpenIdProvider, demo: DemoProvider, subject: str = "an") -> Claims:
    """The whole way without a browser: what the provider proves of whoever is chosen."""
    at, redirect_uri = now(), f"{BASE}/sign-in/return"
    begun = provider.begin(redirect_uri=redirect_uri, language="vi", at=at)
    back = demo.grant(demo.asked(query_of(begun.url)), subject, at=at)
    return provider.finish(answer=query_of(back), redirect_uri=redirect_uri, begun=begun, at=at)


def relying_on(demo: DemoProvider, change: Change) -> OpenIdProvider:
    """A client whose provider's answers are changed on the way."""
    issuer = Issuer(
        name="demo",
        label=Text("Định danh", "Identity"),
        issuer=demo.issuer,
        client_id=demo.client.client_id,
        client_secret=demo.client.client_secret,
        claim_map=claim_map("vneid"),
    )
    return OpenIdProvider(issuer, transport=Meddler(demo, change))
