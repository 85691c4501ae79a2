"""An address a form wants proved: a code is asked for and typed back; only then one goes on."""

from collections.abc import Mapping

import pytest
from django.http import QueryDict
from django.utils import translation

from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.rules import (
    ALL_PROVED,
    FormErrors,
    ProofState,
    Scene,
    check,
    parse_form,
)

from .strategies import SCENE, TODAY

CODE = "123456"


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def form_of(*questions: Mapping[str, object]) -> Mapping[str, object]:
    page = {"key": "p", "title": words("Trang"), "questions": [*questions]}
    return {"form": 1, "title": words("Tờ khai"), "pages": [page]}


MAIL = {"key": "mail", "kind": "email", "label": words("Thư"), "proof": True}
PHONE = {"key": "phone", "kind": "phone", "label": words("Số máy"), "proof": True}
FORM = parse_form(form_of(MAIL))


class Book:
    """Remembers what was sent and proved; the code is always the same."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.known: dict[tuple[str, str], ProofState] = {}

    def state(self, channel: str, address: str) -> ProofState:
        return self.known.get((channel, address), ProofState.NONE)

    def ask(self, channel: str, address: str) -> ProofState:
        self.sent.append((channel, address))
        self.known[channel, address] = ProofState.ASKED
        return ProofState.ASKED

    def type_back(self, channel: str, address: str, code: str) -> ProofState:
        if code != CODE:
            return ProofState.WRONG
        self.known[channel, address] = ProofState.PROVED
        return ProofState.PROVED


def filled(posted: str, book: Book) -> PageForm:
    scene = Scene(TODAY, proofs=book)
    data = QueryDict(f"asked=mail&{posted}")
    return page_form(FORM, "p")(data, None, draft={}, scene=scene, prove=book)


def codes(page: PageForm) -> list[str]:
    return [problem.code for problem in page.problems]


def test_the_whole_way() -> None:
    book = Book()
    first = filled("q-mail=an@example.vn", book)
    assert not first.is_valid()
    assert codes(first) == ["not-proved"]
    assert book.sent == []
    asked = filled("q-mail=an@example.vn&q-mail-prove=1", book)
    assert not asked.is_valid()
    assert codes(asked) == []
    assert book.sent == [("email", "an@example.vn")]
    empty = filled("q-mail=an@example.vn&q-mail-code=", book)
    assert [(p.code, p.field) for p in empty.problems] == [("code-awaited", "q-mail-code")]
    wrong = filled("q-mail=an@example.vn&q-mail-code=000000", book)
    assert codes(wrong) == ["wrong-code"]
    right = filled(f"q-mail=an@example.vn&q-mail-code=+{CODE}+", book)
    assert right.is_valid()
    assert right.answers == {"mail": "an@example.vn"}
    again = filled("q-mail=An@Example.vn", book)
    assert codes(again) == ["not-proved"], "another address needs another proof"


def test_nothing_is_sent_to_what_is_no_address() -> None:
    book = Book()
    page = filled("q-mail=an-at-example&q-mail-prove=1", book)
    assert not page.is_valid()
    assert book.sent == []


@pytest.mark.parametrize("state", [s for s in ProofState if s is not ProofState.PROVED])
def test_every_state_is_told_in_words(state: ProofState) -> None:
    book = Book()
    book.known["email", "an@example.vn"] = state
    for language in ("vi", "en"):
        with translation.override(language):
            [(_, said)] = filled("q-mail=an@example.vn", book).error_list
            assert said


def test_unless_somebody_knows_better_nothing_is_proved() -> None:
    given = {"mail": "an@example.vn"}
    assert [p.code for p in check(FORM, given, today=TODAY)] == ["not-proved"]
    assert check(FORM, given, today=TODAY, proofs=ALL_PROVED) == []


def test_only_mobile_numbers_can_be_proved() -> None:
    form = parse_form(form_of(PHONE))
    found = check(form, {"phone": "02438254321"}, today=TODAY, proofs=ALL_PROVED)
    assert [p.code for p in found] == ["phone-not-mobile"]
    assert check(form, {"phone": "0912345678"}, today=TODAY, proofs=ALL_PROVED) == []


def test_not_in_groups() -> None:
    group = {"key": "g", "kind": "group", "label": words("N"), "item": words("n")}
    with pytest.raises(FormErrors, match="proof"):
        parse_form(form_of(group | {"questions": [MAIL]}))


def test_without_proof_nothing_changes() -> None:
    plain = parse_form(form_of(MAIL | {"proof": False}))
    assert check(plain, {"mail": "an@example.vn"}, today=TODAY) == []
    assert SCENE.proofs.state("email", "an@example.vn") is ProofState.NONE
