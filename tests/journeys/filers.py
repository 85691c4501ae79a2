"""Somebody at a browser who files whatever is offered, and their own program that files the same.

What they answer is invented; what the registers hold of them is looked at first, as it is shown.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import yaml
from playwright.sync_api import expect

from motcua.modules.forms.rules import (
    File,
    Form,
    Page,
    Question,
    Scene,
    Typed,
    next_page,
    prefilled,
)
from motcua.modules.forms.rules.inventing import Answers, Inventor
from motcua.modules.forms.rules.places import NO_PLACES

from .conftest import Walker
from .widgets import Hand, facts_on, page_of_paper, paper_for

#: So many times a page is sent at most: each may call up a question that depends on another.
CALLED_UP = 3
PROVINCE, COMMUNES = "01", ("00070", "00004", "00376")
FILES = ("dossiers:file", "dossiers:read")
Sentences = dict[str, set[str]]
#: Citizens of the demonstration city: number, telephone and mail as their account says.
CITIZENS = {
    "Nguyễn Thị An": ("001196000000", "0900000001", "an@thanhphomau.example"),
    "Nguyễn Văn Bình": ("001092000000", "0900000002", "binh@thanhphomau.example"),
    "Phạm Thị Mơ": ("001155000000", "0900000003", "mo@thanhphomau.example"),
}
AN, BINH, MO = CITIZENS
#: Packages that two sign: who applies, who signs, and what is answered so that it is these two.
TOGETHER: dict[str, tuple[str, str, Answers]] = {
    "1.000894": (BINH, MO, {
        "i_am": "groom", "groom_name": BINH, "groom_id": "001092000000",
        "groom_born_on": "1992-09-02",
        "bride_name": MO, "bride_id": "001155000000", "bride_born_on": "1955-11-20",
    }),
}  # fmt: skip


def today() -> date:
    """The day it is in the city."""
    return (datetime.now(UTC) + timedelta(hours=7)).date()


@dataclass(frozen=True)
class Invented(Inventor):
    """Draws answers around what is `held` of somebody, with files and addresses of their own."""

    held: Mapping[str, object] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    papers: str = ""

    def _answer(self, question: Question) -> object:
        if question.key in self.held:
            return self.held[question.key]
        answer = super()._answer(question)
        if answer is not None and isinstance(question.kind, File):
            return [paper_for(question, self.papers)]
        if answer is not None and getattr(question.kind, "proof", False):
            return self.contacts[question.kind.name]
        return answer


@dataclass(slots=True)
class Draft:
    """An application that somebody is filling in."""

    id: str
    agency: str

    @property
    def at(self) -> str:
        return f"/drafts/{self.id}"


@dataclass(slots=True)
class Filer:
    """A person of the demonstration city. `contacts` are their phone and e-mail."""

    number: str
    contacts: Mapping[str, str]
    walker: Walker
    hand: Hand

    @classmethod
    def named(cls, name: str, walker: Walker) -> "Filer":
        """One of the citizens, who is signed in already."""
        number, phone, email = CITIZENS[name]
        expect(walker.page.get_by_role("button", name="Đăng xuất").first).to_be_attached()
        return cls(number, {"phone": phone, "email": email}, walker, Hand(walker.page))

    def invents(
        self, draw: random.Random, code: str, form: Form, held: Mapping[str, object]
    ) -> Answers:
        """Answers that the form takes, around what is held of them; papers are named after both."""
        papers = f"{code}-{self.number[:6]}"
        drawn = Invented(
            draw, PROVINCE, COMMUNES, today(), {},
            held=held, contacts=self.contacts, papers=papers,
        )  # fmt: skip
        return drawn.answers(form, NO_PLACES)

    # -- On the pages --

    def starts(self, code: str) -> Draft:
        """At the first agency that is offered."""
        page = self.walker.page
        page.goto(f"/procedures/{code}/start")
        agency = page.locator("[name=agency]").first
        agency.check()
        chosen = agency.get_attribute("value") or ""
        with page.expect_navigation():
            page.locator("main form button.govuk-button").first.click()
        return Draft(urlsplit(page.url).path.split("/")[2], chosen)

    def known(self, form: Form) -> Answers:
        """What the registers and their account hold of them that the form asks for."""
        (facts,) = (each["facts"] for each in _registered() if each["number"] == self.number)
        known = {name: fact["value"] for name, fact in facts.items()}
        known |= {f"applicant.{kind}": address for kind, address in self.contacts.items()}
        return prefilled(form, known, Scene(today(), NO_PLACES))

    def fills(self, draft: Draft, form: Form, answers: Answers) -> Sentences:
        """Every page that is asked, up to the check; what is said to be wrong, by page.

        What a page shows as known is confirmed, and stands in `answers` from then on.
        """
        page, wrong = self.walker.page, Sentences()
        while f"{draft.at}/pages/" in page.url:
            key = urlsplit(page.url).path.rsplit("/", 1)[1]
            asked = next(each for each in form.pages if each.key == key)
            if told := self._fill(asked, answers):
                # Who cannot go on leaves the page for later: the check leads back to it.
                wrong[key] = told
                following = next_page(form, answers, key)
                page.goto(f"{draft.at}/{f'pages/{following.key}' if following else 'delivery'}")
        assert page.url.endswith(f"{draft.at}/delivery"), page.url
        page.locator("[name=method]").first.check()
        self.hand.goes_on()
        return wrong

    def _fill(self, asked: Page, answers: Answers) -> set[str]:
        page = self.walker.page
        here = urlsplit(page.url).path
        before: list[str] | None = None
        for _try in range(CALLED_UP):
            stands = page.locator("[data-mc-asked]:not(template)").evaluate_all(
                "all => all.map((one) => one.dataset.mcAsked)"
            )
            if stands == before:
                break
            before = stands
            for question in asked.questions:
                self.hand.answers(question, answers.get(question.key))
            answers |= confirmed(asked, facts_on(page))
            self.hand.presses("go")
            if urlsplit(page.url).path != here:
                return set()
        said = page.locator(".govuk-error-summary__list li").all_inner_texts()
        assert said, f"{here} does not let go on, and does not say why"
        return {each.strip() for each in said}

    def files(self, draft: Draft) -> str:
        """Press the button of the check page; the dossier's address."""
        page = self.walker.page
        page.goto(f"{draft.at}/check")
        self.hand.goes_on()
        expect(page.locator(".govuk-panel")).to_be_visible()
        return urlsplit(page.url).path

    def asks_to_sign(self, draft: Draft) -> str:
        """The link for whoever else must sign."""
        page = self.walker.page
        page.goto(f"{draft.at}/check")
        with page.expect_navigation():
            page.locator("form[action*='/cosign/'] button").first.click()
        return page.locator("main code").inner_text().strip()

    def signs(self, link: str) -> None:
        page = self.walker.page
        page.goto(link)
        with page.expect_navigation():
            page.locator("button[name=deed][value=sign]").click()
        expect(page.locator(".govuk-notification-banner--success")).to_be_visible()


