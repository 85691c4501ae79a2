"""Real packages, by keyboard: a country is picked from a list, an e-mail address is proved."""

import re
import time

import pytest
from playwright.sync_api import expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

CITIZEN = "Nguyễn Thị An"
MARITAL_STATUS, BUSINESS = "1.004873", "1.001612"
WARD, MAIL = "H26.101", "an.pho.hoa.sen@example.vn"
CODE_LIMIT_SECONDS = 30


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_country_is_picked_from_the_list(
    walker: Walkers,
    script: bool,  # noqa: FBT001
) -> None:
    an = walker(CITIZEN, width=320, script=script)
    begin(an, MARITAL_STATUS, "self")

    held = an.page.locator(".mc-fact__value")
    expect(held.filter(has_text="Kinh")).to_have_count(1)
    expect(held.filter(has_text="Việt Nam")).to_have_count(1)
    an.look()
    go_on(an)
    go_on(an)
    choose(an, status="never")
    choose(an, period="now")
    choose(an, purpose="marriage")

    written = {
        "name": "Marie Martin", "born_on-day": "6", "born_on-month": "5", "born_on-year": "1995",
        "id": "12AB34567",
    }  # fmt: skip
    for key, value in written.items():
        an.write(f"q-fiance_{key}", value)
    an.write("q-marry_at", "Phường Hoàn Kiếm")
    pick(an, "fiance_nationality", "phap", "Pháp", "FR", script=script)
    go_on(an)
    expect(an.page.locator("[name='q-fiance_nationality-search']")).to_have_count(0)

    draft = re.search(r"/drafts/([0-9a-f-]{36})/", an.page.url)
    assert draft is not None
    an.go(f"/drafts/{draft.group(1)}/check")
    line = an.page.locator("main dl > div", has_text="Quốc tịch")
    expect(line.filter(has_text="Pháp")).to_have_count(1)
    expect(line.filter(has_text=re.compile(r"\bFR\b"))).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_address_is_proved_by_the_code_that_was_sent(
    walker: Walkers,
    script: bool,  # noqa: FBT001
) -> None:
    an = walker(CITIZEN, width=320, script=script)
    begin(an, BUSINESS, "owner")
    go_on(an)
    address = MAIL if script else f"khac.{MAIL}"
    mail = an.page.locator("[name='q-email']")
    mail.fill(address)
    before = an.page.url
    an.page.locator("main form button[name=go]").click()
    expect(an.page.locator(".govuk-error-summary a")).to_have_count(1)
    an.look()

    press(an, "q-email-prove")
    code = an.page.locator("[name='q-email-code']")
    expect(code).to_be_visible()
    an.look()
    code.focus()
    an.page.keyboard.type(caught(an, address))
    go_on(an)
    assert an.page.url != before

    an.page.go_back()
    an.page.reload()
    expect(an.page.locator("main")).to_contain_text("Đã xác nhận")
    expect(an.page.locator("[name='q-email-prove']")).to_have_count(0)


def begin(an: Walker, procedure: str, acting_as: str) -> None:
    an.go(f"/procedures/{procedure}/start")
    an.page.locator(f"[name=agency][value='{WARD}']").check()
    with an.page.expect_navigation():
        an.page.locator("main form button.govuk-button").last.click()
    choose(an, acting_as=acting_as)


def choose(an: Walker, **answers: str) -> None:
    for key, value in answers.items():
        an.page.locator(f"[name='q-{key}'][value='{value}']").check()
    go_on(an)


def go_on(an: Walker) -> None:
    """The next page comes; nothing stands wider than a small phone."""
    before = an.page.url
    with an.page.expect_navigation():
        an.page.locator("main form button[name=go]").click()
    assert an.page.url.split("#")[0] != before, an.page.inner_text("main")[:600]
    assert an.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), an.page.url


def pick(an: Walker, key: str, typed: str, name: str, code: str, *, script: bool) -> None:
    """From a list, by keyboard alone: while one types, or by the button beside the field."""
    search = an.page.locator(f"[name='q-{key}-search']")
    search.focus()
    an.page.keyboard.type(typed)
    if script:
        expect(an.page.get_by_role("option").first).to_have_text(name)
        an.page.keyboard.press("ArrowDown")
        expect(search).to_have_attribute("aria-activedescendant", re.compile("."))
        an.look()
        an.page.keyboard.press("Enter")
        expect(search).to_have_value(name)
        return
    an.page.keyboard.press("Tab")
    with an.page.expect_navigation():
        an.page.keyboard.press("Enter")
    an.page.locator(f"[name='q-{key}'][value='{code}']").focus()
    an.page.keyboard.press("Space")


def press(an: Walker, name: str) -> None:
    """By keyboard; the page comes anew."""
    an.page.locator(f"button[name='{name}']").focus()
    with an.page.expect_navigation():
        an.page.keyboard.press("Enter")


def caught(an: Walker, address: str) -> str:
    """The code of the last message to the address, which a job sends."""
    limit = time.monotonic() + CODE_LIMIT_SECONDS
    while time.monotonic() < limit:
        for message in an.page.context.request.get("/demo-messages/").text().split("<article")[1:]:
            code = re.search(r"\b[0-9]{6}\b", message.partition("</h2>")[2].partition("</p>")[2])
            if address in message and code:
                return code.group()
        an.page.wait_for_timeout(200)
    raise AssertionError(f"no code came to {address}")
