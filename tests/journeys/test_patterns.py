"""The pattern pages in a real browser: narrow, by keyboard, judged by axe, without JavaScript."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from motcua.design import shell
from motcua.kernel.words import Text

AXE = Path(__file__).resolve().parents[2] / "build" / "test" / "axe.min.js"
PAGES = [
    "",
    "/questions",
    "/questions?wrong",
    "/home",
    "/question",
    "/worklist",
    "/dossier",
    "/print",
]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        # Playwright keeps an event loop in this thread; Django would take it for an async view.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        installed = which("chromium") or which("chromium-browser")
        browser = play.chromium.launch(
            executable_path=installed, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    before = shell.city()
    shell.settle(shell.City(Text("Thành phố Mẫu", "Model City"), demo=True, patterns=True))
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, base_url=str(live_server.url)
    )
    yield context
    context.close()
    shell.settle(before)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains about: refused by the policy, missing, broken."""
    return []


@pytest.fixture
def window(context: BrowserContext, complaints: list[str]) -> Page:
    window = context.new_page()
    window.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    window.on("pageerror", lambda error: complaints.append(str(error)))
    return window


def open_page(window: Page, path: str) -> None:
    # A 422 is what a page with errors answers; the example pages answer 200.
    response = window.goto(path)
    assert response is not None
    assert response.ok
    window.wait_for_selector("body.js-enabled")


def out_of_reach(window: Page) -> list[str]:
    """Controls that are drawn but do not take the keyboard."""
    found: list[str] = window.evaluate(
        """() => {
          const bad = []
          const controls = "a[href], button, input, select, textarea, summary"
          for (const one of document.querySelectorAll(controls)) {
            if (one.type === 'hidden' || !one.checkVisibility()) continue
            one.focus({ focusVisible: true })
            if (document.activeElement !== one) bad.push(one.outerHTML.slice(0, 80))
          }
          return bad
        }"""
    )
    return [f"out of reach: {control}" for control in found]


def faults(window: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the phone."""
    window.evaluate(AXE.read_text("utf-8"))
    violations = window.evaluate("axe.run(document)")["violations"]
    found = [f"{one['id']}: {[n['target'] for n in one['nodes']]}" for one in violations]
    width = window.evaluate("document.documentElement.scrollWidth")
    return found if width <= 320 else [*found, f"{width} pixels wide"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_pattern_fits_a_phone_pleases_axe_and_is_reached_by_keyboard(
    window: Page, complaints: list[str], language: str
) -> None:
    found = {}
    for path in PAGES:
        open_page(window, f"{language}/studio/patterns{path}")
        found[path] = [*faults(window), *out_of_reach(window), *complaints]

    assert {path: bad for path, bad in found.items() if bad} == {}


def test_the_first_key_offers_to_skip(window: Page) -> None:
    open_page(window, "/studio/patterns/question")

    window.keyboard.press("Tab")

    focused = window.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#main"


def test_errors_are_seen_first_and_lead_to_their_fields(window: Page) -> None:
    open_page(window, "/studio/patterns/question")

    window.get_by_role("button", name="Lưu và tiếp tục").click()
    window.wait_for_selector(".govuk-error-summary:focus")
    window.get_by_role("link", name="Chọn bạn yêu cầu cho ai").click()

    assert window.evaluate("document.activeElement.id") == "acting_as"


def test_choosing_a_province_brings_its_communes(window: Page) -> None:
    open_page(window, "/en/studio/patterns/questions")

    window.get_by_label("Province or city").select_option("79")

    offered = window.get_by_label("Ward, commune or special zone").locator("option")
    expect(offered).to_have_text(["Choose a commune", "Phường Sài Gòn"])


def test_all_is_there_without_javascript(chromium: Browser, live_server: LiveServer) -> None:
    before = shell.city()
    shell.settle(shell.City(Text("Thành phố Mẫu"), demo=True, patterns=True))
    bare = chromium.new_context(java_script_enabled=False, base_url=str(live_server.url))
    window = bare.new_page()

    window.goto("/studio/patterns/questions")

    assert window.get_by_role("button", name="Hiện danh sách phường, xã").is_visible()
    assert window.get_by_role("radio").count() == 5
    bare.close()
    shell.settle(before)
