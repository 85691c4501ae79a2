"""Every kind of question as people meet it: by keyboard, by ear, on a phone, without script."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tools.chromium import found

from .conftest import AXE, CHROMIUM, City

SPECIMEN = Path(__file__).parents[2] / "src" / "motcua" / "sites" / "studio" / "specimen.yaml"
KINDS = [page["key"] for page in yaml.safe_load(SPECIMEN.read_text("utf-8"))["pages"]]
AT = "/studio/patterns/kinds"
RULES = "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
#: What may be loaded for one page of questions; the map comes only when it is opened.
LARGEST = 250_000
#: The map needs WebGL; without a graphics card Chromium computes it.
WITH_WEBGL = [*(flag for flag in CHROMIUM if flag != "--disable-gpu"),
              "--enable-unsafe-swiftshader", "--use-angle=swiftshader"]  # fmt: skip
PATIENCE = 60_000
FOCUSED = "document.activeElement.name || document.activeElement.textContent.trim()"

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=found(), args=WITH_WEBGL)
    yield running
    running.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complains of: refused by the policy, missing, broken."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def opened(browser: Browser, city: City, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens windows on the running city."""
    contexts: list[BrowserContext] = []

    def window(*, script: bool = True, width: int = 1280) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(
            base_url=city.url,
            java_script_enabled=script,
            viewport=size,  # type: ignore[arg-type]  # a TypedDict
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield window
    for context in contexts:
        context.close()


def _note(complaints: list[str], kind: str, text: str) -> None:
    # A 422 is what a page with errors answers, and the browser reports it as an error.
    if kind == "error" and "422" not in text:
        complaints.append(text)


# -- What holds for every kind --

#: What a screen reader is told of the fields: its words for what a control is.
PLAYED = {
    "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "spinbutton", "button",
}  # fmt: skip
TOLD_ONLY = {"computed"}  # nobody types it: it is said as a status


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_asked_so_that_everybody_can_answer(
    opened: Callable[..., Page], kind: str, language: str
) -> None:
    window = opened(width=320)
    loaded: list[int] = []
    window.on("response", lambda answer: loaded.append(_size(answer.headers)))

    window.goto(f"{language}{AT}/{kind}")
    window.wait_for_selector("body.js-enabled")

    assert faults(window) == []
    assert unnamed(window) == []
    assert unreached(window) == []
    assert sum(loaded) < LARGEST


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in {"computed", "file"}])
def test_what_is_wrong_with_it_is_seen_heard_and_found_by_keyboard(
    opened: Callable[..., Page], kind: str
) -> None:
    window = opened(width=320)
    window.goto(f"{AT}/{kind}")
    window.wait_for_selector("body.js-enabled")

    window.get_by_role("button", name="Gửi thử", exact=True).focus()
    window.keyboard.press("Enter")
    window.wait_for_selector(".govuk-error-summary:focus")

    assert window.title().startswith("Lỗi:")
    assert faults(window) == []
    assert speechless(window, kind) == []
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    reached = window.evaluate("[document.activeElement.tagName, document.activeElement.name ?? '']")
    assert reached[0] in {"INPUT", "SELECT", "TEXTAREA"}
    assert reached[1].startswith(f"q-{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_whole_without_script(opened: Callable[..., Page], kind: str) -> None:
    window = opened(script=False, width=320)
    window.goto(f"{AT}/{kind}")

    if kind not in TOLD_ONLY:
        fields = window.locator("main form [name^='q-']:not([type=hidden])")
        assert fields.count() > 0
    assert window.locator("main form [data-mc-open]:visible").count() == 0
    window.get_by_role("button", name="Gửi thử", exact=True).click()
    assert window.locator("main h1").count() == 1


def _size(headers: dict[str, str]) -> int:
    return int(headers.get("content-length", "0"))


def faults(window: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the phone or than large type allows."""
    window.evaluate(AXE.read_text("utf-8"))
    violations = window.evaluate(RULES)["violations"]
    told = [f"{one['id']}: {[n['target'] for n in one['nodes']]}" for one in violations]
    wide = "document.documentElement.scrollWidth > 320"
    return [*told, *(["wider than the phone"] if window.evaluate(wide) else [])]


def spoken(window: Page) -> list[dict[str, str]]:
    """The accessibility tree below the form, as a screen reader is given it, in order."""
    session = window.context.new_cdp_session(window)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    form = window.evaluate_handle("document.querySelector('main form')").as_element()
    assert form is not None
    told = []
    for node in nodes:
        if node.get("ignored"):
            continue
        properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
        told.append({
            "role": str(node["role"].get("value")),
            "name": str(node.get("name", {}).get("value", "")).strip(),
            "description": str(node.get("description", {}).get("value", "")).strip(),
            "invalid": str(properties.get("invalid", "false")),
        })  # fmt: skip
    return told


def unnamed(window: Page) -> list[str]:
    """Controls that a screen reader would meet without a word for them."""
    played = [each for each in spoken(window) if each["role"] in PLAYED]
    return [f"{each['role']} without a name" for each in played if not each["name"]]


def speechless(window: Page, kind: str) -> list[str]:
    """Of a wrong answer a screen reader must tell, in the field or in the group around it."""
    told = [n for n in spoken(window) if n["role"] in PLAYED | {"group", "radiogroup", "table"}]
    is_said = any("Lỗi" in n["description"] for n in told) or any(
        n["role"] == "StaticText" and "Lỗi" in n["name"] for n in spoken(window)
    )
    return [] if is_said else [f"{kind}: nothing tells what is wrong"]


def unreached(window: Page) -> list[str]:
    """Controls that are drawn and that Tab does not come to; radios count as one."""
    names: list[str] = window.evaluate(
        """() => [...new Set([...document.querySelectorAll('main form *')]
            .filter((one) => one.matches('input, select, textarea, button, summary'))
            .filter((one) => one.type !== 'hidden' && one.tabIndex >= 0 && one.checkVisibility())
            .map((one) => one.name || one.textContent.trim()))]"""
    )
    window.evaluate("document.querySelector('main form').setAttribute('tabindex', '-1')")
    window.evaluate("document.querySelector('main form').focus()")
    reached = set()
    for _ in range(4 * len(names) + 10):
        window.keyboard.press("Tab")
        reached.add(window.evaluate(FOCUSED))
    return [name for name in names if name not in reached]


# -- Tables --


def test_a_table_is_filled_in_by_keyboard_and_adds_up(opened: Callable[..., Page]) -> None:
    window = opened()
    window.goto(f"{AT}/table")
    window.wait_for_selector("body.js-enabled")
    cell = "[name=q-table-{}-{}]"

    window.locator(cell.format(0, "what")).focus()
    for typed in ("Gạo", "2", "30.000"):
        window.keyboard.type(typed)
        window.keyboard.press("Tab")
    expect(window.locator("output[data-mc-total=price]")).to_have_text("30.000 đ")
    window.get_by_role("button", name="Thêm dòng").press("Enter")
    window.locator(cell.format(1, "what")).fill("Muối")
    window.locator(cell.format(1, "count")).fill("1")
    window.locator(cell.format(1, "price")).fill("5000")
    expect(window.locator("output[data-mc-total=price]")).to_have_text("35.000 đ")
    expect(window.locator("output[data-mc-total=count]")).to_have_text("3")

    window.keyboard.press("ArrowUp")
    assert window.evaluate("document.activeElement.name") == "q-table-0-price"
    assert window.get_by_role("columnheader", name="Thành tiền").count() == 1
    assert window.get_by_role("row").count() == 4

    window.get_by_role("button", name="Gửi thử").click()
    expect(window.locator(".govuk-notification-banner")).to_contain_text("Tổng. Số lượng: 3")


def test_a_table_without_script_takes_rows_and_adds_up_after_sending(
    opened: Callable[..., Page],
) -> None:
    window = opened(script=False, width=320)
    window.goto(f"{AT}/table")
    window.locator("[name=q-table-0-what]").fill("Gạo")
    window.locator("[name=q-table-0-count]").fill("2")
    window.locator("[name=q-table-0-price]").fill("30000")

    window.get_by_role("button", name="Thêm dòng").click()

    expect(window.locator("[name=q-table-1-what]")).to_be_visible()
    expect(window.locator("output[data-mc-total=price]")).to_have_text("30.000 đ")
    window.get_by_role("button", name="Bỏ Dòng 2").click()
    expect(window.locator("[name=q-table-1-what]")).to_have_count(0)
    expect(window.locator("[name=q-table-0-what]")).to_have_value("Gạo")


# -- Places --

SQUARES = {"00070": (105.84, 21.02), "00004": (105.80, 21.03), "00376": (105.80, 21.22)}


@pytest.fixture(scope="module")
def mapped(city: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    """The city with boundaries, imported by the command while it runs."""
    file = tmp_path_factory.mktemp("places") / "communes.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code}, "geometry": {
            "type": "Polygon", "coordinates": [[[x, y], [x + 0.03, y], [x + 0.03, y + 0.02],
                                                [x, y + 0.02], [x, y]]]}}
        for code, (x, y) in SQUARES.items()
    ]}))  # fmt: skip
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    command = [sys.executable, "-m", "motcua", "import", "places", "--geojson", str(file),
               "--source", "A test", "--licence", "CC0-1.0"]  # fmt: skip
    done = subprocess.run(
        command, env={**inherited, "MOTCUA_HOME": str(city.home)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return city


@pytest.mark.usefixtures("mapped")
def test_a_point_is_chosen_on_the_map_by_keyboard(opened: Callable[..., Page]) -> None:
    window = opened()
    window.goto(f"{AT}/map_point")
    window.wait_for_selector("body.js-enabled")
    heavy: list[str] = []
    window.on("request", lambda asked: heavy.append(asked.url))

    window.get_by_role("button", name="Chọn trên bản đồ").press("Enter")
    told = window.locator(".mc-place [role=status]")
    expect(told).to_contain_text("Bản đồ đã mở", timeout=PATIENCE)
    assert any("/map." in url for url in heavy)
    expect(window.locator(".mc-place canvas")).to_be_focused()
    assert faults_here(window) == []
    window.keyboard.press("Enter")

    expect(told).to_contain_text("Đã chọn điểm")
    first = window.locator("[name=q-map_point-lat]").input_value()
    assert first.startswith("21.")
    window.keyboard.press("ArrowUp")
    expect(told).to_contain_text("Giữa bản đồ", timeout=PATIENCE)
    window.get_by_role("button", name="Chọn điểm ở giữa bản đồ").press("Enter")
    expect(told).to_contain_text("Đã chọn điểm")
    assert float(window.locator("[name=q-map_point-lat]").input_value()) > float(first)

    window.keyboard.press("Escape")
    expect(window.locator(".mc-place canvas")).to_be_hidden()
    expect(window.get_by_role("button", name="Chọn trên bản đồ")).to_be_focused()
    window.get_by_role("button", name="Gửi thử").click()
    expect(window.locator(".govuk-notification-banner")).to_contain_text("Tọa độ 21.")


@pytest.mark.usefixtures("mapped")
def test_an_area_is_drawn_with_the_mouse_and_told_in_words(opened: Callable[..., Page]) -> None:
    window = opened()
    window.goto(f"{AT}/map_area")
    window.wait_for_selector("body.js-enabled")
    window.get_by_role("button", name="Vẽ trên bản đồ").click()
    told = window.locator(".mc-place [role=status]")
    expect(told).to_contain_text("Bản đồ đã mở", timeout=PATIENCE)
    canvas = window.locator(".mc-place canvas")

    for number, (x, y) in enumerate([(200, 100), (300, 100), (300, 200), (120, 250)], 1):
        canvas.click(position={"x": x, "y": y})
        expect(told).to_contain_text(f"Đã chọn góc {number}")
    window.get_by_role("button", name="Bỏ góc cuối").click()
    expect(told).to_contain_text("Số góc còn lại: 3")

    corners = window.locator("[name=q-map_area-corners]").input_value()
    assert len(corners.splitlines()) == 3
    window.get_by_role("button", name="Gửi thử").click()
    expect(window.locator(".govuk-notification-banner")).to_contain_text("Các góc:")


def test_a_parcel_and_a_point_are_told_without_script(opened: Callable[..., Page]) -> None:
    window = opened(script=False)
    window.goto(f"{AT}/map_point")
    window.locator("[name=q-map_point-lat]").fill("21.0285, 105.8542")
    window.get_by_role("button", name="Gửi thử").click()
    expect(window.locator(".govuk-notification-banner")).to_contain_text("Tọa độ 21.0285, 105.8542")

    window.goto(f"{AT}/land_parcel")
    for part, typed in {"sheet": "34", "parcel": "12", "area": "120,5"}.items():
        window.locator(f"[name=q-land_parcel-{part}]").fill(typed)
    window.locator("[name=q-land_parcel-province]").select_option("01")
    window.get_by_role("button", name="Hiện danh sách phường, xã").click()
    window.locator("[name=q-land_parcel-commune]").select_option("00070")
    window.get_by_role("button", name="Gửi thử").click()
    expect(window.locator(".govuk-notification-banner")).to_contain_text(
        "Thửa đất số 12, tờ bản đồ số 34, 120,5 m²"
    )


def faults_here(window: Page) -> list[str]:
    window.evaluate(AXE.read_text("utf-8"))
    violations = window.evaluate(RULES)["violations"]
    return [f"{one['id']}: {[n['target'] for n in one['nodes']]}" for one in violations]
