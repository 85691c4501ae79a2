"""Two sign what is for both: one fills in and asks, the other sees all of it, and may say no."""

import random
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from motcua.config.demo import PACKAGES
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.package import read

from .conftest import City, Walker, Walkers, free_port, start_city, stop_city
from .filers import AN, BINH, MO, TOGETHER, Draft, Filer

pytestmark = pytest.mark.journey

MARRIAGE = "1.000894"
PHONE = 360
WHY = "Số bản sao phải là 3, chúng mình đã bàn với nhau"
#: What was asked and what was answered, as a page sums it up before it tells of other things.
LINES = """() => {
    const end = document.querySelector('main a[href$="/delivery"]')
    return [...document.querySelectorAll('main .govuk-summary-list__row')]
        .filter((row) => !end || row.compareDocumentPosition(end) & 4) // before it
        .map((row) => ['dt', 'dd'].map((each) => row.querySelector(each).innerText.trim()))
}"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of our own: what the two file is remembered of them."""
    running = start_city(tmp_path_factory.mktemp("cosigning"), free_port())
    yield running
    stop_city(running)


@pytest.fixture
def binh(walker: Walkers) -> Filer:
    """The groom, who fills in and files."""
    return Filer.named(BINH, walker(BINH, width=PHONE))


@pytest.fixture
def mo(walker: Walkers) -> Filer:
    """The bride, who is asked to sign."""
    return Filer.named(MO, walker(MO, width=PHONE))


def test_two_marry_by_two_signatures(walker: Walkers, binh: Filer, mo: Filer) -> None:
    draft = filled_in(binh)
    link = binh.asks_to_sign(draft)
    binh.walker.look()

    # Nobody else learns from the link what is filed, nor that anything is.
    an = walker(AN, width=PHONE)
    an.page.goto(link)
    expect(an.page.locator("h1")).to_have_text("Không tìm thấy trang")
    an.complaints.clear()  # the browser complains of the 404, as it should

    mo.walker.page.goto(link)
    mo.walker.look()
    expect(mo.walker.page.locator("h1")).to_contain_text(f"{BINH} mời bạn cùng ký")
    assert len(summary(mo.walker)) > len(TOGETHER[MARRIAGE][2])
    assert summary(mo.walker) == to_be_filed(binh, draft)

    declines(mo.walker)
    binh.walker.go(f"{draft.at}/check")
    expect(state(binh.walker)).to_have_text("Không ký")
    expect(binh.walker.page.locator("main")).to_contain_text(WHY)
    expect(binh.walker.page.get_by_role("button", name="Nộp hồ sơ", exact=True)).to_have_count(0)

    mends(binh, draft, copies="3")
    mo.signs(binh.asks_to_sign(draft))
    binh.walker.go(f"{draft.at}/check")
    expect(state(binh.walker)).to_have_text("Đã ký")

    expect(binh.walker.page.get_by_role("button", name="Nộp hồ sơ", exact=True)).to_be_visible()
    dossier = binh.files(draft)
    binh.walker.go(f"{dossier}/answers")
    expect(binh.walker.page.locator("main")).to_contain_text(MO)


def test_a_changed_answer_makes_a_signature_void(binh: Filer, mo: Filer) -> None:
    draft = filled_in(binh)
    link = binh.asks_to_sign(draft)
    mo.signs(link)

    # The check page is open in another window, with its button, while an answer is changed.
    binh.walker.go(f"{draft.at}/check")
    here = binh.walker.page
    binh.walker.page = binh.hand.page = binh.walker.context.new_page()
    mends(binh, draft, copies="7")
    expect(state(binh.walker)).to_have_text("Cần ký lại vì đã sửa")
    expect(binh.walker.page.get_by_role("button", name="Nộp hồ sơ", exact=True)).to_have_count(0)
    with here.expect_navigation():
        here.get_by_role("button", name="Nộp hồ sơ", exact=True).click()
    expect(here).not_to_have_url(re.compile("/mine/"))
    expect(here.locator("main")).to_contain_text("ký")

    # What the bride looked at before the change is signed by nobody.
    mo.walker.page.goto(link)
    expect(mo.walker.page.locator("main")).to_contain_text("7")
    mo.signs(link)
    binh.files(draft)

    mo.walker.page.goto(link)
    expect(mo.walker.page.locator("h1")).to_have_text("Không tìm thấy trang")
    mo.walker.complaints.clear()  # the browser complains of the 404, as it should
    binh.walker.complaints[:] = [each for each in binh.walker.complaints if "409" not in each]


def filled_in(filer: Filer) -> Draft:
    """The whole form, with what an inventor makes up beside who the two are."""
    form = read(gather(PACKAGES / MARRIAGE)).form
    draft = filer.starts(MARRIAGE)
    _applies, _signs, pinned = TOGETHER[MARRIAGE]
    held = {**filer.known(form), **pinned, "copies": 2}
    answers = filer.invents(random.Random(MARRIAGE), MARRIAGE, form, held)  # noqa: S311 -- no secret
    assert filer.fills(draft, form, answers) == {}
    return draft


def to_be_filed(filer: Filer, draft: Draft) -> list[list[str]]:
    """The answers as the check page has them."""
    filer.walker.go(f"{draft.at}/check")
    return summary(filer.walker)


def summary(walker: Walker) -> list[list[str]]:
    found: list[list[str]] = walker.page.evaluate(LINES)
    return found


def declines(walker: Walker) -> None:
    """First without saying why, which is asked; then with the reason."""
    walker.press("Không ký")
    expect(walker.page.locator(".govuk-error-summary")).to_contain_text("Viết lý do bạn không ký")
    walker.page.locator("[name=reason]").fill(WHY)
    walker.press("Không ký")
    expect(walker.page.locator("main")).to_contain_text("Đã ghi rằng bạn không ký")


def mends(filer: Filer, draft: Draft, *, copies: str) -> None:
    """By the link of the check page, and back to it."""
    filer.walker.go(f"{draft.at}/check")
    filer.walker.page.locator("main a[href*='/pages/copies?back=check']").click()
    filer.walker.page.locator("[name=q-copies]").fill(copies)
    filer.hand.presses("go")
    filer.walker.look()
    expect(filer.walker.page).to_have_url(re.compile(f"{draft.at}/check$"))


def state(walker: Walker) -> Locator:
    return walker.page.locator(".govuk-summary-list .mc-tag")
