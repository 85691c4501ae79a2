"""Files over a bad network: nothing is lost, each says how far it is; photos become one paper."""

import os
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import Locator, Route, expect

from .conftest import Walker, Walkers
from .test_citizen import CITIZEN, PHONE, choose, start

pytestmark = pytest.mark.journey

#: What every scanner knows as a test, in two halves so that none takes offence at this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """A photo in several pieces, two small ones, a paper with malware, and no paper at all."""
    named = {name: tmp_path / name for name in ("lớn.png", "1.jpg", "2.jpg", "độc.pdf", "giả.pdf")}
    noise = Image.frombytes("RGB", (700, 700), os.urandom(700 * 700 * 3))
    noise.save(named["lớn.png"])
    for side, name in ((400, "1.jpg"), (500, "2.jpg")):
        noise.resize((side, side)).save(named[name])
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(named["độc.pdf"])
    named["độc.pdf"].write_bytes(named["độc.pdf"].read_bytes() + b"\n%" + EICAR + b"\n")
    named["giả.pdf"].write_bytes(b"MZ this is a program")
    return named


def to_the_papers(walker: Walker) -> None:
    """The extract of somebody else's record, at the page that asks for their authority."""
    start(walker, "2.000635", "H26.101")
    at = walker.page.url.rsplit("/", 1)[0]
    choose(walker, "acting_as", "authorised")
    press_on(walker)
    walker.page.goto(f"{at}/relation")
    choose(walker, "relation", "other")
    press_on(walker)
    walker.page.goto(f"{at}/authority")


def press_on(walker: Walker) -> None:
    """The page is saved first, then the next one comes."""
    here = walker.page.url
    walker.page.locator("main form button[name=go]").click()
    expect(walker.page).not_to_have_url(here)


def picker(walker: Walker, part: str = "") -> Locator:
    return walker.page.locator(f"[name=q-authority_paper{part}]")


def rows(walker: Walker) -> Locator:
    return walker.page.locator(".mc-files__item")


def test_a_lost_network_loses_nothing(walker: Walkers, papers: dict[str, Path]) -> None:
    an = walker(CITIZEN, width=PHONE)
    to_the_papers(an)
    sent: list[int] = []

    def count(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 2:
                # The network goes in the middle of the second piece.
                route.abort()
                return
        route.continue_()

    an.page.route("**/uploads/*", count)
    picker(an).set_input_files(papers["lớn.png"])
    expect(rows(an).first).to_contain_text("Đã kiểm tra", timeout=60_000)

    assert sent[:3] == [0, 524288, 524288]
    # The browser complains of the network that went.
    an.complaints.clear()
    here = an.page.url
    press_on(an)
    an.page.goto(here)
    expect(rows(an)).to_have_count(1)
    expect(rows(an).first).to_contain_text("lớn.png")
    expect(rows(an).first.locator("img")).to_be_visible()
    an.look()


def test_photos_become_the_pages_of_one_document(walker: Walkers, papers: dict[str, Path]) -> None:
    an = walker(CITIZEN, width=PHONE)
    to_the_papers(an)
    an.page.locator("details summary", has_text="Ghép các ảnh").click()
    picker(an, "-photos").set_input_files([papers["1.jpg"], papers["2.jpg"]])

    expect(rows(an)).to_have_count(1)
    expect(rows(an).first).to_contain_text("Đã kiểm tra", timeout=60_000)
    an.page.reload()
    expect(rows(an).first).to_contain_text("2 trang")


def test_what_cannot_be_taken_is_said_beside_it(walker: Walkers, papers: dict[str, Path]) -> None:
    an = walker(CITIZEN, width=PHONE)
    to_the_papers(an)
    picker(an).set_input_files([papers["giả.pdf"], papers["độc.pdf"]])

    expect(rows(an).nth(0)).to_contain_text("Loại tệp này không nhận được")
    expect(rows(an).nth(1)).to_contain_text("mã độc", timeout=60_000)
    an.look()
    rows(an).nth(0).get_by_role("button").click()
    expect(rows(an)).to_have_count(1)
    an.page.locator("main form button[name=go]").click()
    expect(an.page.locator(".govuk-error-summary")).to_contain_text("mã độc")
    rows(an).first.get_by_role("button").click()
    expect(rows(an)).to_have_count(0)


def test_without_script_the_same_files_come_with_the_page(
    walker: Walkers, papers: dict[str, Path]
) -> None:
    an = walker(CITIZEN, script=False, width=PHONE)
    to_the_papers(an)
    picker(an, "-photos").set_input_files([papers["1.jpg"], papers["2.jpg"]])
    picker(an).set_input_files(papers["lớn.png"])
    here = an.page.url
    press_on(an)
    an.page.goto(here)
    expect(rows(an)).to_have_count(2)
    expect(an.page.locator("main")).to_contain_text("lớn.png")
