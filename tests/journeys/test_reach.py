"""A filing on an old phone: a slow network, a small screen, large letters, and no mouse at all."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import CDPSession, expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

CITIZEN = "Nguyễn Thị An"
#: What browsers call slow 3G: 400 kbit/s either way, and 400 ms until anything comes.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
#: All that may cross the network for one filing, sign-in and every page of it included.
MOST_BYTES = 500_000
PHONE = 320


@dataclass
class Meter:
    """Counts what crosses the network, in bytes as they travel."""

    session: CDPSession
    total: int = 0
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self._add)

    def _add(self, finished: dict[str, float]) -> None:
        self.total += int(finished["encodedDataLength"])


def press(walker: Walker, selector: str) -> None:
    """Press, and wait for the page that comes: on this network the old one stays for a while."""
    with walker.page.expect_navigation():
        walker.page.locator(selector).first.click()


def test_a_filing_from_the_first_page_to_the_receipt_is_light_on_a_slow_network(
    walker: Walkers,
) -> None:
    an = walker(CITIZEN, width=PHONE)
    an.looks = False
    an.page.context.clear_cookies()
    meter = Meter(an.context.new_cdp_session(an.page))
    meter.session.send("Network.clearBrowserCache")
    meter.session.send("Network.emulateNetworkConditions", SLOW)
    an.context.set_default_timeout(60_000)

    an.page.goto("/procedures/2.000635")
    press(an, "a.govuk-button--start")
    press(an, "main form button, main a.govuk-button")
    with an.page.expect_navigation(url="**/start**"):
        an.page.get_by_role("button", name=CITIZEN).first.click()
    an.page.locator("[name=agency][value='H26.101']").check()
    press(an, "main form button.govuk-button")
    fill_in_the_extract(an)
    expect(an.page.locator(".govuk-panel")).to_be_visible()

    assert meter.total < MOST_BYTES, f"{meter.total:,} bytes"


def fill_in_the_extract(an: Walker) -> None:
    """Every page of it, choosing the first that is offered and saying what is missing."""
    for _page in range(20):
        page = an.page
        page.wait_for_load_state()
        if "/pages/" not in page.url:
            break
        for name, value in ANSWERS.items():
            given = page.locator(f"[name='q-{name}']")
            if given.count() == 0 or not given.first.is_visible():
                continue
            kind = given.first.get_attribute("type")
            if kind in ("radio", "checkbox"):
                page.locator(f"[name='q-{name}'][value='{value}']").check()
            else:
                given.first.fill(value)
        press(an, "main form button[name=go]")
    press(an, "main form button.govuk-button")
    press(an, "main form button.govuk-button")


ANSWERS = {
    "acting_as": "self", "phone": "0912345678", "record_kind": "birth", "registered_year": "1996",
    "registered_abroad": "no", "copies": "1", "truthful": "yes",
}  # fmt: skip


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_letters_twice_as_large_push_nothing_out_of_the_page(walker: Walkers, width: int) -> None:
    an = walker(CITIZEN, width=width)
    an.page.add_init_script(
        "addEventListener('DOMContentLoaded',"
        " () => { document.documentElement.style.fontSize = '200%' })"
    )
    wide = []
    for path in ("/", "/procedures/2.000635", "/procedures/2.000635/start", "/mine", "/keys"):
        an.go(path)
        if an.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            wide.append(path)
    assert wide == []


def test_a_page_is_filled_in_by_keyboard_alone(walker: Walkers) -> None:
    an = walker(CITIZEN)
    an.go("/procedures/2.000635/start")
    keys = an.page.keyboard
    to(an, "[name=agency]")
    keys.press("Space")
    to(an, "main form button.govuk-button")
    keys.press("Enter")
    an.page.wait_for_url("**/pages/**")
    to(an, "[name='q-acting_as']")
    keys.press("Space")
    to(an, "main form button[name=go]")
    keys.press("Enter")
    expect(an.page.locator("[name='fix']").first).to_be_visible()


def to(walker: Walker, selector: str) -> None:
    """Tab until this has the focus, which must be seen."""
    for _step in range(80):
        walker.page.keyboard.press("Tab")
        if walker.page.evaluate("s => document.activeElement.matches(s)", selector):
            assert walker.page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                " || getComputedStyle(document.activeElement).boxShadow !== 'none'"
                " || document.activeElement.matches('[type=radio],[type=checkbox]')"
            )
            return
    raise AssertionError(f"no way to {selector} by keyboard")
