"""How each kind of question is answered at a browser with script, as a person would do it.

The kind is read from the form's definition; what stands on the page decides the rest. A question
that is not asked, or whose fact is only confirmed, is passed over.
"""

import hashlib
import io
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page

from motcua.modules.forms.rules import File, Question, Typed, html_name

At = tuple[str | int, ...]
CODE_LIMIT_SECONDS = 30
CAUGHT = "/demo-messages/"
_MEDIA = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


@dataclass(slots=True)
class Hand:
    """Somebody's hand on a page; `proved` are the addresses of theirs that are proved already.

    `cites`: takes a paper that the page offers where it offers one.
    """

    page: Page
    proved: set[str] = field(default_factory=set)
    cites: bool = False

    def answers(self, question: Question, answer: object) -> None:
        """Give this answer, if the question is asked here; None leaves it as it stands."""
        asked = self.page.locator(f"[data-mc-asked='{question.key}']:not(template)")
        if asked.count() and not asked.locator(".mc-fact__value").count():
            self._gives(question, answer, (question.key,))

    def _gives(self, question: Question, answer: object, at: At) -> None:
        if answer is None:
            return
        way = _WAYS.get(question.kind.name, _type)
        way(self, question, answer, at)

    def goes_on(self) -> None:
        """The one button of a page that asks no questions of a form."""
        with self.page.expect_navigation():
            self.page.locator("main form button.govuk-button").first.click()

    # -- What fields are --

    def named(self, name: str) -> Locator:
        return self.page.locator(f"main form [name='{name}']")

    def puts(self, name: str, strings: Sequence[str]) -> None:
        """Into a field, a list to pick from, or buttons to choose by."""
        fields = self.named(name)
        match fields.first.evaluate("one => one.type"):
            case "radio" | "checkbox":
                for each in strings:
                    self.page.locator(f"main form [name='{name}'][value='{each}']").check()
            case "select-one":
                fields.first.select_option(strings[0])
            case "hidden":  # only the page's script writes there
                pass
            case _:
                fields.first.fill(strings[0])

    def presses(self, name: str) -> None:
        """A button that changes the page: it comes anew."""
        with self.page.expect_navigation():
            self.page.locator(f"main form button[name='{name}']").first.click()


def _type(hand: Hand, question: Question, answer: object, at: At) -> None:
    """Most kinds: each part is a field with a name of its own."""
    for part, strings in question.kind.typed(answer).parts.items():
        if strings and strings[0]:
            hand.puts(html_name(at, part), strings)


def _place(hand: Hand, question: Question, answer: object, at: At) -> None:
    """The province first, which brings its communes."""
    typed = question.kind.typed(answer)
    hand.puts(html_name(at, "province"), typed.all("province"))
    name, commune = html_name(at, "commune"), typed.one("commune")
    offered = hand.page.locator(f"[name='{name}'] option[value='{commune}']")
    offered.wait_for(state="attached")
    for part, strings in typed.parts.items():
        if part not in ("province", "legacy", "found", "as_of") and strings[0]:
            hand.puts(html_name(at, part), strings)


def _from_list(hand: Hand, question: Question, answer: object, at: At) -> None:
    """Search, and choose among what is offered while one types; a short list is picked from."""
    search = hand.named(html_name(at, "search"))
    if not search.count():
        _type(hand, question, answer, at)
        return
    (name,) = (e.name.vi for e in question.kind.listed.entries if e.code == answer)  # type: ignore[attr-defined]  # of this kind only
    search.fill(name)
    hand.page.locator(f"[role=option][data-code='{answer}']").click()


def _contact(hand: Hand, question: Question, answer: object, at: At) -> None:
    """An address; where it must be proved, the code that was caught on its way is typed back."""
    _type(hand, question, answer, at)
    name, address = html_name(at), str(answer)
    if not getattr(question.kind, "proof", False) or address in hand.proved:
        return
    if not hand.named(f"{name}-prove").count():
        return
    hand.presses(f"{name}-prove")
    code = hand.named(f"{name}-code")
    if not code.count():
        return  # refused: what is wrong with it is said
    code.fill(_caught(hand.page, address))
    hand.proved.add(address)


