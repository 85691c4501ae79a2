"""A joined filing is cut off: the session ends, the network drops, another tab changes an answer.

All of it is gone on with where it was, nothing typed is lost, and it is filed once.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Walker, Walkers
from .test_bundle import CITIZEN, GROUP, WARD_PLACE, answer_page, answer_what_is_asked, go_on
from .test_interrupted import PATIENCE, come_back, lose_session, over_a_hole, stands, state, type_in
from .test_road import submit_page

pytestmark = pytest.mark.journey
CHILD, COPIES, CLINIC = "birth_child", "birth_copies", "card_clinic"
NAME = "birth_child_name"


def test_an_ended_session_and_a_dropped_network_lose_nothing(walker: Walkers) -> None:
    an = walker(CITIZEN, width=320)
    start(an)

    the_session_ends(an)
    the_network_drops(an)
    goes_on_elsewhere(an, walker(CITIZEN, width=1280))

    while "/pages/" in an.page.url:
        answer_page(an)
    assert an.page.url.endswith("/check")
    lose_session(an)
    an.page.locator("main form button.govuk-button").first.click()
    come_back(an)
    over_a_hole(an)
    is_filed_once(an)


def test_two_tabs_change_one_answer_and_both_are_shown(walker: Walkers) -> None:
    an = walker(CITIZEN, width=320)
    start(an)
    on_page_with(an, NAME)
    other = an.context.new_page()
    other.goto(an.page.url)
    writes(other, "Nguyễn Minh Anh")

    type_in(an, {NAME: "Nguyễn Minh Châu"})

    expect(state(an)).to_have_attribute("data-mc-state", "conflict")
    box = an.page.locator("[data-mc-conflict]").first
    expect(box).to_contain_text("Nguyễn Minh Anh")
    an.seen.clear()
    an.look()
    box.get_by_role("button", name="Giữ câu của tôi").click()
    expect(state(an)).to_have_attribute("data-mc-state", "saved")
    other.reload()
    expect(other.locator(f"[name=q-{NAME}]")).to_have_value("Nguyễn Minh Châu")


# -- What happens to her --


def the_session_ends(an: Walker) -> None:
    on_page_with(an, NAME)
    lose_session(an)
    typed = {NAME: "Nguyễn Minh Châu", "birth_child_born_on-day": "1"}
    type_in(an, typed)
    expect(state(an)).to_have_attribute("data-mc-state", "signed_out")
    an.page.get_by_role("link", name="Đăng nhập lại để lưu").click()
    come_back(an)
    expect(an.page).to_have_url(re.compile(f"/pages/{CHILD}"))
    # Half a date is kept as well.
    stands(an, typed)


def the_network_drops(an: Walker) -> None:
    on_page_with(an, COPIES)
    an.context.set_offline(True)
    type_in(an, {COPIES: "2"})
    an.page.locator("main form button[name=go]").click()
    expect(state(an)).to_have_attribute("data-mc-state", "offline")
    expect(an.page.locator(".mc-saved")).to_contain_text("Chưa lưu được")
    an.context.set_offline(False)
    expect(state(an)).to_have_attribute("data-mc-state", "saved", timeout=PATIENCE)
    an.page.reload()
    stands(an, {COPIES: "2"})


def goes_on_elsewhere(an: Walker, elsewhere: Walker) -> None:
    on_page_with(an, CLINIC)
    type_in(an, {CLINIC: "Trạm y tế phường Hoàn Kiếm"})
    expect(state(an)).to_have_attribute("data-mc-state", "saved")
    elsewhere.page.goto(an.page.url)
    stands(elsewhere, {CLINIC: "Trạm y tế phường Hoàn Kiếm"})


# -- What she does --


def start(an: Walker) -> None:
    an.go(f"/groups/{GROUP}/start")
    an.page.locator(f"[name=place][value='{WARD_PLACE}']").check()
    submit_page(an)


def on_page_with(an: Walker, question: str) -> None:
    """Answer page after page until this is asked."""
    for _ in range(40):
        if an.page.locator(f"[name='q-{question}']").count():
            expect(state(an)).to_be_visible()
            return
        answer_what_is_asked(an)
        go_on(an)
    pytest.fail(f"{question} was never asked")


def writes(tab: Page, name: str) -> None:
    tab.locator(f"[name=q-{NAME}]").fill(name)
    expect(tab.locator("form[data-mc-state]")).to_have_attribute("data-mc-state", "saved")


def is_filed_once(an: Walker) -> None:
    expect(an.page.locator(".govuk-panel")).to_be_visible()
    bundle = an.page.url.split("/bundles/")[1].split("?")[0]
    an.go("/mine")
    row = an.page.locator("tr", has=an.page.locator(f"a[href$='/bundles/{bundle}']"))
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Đã nộp")
    an.complaints.clear()  # the browser tells of every try that failed, as it should
