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
        answer: HttpResponse = self.client.get(self.prefix + path)  # type: ignore[assignment]  # test client's own class
        return answer

    def open(self, dossier: UUID, door: str = "") -> HttpResponse:
        return self.get(f"dossiers/{dossier}{f'/{door}' if door else ''}")

    def do(
        self, dossier: UUID, door: str, typed: Mapping[str, object] | None = None
    ) -> HttpResponse:
        """Post to a door, then let the machinery do its part."""
        where = f"{self.prefix}dossiers/{dossier}/{door}"
        answer: HttpResponse = self.client.post(where, typed or {})  # type: ignore[assignment]  # as above
        jobs.run_due()
        return answer

    def fill(self, dossier: UUID, door: str, typed: Mapping[str, object]) -> HttpResponse:
        """Open the page, type over what stands in it, and press its button."""
        form = html.fromstring(self.open(dossier, door).content).xpath("//main//form")[0]
        values: dict[str, object] = {}
        for name, value in form.form_values():
            held = values.setdefault(name, [])
            assert isinstance(held, list)
            held.append(value)
        return self.do(dossier, door, values | dict(typed))

    def offers(self, dossier: UUID) -> set[str]:
        """The doors the page offers."""
        page = html.fromstring(self.open(dossier).content)
        links = page.xpath("//section[contains(@class,'mc-box--acts')]//a/@href")
        forms = page.xpath("//section[contains(@class,'mc-box--acts')]//form/@action")
        return {str(where).rpartition("/")[2] for where in (*links, *forms)}


def went_well(answer: HttpResponse) -> bool:
    """Post, redirect, get: back to the dossier with word of what was done."""
    return answer.status_code == 302 and "?done=" in answer["Location"]


def errors(answer: HttpResponse) -> list[tuple[str, str]]:
    """The error summary: where each sentence leads, and the sentence."""
    page = html.fromstring(answer.content)
    items = page.xpath("//*[contains(@class,'govuk-error-summary__list')]/li")
    return [
        (str((item.xpath(".//a/@href") or [""])[0]), item.text_content().strip()) for item in items
    ]


def said(answer: HttpResponse) -> str:
    """All words of the page's main part, spaces made single."""
    return " ".join(html.fromstring(answer.content).xpath("//main")[0].text_content().split())
