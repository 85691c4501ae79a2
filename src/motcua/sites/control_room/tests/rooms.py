"""Officers of the operations centre at their browsers."""

from django.http import HttpResponse
from django.test import Client
from lxml import html

from motcua.design.requests import SESSION_KEY
from motcua.kernel.actors import Actor, Role
from motcua.modules.alerts.tests.factories import the_places
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.organisation.tests.factories import an_agency, somebody_posted

CITY = "H26"


def the_city() -> None:
    an_agency(CITY, kind=AgencyKind.CITY_COMMITTEE, place_code="01")
    an_agency("H26.101", parent=CITY)
    the_places()


def officer(role: Role, name: str, agency: str = CITY) -> Actor:
    return somebody_posted(role, agency, name)


class Room:
    """A browser in which somebody is signed in (or nobody), and the pages it shows."""

    def __init__(self, actor: Actor | None = None, *, language: str = "vi") -> None:
        self.client = Client()
        self.prefix = "/en/control-room/" if language == "en" else "/control-room/"
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


def gaps(answer: HttpResponse) -> list[str]:
    return texts(answer, "//*[contains(@class,'govuk-error-summary__list')]/li")
