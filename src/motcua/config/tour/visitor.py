"""Somebody at a browser without JavaScript: follows links, fills in forms, presses buttons."""

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

import httpx
from lxml.html import FormElement, HtmlElement, document_fromstring


class Lost(Exception):
    """The page does not have what the visitor looks for; the message says where and what."""


class Visitor:
    """One person's session with the city."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, follow_redirects=True, timeout=30)
        self.url = url
        self.page: HtmlElement = document_fromstring("<html></html>")

    @property
    def words(self) -> str:
        """The plain words of the page's main part."""
        main = self.page.find(".//main")
        return " ".join(str((self.page if main is None else main).text_content()).split())

    def go(self, path: str) -> None:
        self._arrive(self.client.get(path))

    def follow(self, *, to: str) -> None:
        """Follow the first link whose address holds `to`. :raises Lost: there is none"""
        self._arrive(self.client.get(self._link(to)))

    def has_link(self, to: str) -> bool:
        return any(to in link.get("href", "") for link in self.page.iter("a"))

    def download(self, *, to: str) -> bytes:
        """The bytes behind the first link whose address holds `to`. :raises Lost: none"""
        answer = self.client.get(self._link(to))
        answer.raise_for_status()
        return answer.content

    def submit(self, answers: Mapping[str, str] | None = None, *, press: str) -> None:
        """Fill in and send the form whose button says `press`, or has it as its value.

        :raises Lost: there is none, or it has no such field
        """
        form, button = self._form(press)
        self._send(form, answers or {}, [button])

    def _send(
        self, form: FormElement, answers: Mapping[str, str], buttons: Sequence[HtmlElement]
    ) -> None:
        """Send a form; of the buttons the last, which is the one a page ends with."""
        for name, value in answers.items():
            if name not in form.fields:
                raise Lost(f"no field «{name}» at {self.url}; there are {sorted(form.fields)}")
            form.fields[name] = value
        data: dict[str, list[str]] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        for button in buttons[-1:]:
            if button.get("name"):
                data[button.get("name", "")] = [button.get("value", "")]
        target = urljoin(self.url, form.get("action") or self.url)
        self._arrive(self.client.post(target, data=data, headers={"Referer": self.url}))

    def send(self, answers: Mapping[str, str] | None = None, *, to: str = "") -> None:
        """Fill in and send the form this page is about, or the one that goes to another address.

        :raises Lost: the page has none
        """
        here = to or urlsplit(self.url).path
        for form in self.page.forms:
            target = urlsplit(urljoin(self.url, form.get("action") or self.url)).path
            if form.method == "POST" and target == here:
                return self._send(form, answers or {}, form.findall(".//button"))
        raise Lost(f"no form of its own at {self.url}")

    def _link(self, to: str) -> str:
        for link in self.page.iter("a"):
            if to in link.get("href", ""):
                return str(urljoin(self.url, link.get("href", "")))
        raise Lost(f"no link «{to}» at {self.url}")

    def _form(self, press: str) -> tuple[FormElement, HtmlElement]:
        said = []
        for form in self.page.forms:
            for button in form.iter("button"):
                label = " ".join(button.text_content().split())
                if form.method == "POST" and press in (label, button.get("value")):
                    return form, button
                said.append(label)
        raise Lost(f"no button «{press}» at {self.url}; there are {said}")

    def _arrive(self, answer: httpx.Response) -> None:
        self.url = str(answer.url)
        self.page = document_fromstring(answer.text)
        if answer.status_code >= 400:
            raise Lost(f"{answer.status_code} at {self.url}: {self.words[:400]}")
