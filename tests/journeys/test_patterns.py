"""The pattern pages in a real browser: narrow, by keyboard, judged by axe, without JavaScript."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from motcua.design import shell
from motcua.kernel.words import Text

AXE = Path(__file__).resolve().parents[2] / "build" / "test" / "axe.min.js"
PAGES = ["", "/questions", "/questions?wrong", "/home", "/question", "/worklist", "/dossier"]
EVERY_PAGE = [f"{language}/studio/patterns{path}" for language in ("", "/en") for path in PAGES]

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


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_fits_a_narrow_phone_and_pleases_axe(
    window: Page, complaints: list[str], path: str
) -> None:
    open_page(window, path)

    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.evaluate(AXE.read_text("utf-8"))
    found = window.evaluate("axe.run(document)")["violations"]
    assert [(one["id"], [n["target"] for n in one["nodes"]]) for one in found] == []
    assert complaints == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_control_is_reached_by_keyboard_and_seen(window: Page, path: str) -> None:
    open_page(window, path)

    unseen = window.evaluate(
        """async () => {
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

    assert json.dumps(unseen) == "[]"


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
