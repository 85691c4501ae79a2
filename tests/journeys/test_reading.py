"""Reading a procedure: on a phone without script, in two languages, on paper, and by a program."""

import io
import json
from urllib.request import Request, urlopen

import pikepdf
import pytest
from pikepdf import Pdf
from playwright.sync_api import expect

from .conftest import City, Walkers

pytestmark = pytest.mark.journey

EXTRACT, RESIDENCE = "/procedures/2.000635", "/procedures/1.004194"
A4_POINTS = (595, 842)


@pytest.mark.parametrize(("language", "work_out", "pay"), [
    ("vi", "Tính cho tôi", "24.000"), ("en", "Work it out for me", "24,000"),
])  # fmt: skip
def test_somebody_learns_what_it_costs_them(
    walker: Walkers, language: str, work_out: str, pay: str
) -> None:
    """Without script, on a narrow phone: two fields, one button, an address to send on."""
    someone = walker("", language=language, script=False, width=320)
    someone.go(EXTRACT)
    assert pay not in someone.text()

    someone.page.fill("input[name=q-copies]", "3")
    someone.press(work_out)

    expect(someone.page.locator("#cost")).to_be_visible()
    assert pay in someone.text()
    assert "q-copies=3" in someone.page.url
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [
    EXTRACT, RESIDENCE, f"{RESIDENCE}?channel=counter&asked=mode&q-mode=by_list",
    f"{EXTRACT}/form", f"{EXTRACT}/checklist",
])  # fmt: skip
def test_everybody_can_read_it(walker: Walkers, path: str, width: int, language: str) -> None:
    someone = walker("", language=language, width=width)
    someone.go(path)

    assert someone.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_prints_whole_on_a4(walker: Walkers, language: str) -> None:
    """What is folded on the screen is on paper; what cannot be pressed is not."""
    someone = walker("", language=language)
    someone.go(RESIDENCE)
    with Pdf.open(io.BytesIO(someone.page.pdf(prefer_css_page_size=False, format="A4"))) as pdf:
        width, height = (float(part) for part in pdf.pages[0].mediabox[2:])
        assert (width, height) == pytest.approx(A4_POINTS, abs=2)
        assert 2 <= len(pdf.pages) <= 9
    someone.page.emulate_media(media="print")
    assert not someone.page.locator(".mc-my-case").first.is_visible()
    assert someone.page.locator("details .govuk-summary-list").first.is_visible()


@pytest.mark.parametrize("kind", ["form", "checklist"])
def test_a_sheet_is_made_while_one_waits(walker: Walkers, city: City, kind: str) -> None:
    """The page of waiting looks again by itself; the worker makes the PDF meanwhile."""
    someone = walker("", script=False)
    someone.page.goto(f"{EXTRACT}/checklist")
    address = f"{city.url}/en{EXTRACT}/{kind}.pdf"
    for _ in range(40):
        answer = someone.page.request.get(address)
        if answer.status == 200:
            break
        someone.page.wait_for_timeout(500)  # the worker's, not ours
    with pikepdf.open(io.BytesIO(answer.body())) as document:
        assert str(document.Root.Lang).startswith("en")
        with document.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfuaid:part"]) == ("3", "1")


def test_a_program_follows_the_name_to_the_data(city: City) -> None:
    name = f"{city.url}/id/procedure/2.000635"
    asked = Request(name, headers={"Accept": "application/ld+json"})  # noqa: S310 -- our loopback
    with urlopen(asked) as answer:  # noqa: S310 -- as above
        found = json.load(answer)

    (service,) = [node for node in found["@graph"] if "cpsv:PublicService" in node.get("@type", [])]
    assert service["@id"] == name
