"""A warning from the control room to the public and back, by two people at two browsers."""

import json

import pytest
from lxml import etree
from playwright.sync_api import expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

OPERATOR, HEAD = "Bùi Ngọc Hải", "Đỗ Hoàng Yến"
WARD = "00070"
SPACE = {"c": "urn:oasis:names:tc:emergency:cap:1.2"}
ROOMS = ("", "alerts", "alerts?view=past", "alerts/new", "sources", "quarantine", "rules",
         "rules/air-hour", "rules/air-hour/draft", "services", "deliveries")  # fmt: skip


@pytest.mark.parametrize(
    ("language", "script", "width"), [("vi", True, 1280), ("en", True, 320), ("vi", False, 1280)],
    ids=["vietnamese", "english-on-a-phone", "without-script"],
)  # fmt: skip
def test_proposed_by_one_confirmed_by_another_and_taken_back(
    walker: Walkers,
    language: str,
    script: bool,  # noqa: FBT001
    width: int,
) -> None:
    title = f"Ngập ở phố Mẫu, {language} {width} {script}"
    hai = walker(OPERATOR, language=language, script=script, width=width)
    alert = propose(hai, title)
    assert hai.page.locator('form[action$="/confirm"]').count() == 0
    assert title not in listed(hai)

    yen = walker(HEAD, language=language, script=script, width=width)
    yen.go(f"/control-room/alerts/{alert}")
    expect(yen.page.locator("main")).to_contain_text("Deep water")
    submit(yen, "/confirm")

    nobody = walker("", language=language, script=script, width=width)
    assert title in listed(nobody)
    assert "Exercise" in document(nobody, alert)
    nobody.go("/city/alerts")
    expect(nobody.page.locator("main")).to_contain_text("Ngập ở" if language == "vi" else "Deep")

    yen.page.locator('input[name="ending"][value="over"]').check()
    yen.page.locator('textarea[name="cancel_reason"]').fill("Nước đã rút")
    submit(yen, "/cancel")
    assert title not in listed(nobody)
    expect(yen.page.locator("main")).to_contain_text("Nước đã rút")


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_the_room_is_sound(walker: Walkers, width: int) -> None:
    yen = walker(HEAD, width=width)
    for path in ROOMS:
        yen.go(f"/control-room/{path}")
        overflow = yen.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, path


def propose(hai: Walker, title: str) -> str:
    """Fill the form; returns the id of the proposal."""
    hai.go("/control-room/alerts/new")
    page = hai.page
    page.locator('select[name="event"]').select_option("flood")
    page.locator('select[name="severity"]').select_option("Severe")
    for name, words in (
        ("headline_vi", title), ("headline_en", f"Deep water: {title}"),
        ("description_vi", "Nước ngập 40 cm."), ("description_en", "The water is 40 cm deep."),
        ("instruction_vi", "Không đi qua."), ("instruction_en", "Do not drive through."),
        ("reason", "Camera phố Mẫu"),
    ):  # fmt: skip
        page.locator(f'textarea[name="{name}"]').fill(words)
    page.locator(f'input[name="places"][value="{WARD}"]').check()
    page.locator("main form .govuk-button").last.click()
    hai.look()
    return page.url.partition("?")[0].rpartition("/")[2]


def submit(walker: Walker, action: str) -> None:
    walker.page.locator(f'form[action$="{action}"] button').click()
    walker.look()


def listed(walker: Walker) -> str:
    """Headlines of the warnings that stand, as a machine reads them."""
    answer = walker.page.request.get("/alerts.json")
    assert answer.ok
    return " | ".join(item["headline"]["vi"] for item in json.loads(answer.text())["items"])


def document(walker: Walker, alert: str) -> str:
    """The status in the CAP document of a warning."""
    answer = walker.page.request.get(f"/alerts/{alert}.cap.xml")
    assert answer.headers["content-type"] == "application/cap+xml"
    return str(etree.fromstring(answer.body()).findtext("c:status", namespaces=SPACE))
