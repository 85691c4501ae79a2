"""Citizens at their phones, without JavaScript: pages got and forms sent."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from lxml import html

from motcua.design.requests import SESSION_KEY
from motcua.kernel.actors import Actor
from motcua.modules.dossiers.tests.world import EXTRACT, WARD

SESSION_COOKIE = "motcua_session"

#: How the extract of a birth record is filled in, page by page.
EXTRACT_PAGES: Mapping[str, Mapping[str, object]] = {
    "who": {"q-acting_as": "self"},
    "yourself": {
        "q-own_name": "Nguyễn Thị An",
        "q-own_born_on-day": "15", "q-own_born_on-month": "3", "q-own_born_on-year": "1996",
        "q-own_id": "001196000000",
    },
    "contact": {"q-phone": "0912 345 678", "q-email": ""},
    "record": {"q-record_kind": "birth"},
    "registration": {"q-registered_year": "1996", "q-registered_abroad": "no"},
    "quantity": {"q-copies": "3"},
    "promise": {"q-truthful": "yes"},
}  # fmt: skip


class Phone:
    """A browser; signed in as the actor, if there is one."""

    def __init__(self, actor: Actor | None, *, language: str = "vi", careful: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=careful)
        self.prefix = "/en" if language == "en" else ""
        if actor is not None:
            self.sign_in(actor)

    def get(self, path: str) -> HttpResponse:
        answer: HttpResponse = self.client.get(self.prefix + path)  # type: ignore[assignment]  # test client's own class
        return answer

    def post(self, path: str, typed: Mapping[str, object] | None = None) -> HttpResponse:
        answer: HttpResponse = self.client.post(self.prefix + path, typed or {})  # type: ignore[assignment]  # as above
        return answer

    def lose_session(self) -> None:
        """Hours pass: the session ends while the page is still open."""
        self.client.session.flush()

    def sign_in(self, actor: Actor) -> None:
        """As the identity adapter does: a new session that says who."""
        self.client.cookies.pop(SESSION_COOKIE, None)
        session = self.client.session
        session[SESSION_KEY] = actor.id
        session.save()

    def starts(self, code: str = EXTRACT, agency: str = WARD) -> UUID:
        """A new draft; returns its id."""
        answer = self.post(f"/procedures/{code}/start", {"agency": agency})
        assert answer.status_code == 302, said(answer)
        return UUID(answer.headers["Location"].split("/drafts/")[1].split("/")[0])

    def fills(self, draft: UUID, key: str, typed: Mapping[str, object]) -> HttpResponse:
        return self.post(f"/drafts/{draft}/pages/{key}", typed)

    def fills_everything(self) -> UUID:
        """A draft of an extract that only waits to be filed."""
        draft = self.starts()
        for key, typed in EXTRACT_PAGES.items():
            answer = self.fills(draft, key, typed)
            assert answer.status_code == 302, errors(answer)
        return draft


def errors(answer: HttpResponse) -> list[tuple[str, str]]:
    """The error summary: where each sentence leads, and the sentence."""
    items = _page(answer).xpath("//*[contains(@class,'govuk-error-summary__list')]/li")
    return [
        (str((item.xpath(".//a/@href") or [""])[0]), item.text_content().strip()) for item in items
    ]


def said(answer: HttpResponse) -> str:
    """All words of the page's main part, spaces made single."""
    return " ".join(_page(answer).xpath("//main")[0].text_content().split())


def values(answer: HttpResponse) -> dict[str, str]:
    """What stands in the fields of the page's form."""
    form = next(iter(_page(answer).xpath("//main//form[@method='post']")))
    return {str(name): str(value) for name, value in form.form_values()}


def links(answer: HttpResponse) -> list[str]:
    return [str(where) for where in _page(answer).xpath("//main//a/@href")]


def _page(answer: HttpResponse) -> html.HtmlElement:
    return html.fromstring(answer.content.decode())
