"""Officers at their browsers."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from lxml import html

from motcua.design.requests import SESSION_KEY
from motcua.foundation import jobs
from motcua.kernel.actors import Actor


class Desk:
    """A browser in which somebody is signed in, and the pages it shows."""

    def __init__(self, actor: Actor, *, language: str = "vi") -> None:
        self.client = Client()
        self.prefix = "/en/desk/" if language == "en" else "/desk/"
        session = self.client.session
        session[SESSION_KEY] = actor.id
        session.save()

    def get(self, path: str = "") -> HttpResponse:
        return self.visit(self.prefix + path)

    def visit(self, where: str) -> HttpResponse:
        answer: HttpResponse = self.client.get(where)  # type: ignore[assignment]  # the test client's own class
        return answer

    def open(self, dossier: UUID, door: str = "") -> HttpResponse:
        return self.get(f"dossiers/{dossier}{f'/{door}' if door else ''}")

    def post(self, dossier: UUID, door: str, typed: Mapping[str, object]) -> HttpResponse:
        where = f"{self.prefix}dossiers/{dossier}/{door}"
        answer: HttpResponse = self.client.post(where, typed)  # type: ignore[assignment]  # as above
        return answer

    def do(
        self, dossier: UUID, door: str, typed: Mapping[str, object] | None = None
    ) -> HttpResponse:
        """Post to a door, then let the machinery do its part."""
        answer = self.post(dossier, door, typed or {})
        jobs.run_due()
        return answer

    def fill(self, dossier: UUID, door: str, typed: Mapping[str, object]) -> HttpResponse:
        """Open the page, type over what stands in it, and press its button."""
        page = html.fromstring(self.open(dossier, door).content)
        assert isinstance(page, html.HtmlElement)
        form = page.forms[-1]
        values: dict[str, list[object]] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        return self.do(dossier, door, {**values, **typed})

    def offers(self, dossier: UUID) -> set[str]:
        """The doors the page offers."""
        content = self.open(dossier).content
        return {where.rpartition("/")[2] for way in ("a/@href", "form/@action")
                for where in texts(content, f"{ACTS}//{way}")}  # fmt: skip


ACTS = "//section[contains(@class,'mc-box--acts')]"
SUMMARY = "//*[contains(@class,'govuk-error-summary__list')]/li"


def texts(content: bytes, xpath: str) -> list[str]:
    """The words of elements, or the values of attributes, with spaces made single."""
    found = html.fromstring(content).xpath(xpath)
    assert isinstance(found, list)
    return [
        " ".join((each.text_content() if isinstance(each, html.HtmlElement) else str(each)).split())
        for each in found
    ]


def went_well(answer: HttpResponse) -> bool:
    """Post, redirect, get: back to the dossier with word of what was done."""
    return answer.status_code == 302 and "?done=" in answer["Location"]


def errors(answer: HttpResponse) -> list[tuple[str, str]]:
    """The error summary: where each sentence leads, and the sentence."""
    return [
        ("".join(texts(answer.content, f"({SUMMARY})[{number}]//a/@href")), sentence)
        for number, sentence in enumerate(texts(answer.content, SUMMARY), start=1)
    ]


def said(answer: HttpResponse) -> str:
    """All words of the page's main part."""
    return texts(answer.content, "//main")[0]
