"""Long lists searched while one types, signatures drawn, organisations looked up."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .conftest import Walker, Walkers

AT = "/studio/patterns/kinds"
SEND = "Gửi thử"

pytestmark = pytest.mark.journey


def understood(walker: Walker) -> str:
    return walker.page.locator("main .govuk-notification-banner").inner_text()


def test_a_country_is_found_by_a_few_letters_and_the_arrow_keys(walker: Walkers) -> None:
    somebody = walker("")
    somebody.go(f"{AT}/reference_choice")
    page = somebody.page
    field = page.get_by_role("combobox", name="Tìm trong danh sách")
    field.press_sequentially("nhat")
    expect(page.get_by_role("option", name="Nhật Bản")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(page.get_by_role("option", name="Nhật Bản")).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Nhật Bản")
    expect(field).to_have_attribute("aria-expanded", "false")
    somebody.press(SEND)
    assert "Nhật Bản" in understood(somebody)


def test_escape_leaves_the_list_and_the_words(walker: Walkers) -> None:
    somebody = walker("", width=320)
    somebody.go(f"{AT}/reference_choice")
    field = somebody.page.get_by_role("combobox")
    field.press_sequentially("lao")
    expect(somebody.page.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(somebody.page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("lao")
    # A name typed in full needs no picking.
    somebody.press(SEND)
    assert "Lào" in understood(somebody)


def test_without_script_a_button_searches_and_a_radio_picks(walker: Walkers) -> None:
    somebody = walker("", script=False)
    somebody.go(f"{AT}/reference_choice")
    page = somebody.page
    page.get_by_label("Tìm trong danh sách").fill("han")
    somebody.press("Tìm")
    assert urlsplit(page.url).fragment == "q-reference_choice"
    page.get_by_label("Hàn Quốc").check()
    somebody.press(SEND)
    assert "Hàn Quốc" in understood(somebody)


def test_a_signature_is_typed_and_may_be_drawn(walker: Walkers) -> None:
    somebody = walker("")
    somebody.go(f"{AT}/signature")
    page = somebody.page
    page.get_by_label("Họ và tên người ký").fill("Nguyễn Thị An")
    frame = page.locator("canvas").bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + 40, frame["y"] + 60)
    page.mouse.down()
    page.mouse.move(frame["x"] + 140, frame["y"] + 30, steps=5)
    page.mouse.up()
    expect(page.get_by_text("Đã có nét ký", exact=True)).to_be_visible()
    somebody.press(SEND)
    assert "Nguyễn Thị An (có nét ký tay)" in understood(somebody)


def test_an_organisation_is_named_by_the_register(walker: Walkers) -> None:
    somebody = walker("", script=False)
    somebody.go(f"{AT}/organisation")
    page = somebody.page
    page.get_by_label("Mã số thuế").fill("0199999984")
    somebody.press("Tra tên theo mã số thuế")
    expect(page.get_by_label("Tên đầy đủ")).not_to_have_value("")
    somebody.press(SEND)
    assert "0199999984" in understood(somebody)
