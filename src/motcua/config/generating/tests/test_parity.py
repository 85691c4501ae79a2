"""Every package, filled in by generated people on the pages and by machine: one verdict."""

import io
import random
from collections.abc import Iterator, Mapping
from itertools import chain

import pikepdf
import pytest
from django.test import Client

from motcua.config.demo import PACKAGES
from motcua.config.generating.city import inventor_of
from motcua.design.page import now
from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.access import operations as access
from motcua.modules.access import rules as keys
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue import queries as procedures
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import a_citizen
from motcua.modules.forms import rules as forms
from motcua.modules.forms.posted import ROWS
from motcua.modules.forms.proving import to_prove
from motcua.modules.forms.rules import Question, Typed, html_name
from motcua.modules.forms.rules.problems import At
from motcua.modules.forms.tests.spoiling import spoilt
from motcua.modules.people.ports import Messenger
from motcua.modules.people.tests.post import Post
from motcua.sites.portal.tests.phones import Phone, errors

from .test_packages import _CITY, AT, DECIDES, SHIPPED, _package

#: People who answer rightly, and people who get something wrong, for each package.
RIGHT, WRONG = 2, 3
#: So many times a page is sent at most: each may call up a question that depends on another.
CALLED_UP = 3
Answers = dict[str, object]
ONLINE = [code for code in SHIPPED if "online" in set(map(str, _package(code).procedure.channels))]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("code", ONLINE)
def test_pages_and_machine_come_to_one_verdict(code: str) -> None:
    _CITY()
    revision = catalogue.import_package(files=gather(PACKAGES / code), by=SYSTEM, at=AT)
    catalogue.publish(revision=revision, by=SYSTEM, at=AT)
    form = procedures.revision(revision).form
    agency = DECIDES[next(iter(_package(code).routes))]
    # What two people must sign is filed by neither way until the other has.
    waits_for_another = bool(_package(code).cosigners)
    draw = random.Random(code)  # noqa: S311 -- no secret

    for number in range(RIGHT + WRONG):
        person = _Person(draw, number)
        answers = person.answers(form)
        if number >= RIGHT:
            answers = spoilt(form, answers, draw)
        else:
            person.proves(form, answers)

        shown, was_filed = person.by_pages(form, code, agency, answers)
        told, is_complete = person.by_machine(code, agency, answers)

        assert shown == told
        assert was_filed == is_complete == (not told and not waits_for_another)
        assert number >= RIGHT or not told


class _Person:
    """Somebody generated, at a browser without script and with a program of theirs."""

    def __init__(self, draw: random.Random, number: int) -> None:
        self.inventor = inventor_of(draw, now())
        name, personal_id = self.inventor.name(), self.inventor.personal_id()
        self.actor: Actor = a_citizen(f"generated-{number}", name, personal_id)
        scopes = ["dossiers:file", "dossiers:read"]
        wish = keys.wish(label="Mẫu", kind="token", scopes=scopes, days=30, at=now())
        secret = access.give_key(wish=wish, by=self.actor, at=now()).secret
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"}

    def answers(self, form: forms.Form) -> Answers:
        """Right answers; files lie in the person's store, as if sent."""
        found = self.inventor.answers(form, plugs.get(forms.PlaceNames))
        for question in form.questions():
            if isinstance(question.kind, forms.File) and question.key in found:
                found[question.key] = [self._file(question.key)]
        return found

    def _file(self, name: str) -> object:
        page = _a_page(name)
        sent = self.client.post(
            "/api/v1/files", page, content_type="application/octet-stream",
            headers={**self.headers, "File-Name": f"{name}.pdf"},
        )  # fmt: skip
        assert sent.status_code == 201, sent.content
        return sent.json()["entry"]

    def proves(self, form: forms.Form, answers: Answers) -> None:
        """Whoever answers rightly proves the addresses that are to be proved."""
        with plugs.instead(Messenger, post := Post()):
            for channel, address in to_prove(form, answers):
                told = {"channel": channel, "address": address}
                assert self._proof("", told) == 202
                assert self._proof("/code", {**told, "code": post.code()}) == 200

    def _proof(self, step: str, body: dict[str, str]) -> int:
        answer = self.client.post(
            f"/api/v1/proofs{step}", body, content_type="application/json", headers=self.headers
        )
        return answer.status_code

    def by_pages(
        self, form: forms.Form, code: str, agency: str, answers: Answers
    ) -> tuple[set[str], bool]:
        """What the pages say is wrong, each sentence once, and whether it could be filed."""
        phone = Phone(self.actor)
        draft = phone.starts(code, agency)
        wrong: set[str] = set()
        seen: set[str] = set()
        while page := _next(form, queries.draft(draft, by=self.actor).answers, seen):
            seen.add(page.key)
            for _try in range(CALLED_UP):  # an answer may call up a question, which is asked then
                answer = phone.fills(draft, page.key, dict(_typed(page, answers)))
                if answer.status_code == 302:
                    break
            else:
                wrong |= {sentence for _where, sentence in errors(answer)}
        answer = phone.post(f"/drafts/{draft}/check")
        return wrong, answer.status_code == 302 and "/mine/" in answer.headers["Location"]

    def by_machine(self, code: str, agency: str, answers: Answers) -> tuple[set[str], bool]:
        body = {"procedure": code, "agency": agency, "answers": answers}
        filed = self.client.post(
            "/api/v1/dossiers", body, content_type="application/json",
            headers={**self.headers, "Idempotency-Key": "one"},
        )  # fmt: skip
        said = filed.json()
        assert filed.status_code in (201, 422), said
        return {problem["says"] for problem in said.get("problems", [])}, filed.status_code == 201


def _a_page(title: str) -> bytes:
    """A real PDF, which is found whole if somebody opens it."""
    with pikepdf.new() as pdf, io.BytesIO() as out:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = title
        pdf.save(out)
        return out.getvalue()


def _next(form: forms.Form, answers: Mapping[str, object], seen: set[str]) -> forms.Page | None:
    pages = forms.pages_to_fill(form, answers)
    return next((page for page in pages if page.key not in seen), None)


def _typed(page: forms.Page, answers: Answers) -> Iterator[tuple[str, object]]:
    """What a person types to give these answers, as a browser posts it."""
    for question in page.questions:
        yield from _posted(
            question, question.kind.typed(answers.get(question.key)), (question.key,)
        )
        entries = answers.get(question.key)
        if isinstance(question.kind, forms.File) and isinstance(entries, list):
            yield html_name((question.key,), "document"), [each["document"] for each in entries]


def _posted(question: Question, typed: Typed, at: At) -> Iterator[tuple[str, object]]:
    for part, strings in typed.parts.items():
        yield html_name(at, part), list(strings)
    if typed.rows:
        yield html_name(at, ROWS), str(len(typed.rows))
        cells = {cell.key: cell for cell in getattr(question.kind, "questions", ())}
        yield from chain.from_iterable(
            _posted(cells[key], inner, (*at, n, key))
            for n, row in enumerate(typed.rows)
            for key, inner in row.items()
        )
