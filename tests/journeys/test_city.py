"""The city's pages in a running city: live by news, whole without script, on phone and screen."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tools.chromium import found

from .conftest import AXE, CHROMIUM, City, free_port, start_city, stop_city

#: Communes of the demo city, as squares of roughly where they lie.
SQUARES = {"00070": (105.84, 21.02), "00004": (105.82, 21.03), "00376": (105.80, 21.22)}
#: The map needs WebGL; without a graphics card Chromium computes it.
WITH_WEBGL = [*(flag for flag in CHROMIUM if flag != "--disable-gpu"),
              "--enable-unsafe-swiftshader", "--use-angle=swiftshader"]  # fmt: skip
PAGES = [
    "/city/", "/city/indicators", "/city/indicators/vn_aqi_hour?place=00070",
    "/city/indicators/dossiers_filed", "/city/compare/vn_aqi_hour", "/city/places/00070",
    "/city/alerts", "/city/stations",
]  # fmt: skip
RULES = "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
PATIENCE = 60_000

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city with its simulated stations."""
    running = start_city(tmp_path_factory.mktemp("living"), free_port(), is_living=True)
    yield running
    stop_city(running)


@pytest.fixture(scope="module")
def mapped(living: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    """The city with boundaries, imported by the command while it runs."""
    file = tmp_path_factory.mktemp("places") / "communes.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code}, "geometry": {
            "type": "Polygon", "coordinates": [[[x, y], [x + 0.02, y], [x + 0.02, y + 0.01],
                                                [x, y + 0.01], [x, y]]]}}
        for code, (x, y) in SQUARES.items()
    ]}))  # fmt: skip
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    command = [sys.executable, "-m", "motcua", "import", "places", "--geojson", str(file),
               "--source", "A test", "--licence", "CC0-1.0"]  # fmt: skip
    done = subprocess.run(
        command,
        env={**inherited, "MOTCUA_HOME": str(living.home)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return living


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=found(), args=WITH_WEBGL)
    yield running
    running.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of: refused by the policy, missing, broken."""
    return []


def window_of(context: BrowserContext, complaints: list[str]) -> Page:
    window = context.new_page()
    window.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    window.on("pageerror", lambda error: complaints.append(str(error)))
    return window


def measured(window: Page) -> None:
    """Open the air of a ward, as soon as the simulated stations have been measured."""
    for _ in range(PATIENCE // 1000):
        window.goto("/city/indicators/vn_aqi_hour?place=00070")
        if window.locator(".mc-chart").count():
            return
        window.wait_for_timeout(1000)
    pytest.fail("nothing was measured")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_pleases_axe_and_breaks_no_policy(
    browser: Browser, mapped: City, complaints: list[str], language: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    context = browser.new_context(base_url=mapped.url, viewport=size)  # type: ignore[arg-type] # a TypedDict
    window = window_of(context, complaints)
    for path in PAGES:
        window.goto(f"{language}{path}")
        window.wait_for_load_state()
        window.evaluate(AXE.read_text())
        complaints += [
            f"{path}: {each['id']} {each['nodes'][0]['html'][:120]}"
            for each in window.evaluate(RULES)["violations"]
        ]
        drawn = window.evaluate("document.documentElement.scrollWidth")
        if drawn > width:
            complaints.append(f"{path}: {drawn} pixels wide")
    context.close()
    assert complaints == []


def test_map_and_chart_come_alive(browser: Browser, mapped: City, complaints: list[str]) -> None:
    context = browser.new_context(base_url=mapped.url)
    context.set_default_timeout(PATIENCE)
    window = window_of(context, complaints)

    window.goto("/city/")
    window.locator(".mc-map").scroll_into_view_if_needed()
    expect(window.locator(".mc-map__live canvas")).to_be_visible(timeout=PATIENCE)
    expect(window.locator(".mc-map__drawing")).to_be_hidden()
    measured(window)
    window.locator(".mc-chart").scroll_into_view_if_needed()
    expect(window.locator(".mc-chart__live canvas")).to_be_visible(timeout=PATIENCE)
    expect(window.locator(".mc-chart picture")).to_be_hidden()

    context.close()
    assert complaints == []


def test_news_comes_to_an_open_page(browser: Browser, mapped: City, complaints: list[str]) -> None:
    context = browser.new_context(base_url=mapped.url)
    window = window_of(context, complaints)

    with window.expect_response(lambda answer: "/stream" in answer.url) as opened:
        window.goto("/city/")

    assert opened.value.ok
    assert opened.value.headers["content-type"].startswith("text/event-stream")
    expect(window.locator("[data-mc-live]")).to_be_visible(timeout=PATIENCE)
    context.close()
    assert complaints == []


def test_all_is_there_without_script(browser: Browser, mapped: City) -> None:
    context = browser.new_context(base_url=mapped.url, java_script_enabled=False)
    window = context.new_page()

    window.goto("/city/")
    assert window.locator(".mc-map__drawing path").count() == len(SQUARES)
    window.locator(".mc-map__drawing a").first.click()
    window.wait_for_url("**/city/places/*")
    measured(window)
    picture = window.locator(".mc-chart img")
    assert window.request.get(f"{mapped.url}{picture.get_attribute('src')}").ok
    with window.expect_download() as download:
        window.get_by_role("link", name="CSV").click()

    content = Path(download.value.path()).read_text("utf-8-sig")
    assert content.startswith("indicator,formula_version")
    context.close()
