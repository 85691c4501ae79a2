"""Designers Giang and Tuệ and officer Chi at their browsers."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from lxml import html

from motcua.design.requests import SESSION_KEY
from motcua.kernel.actors import Actor, Role
from motcua.modules.organisation.seed.cities import demo_city, found
from motcua.modules.organisation.tests.factories import somebody_posted
from motcua.modules.proposals.tests.factories import TUESDAY

CITY = "H26"


@dataclass(frozen=True, slots=True)
class People:
    giang: Actor
    tue: Actor
    auditor: Actor
    chi: Actor


def the_people() -> People:
    found(demo_city(), at=TUESDAY)
    return People(
        giang=somebody_posted(Role.PROCEDURE_ADMIN, CITY, "Vũ Hương Giang"),
        tue=somebody_posted(Role.PROCEDURE_ADMIN, CITY, "Đặng Minh Tuệ"),
        auditor=somebody_posted(Role.AUDITOR, CITY, "Lưu Đức Thịnh"),
        chi=somebody_posted(Role.RECEIVER, CITY, "Lê Thị Chi"),
    )


class Room:
    """A browser in which somebody is signed in (or nobody), and the pages it shows."""

    def __init__(self, actor: Actor | None = None, *, language: str = "vi") -> None:
        self.client = Client()
        self.prefix = "/en/studio/" if language == "en" else "/studio/"
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
    got = html.fromstring(answer.content).xpath(xpath)
    assert isinstance(got, list)
    return [
        " ".join((each.text_content() if isinstance(each, html.HtmlElement) else str(each)).split())
        for each in got
    ]


def said(answer: HttpResponse) -> str:
    """All words of the page's main part."""
    return texts(answer, "//main")[0]
