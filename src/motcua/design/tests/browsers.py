"""A browser without script, for the tests of every site: pages got, forms sent, words read."""

from django.http import HttpResponse
from django.test import Client
from lxml import html

from motcua.design.requests import SESSION_KEY
from motcua.kernel.actors import Actor


class Browser:
    """Somebody signed in (or nobody) at one site, in one of its languages."""

    def __init__(self, site: str, actor: Actor | None = None, *, language: str = "vi") -> None:
        self.client = Client()
        self.prefix = f"/en/{site}/" if language == "en" else f"/{site}/"
        if actor is not None:
            session = self.client.session
            session[SESSION_KEY] = actor.id
            session.save()

    def get(self, path: str = "") -> HttpResponse:
        answer: HttpResponse = self.client.get(self.prefix + path)  # type: ignore[assignment] # the test client's own class
        return answer

    def post(self, path: str, **typed: object) -> HttpResponse:
        answer: HttpResponse = self.client.post(self.prefix + path, typed)  # type: ignore[assignment] # as above
        return answer


def texts(answer: HttpResponse, xpath: str) -> list[str]:
    """The words of elements, or the values of attributes, with spaces made single."""
    found = html.fromstring(answer.content).xpath(xpath)
    assert isinstance(found, list)
    return [
        " ".join((each.text_content() if isinstance(each, html.HtmlElement) else str(each)).split())
        for each in found
    ]


def said(answer: HttpResponse) -> str:
    """All words of the page's main part."""
    return texts(answer, "//main")[0]