@dataclass(slots=True)
class Program:
    """What somebody's own program is told by the city, with the key they gave it."""

    line: httpx.Client

    @classmethod
    def of(cls, walker: Walker) -> "Program":
        """Set a key on the page of keys, as its owner does, and take it down."""
        page = walker.page
        page.goto("/keys")
        page.locator("[name=label]").fill("Phần mềm của gia đình")
        page.locator("[name=kind][value=token]").check()
        for scope in FILES:
            page.locator(f"[name=scopes][value='{scope}']").check()
        page.locator("[name=days]").select_option(index=1)
        with page.expect_navigation():
            page.get_by_role("button", name="Đặt khóa", exact=True).click()
        secret = page.locator("#secret").inner_text().strip()
        city = urlsplit(page.url)
        return cls(
            httpx.Client(
                base_url=f"{city.scheme}://{city.netloc}/api/v1",
                headers={"Authorization": f"Bearer {secret}"},
                timeout=60,
            )
        )

    def files(
        self, form: Form, code: str, agency: str, answers: Answers, *, key: str
    ) -> tuple[int, dict[str, Any]]:
        """The status and what is told; files are sent before."""
        whole = {name: self._sent(form, name, answer) for name, answer in answers.items()}
        body = {"procedure": code, "agency": agency, "answers": whole}
        filed = self.line.post("/dossiers", json=body, headers={"Idempotency-Key": key})
        return filed.status_code, filed.json()

    def _sent(self, form: Form, name: str, answer: object) -> object:
        question = form.question(name)
        if question is None or not isinstance(question.kind, File) or not isinstance(answer, list):
            return answer
        return [self._send(entry) for entry in answer]

    def _send(self, entry: Mapping[str, object]) -> object:
        name = str(entry["name"])
        sent = self.line.post(
            "/files", content=page_of_paper(name), headers={"File-Name": quote(name)}
        )
        assert sent.status_code == 201, sent.text
        return {**sent.json()["entry"], **_said(entry)}

    def dossier(self, number: str) -> dict[str, Any]:
        told: dict[str, Any] = self.line.get(f"/dossiers/{number}").raise_for_status().json()
        return told


def confirmed(page: Page, facts: Mapping[str, Typed]) -> Answers:
    """The answers in what a page shows as known."""
    scene = Scene(today(), NO_PLACES)
    return {
        question.key: question.kind.parse(facts[question.key], scene).answer
        for question in page.questions
        if question.key in facts
    }


def held_of(form: Form, known: Collection[str]) -> set[str]:
    """The questions that a page may show as answered already."""
    return {*known, *(each.key for each in form.questions() if each.prefill or each.again)}


@cache
def _registered() -> Sequence[Mapping[str, Any]]:
    """What the registers of the demonstration hold."""
    text = (files("motcua.adapters.registers") / "people.yaml").read_text("utf-8")
    people: Sequence[Mapping[str, Any]] = yaml.load(text, yaml.CSafeLoader)["people"]
    return people


def _said(entry: Mapping[str, object]) -> dict[str, object]:
    return {"originality": entry["originality"]} if "originality" in entry else {}