def _caught(page: Page, address: str) -> str:
    """The code in the last message to this address, which is sent by a job."""
    limit = time.monotonic() + CODE_LIMIT_SECONDS
    while time.monotonic() < limit:
        told = page.context.request.get(CAUGHT).text()
        for message in told.split("<article")[1:]:
            code = re.search(r"\b[0-9]{6}\b", message.partition("</h2>")[2].partition("</p>")[2])
            if address in message and code:
                return code.group()
    raise AssertionError(f"no code came to {address}")


def _hand_in(hand: Hand, question: Question, answer: object, at: At) -> None:
    """Cite what is offered, or send each file and wait until it has arrived."""
    assert isinstance(answer, list)
    name = html_name(at)
    box = hand.page.locator(f"[id='{name}-files']")
    offer = hand.page.locator(f"button[name=cite][value^='{question.key}|']")
    if not box.locator(".mc-files__item").count() and hand.cites and offer.count():
        with hand.page.expect_navigation():
            offer.first.click()
    is_there = box.locator(".mc-files__item").count()
    for number, entry in enumerate(answer[is_there:], is_there + 1):
        paper: FilePayload = {"name": str(entry["name"]), "mimeType": str(entry["media_type"]),
                 "buffer": page_of_paper(str(entry["name"]))}  # fmt: skip
        hand.named(name).first.set_input_files([paper])
        held = box.locator(f"input[name='{name}-document']")
        held.nth(number - 1).wait_for(state="attached")
    said = answer[0].get("originality") if answer else None
    if said and hand.named(f"{name}-originality").count():
        hand.puts(f"{name}-originality", [str(said)])


def page_of_paper(name: str) -> bytes:
    """A small file of this name: a page, or a picture, that is always the same."""
    content = io.BytesIO()
    if name.endswith(".pdf"):
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(200, 200))
            pdf.docinfo["/Title"] = name
            pdf.save(content, deterministic_id=True)
    else:
        shade = sum(name.encode()) % 200
        Image.new("L", (400, 300), shade).save(content, "PNG" if name.endswith(".png") else "JPEG")
    return content.getvalue()


def paper_for(question: Question, of: str) -> dict[str, object]:
    """The entry of a small file that this question takes; `of` makes it another than others."""
    kind = question.kind
    assert isinstance(kind, File)
    ending = next(each for each in ("pdf", "png", "jpeg") if each in kind.accepted)
    name = f"{of}-{question.key}.{ending}"
    content = page_of_paper(name)
    said = min(kind.originality, default="")
    entry: dict[str, object] = {
        "sha256": hashlib.sha256(content).hexdigest(), "name": name, "size": len(content),
        "media_type": _MEDIA[ending],
    }  # fmt: skip
    return {**entry, "originality": said} if said else entry


def _rows(hand: Hand, question: Question, answer: object, at: At) -> None:
    """Rows of a group or a table: as many as are needed, then what stands in each."""
    assert isinstance(answer, list)
    cells: Mapping[str, Question] = {each.key: each for each in question.kind.questions}  # type: ignore[attr-defined]  # of these kinds only
    name = html_name(at)
    while int(hand.named(html_name(at, "rows")).input_value()) < len(answer):
        hand.presses(f"{name}-add")
    for number, row in enumerate(answer):
        for key, cell in cells.items():
            if hand.page.locator(f"[name^='{html_name((*at, number, key))}']").count():
                hand._gives(cell, row.get(key), (*at, number, key))


_Way = Callable[[Hand, Question, object, At], None]
#: Kinds that are more than fields to put something into.
_WAYS: Mapping[str, _Way] = {
    "address": _place,
    "land_parcel": _place,
    "reference_choice": _from_list,
    "email": _contact,
    "phone": _contact,
    "file": _hand_in,
    "group": _rows,
    "table": _rows,
    "computed": lambda *_: None,
}


#: What is shown as known, with what it sends along: question, name of the field, value.
_FACTS = """() => [...document.querySelectorAll('.mc-fact[id^=q-] input[type=hidden]')].map(
    (one) => [one.closest('.mc-fact').id.slice(2), one.name, one.value])"""


def facts_on(page: Page) -> dict[str, Typed]:
    """The questions that are not asked here but confirmed, with what is sent for them."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, name, value in page.evaluate(_FACTS):
        part = name.removeprefix(html_name((key,))).removeprefix("-")
        found.setdefault(key, {}).setdefault(part, []).append(value)
    return {key: Typed(parts) for key, parts in found.items()}
