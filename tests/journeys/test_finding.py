"""Finding a procedure: with slips of the finger, by keyboard, by questions, without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

BIRTH, DEATH, STAY = "1.001193", "1.000656", "1.004194"


def test_suggestions_are_chosen_by_keyboard_despite_slips(walker: Walkers) -> None:
    nobody = walker("")
    nobody.go("/")
    field = nobody.page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("khia sinh", delay=20)

    options = nobody.page.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_be_visible()
    nobody.seen.clear()
    nobody.look()
    expect(nobody.page.get_by_role("status")).to_have_text(re.compile(r"\d+ gợi ý"))
    field.press("ArrowUp")
    last = options.last.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", last or "")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("khia sinh")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    wanted = options.filter(has_text="khai sinh").first
    _walk_to(field_of=nobody.page, option=wanted.get_attribute("id") or "")
    with nobody.page.expect_navigation():
        field.press("Enter")
    nobody.look()
    assert "khai sinh" in nobody.page.title().lower()


def _walk_to(*, field_of: Page, option: str) -> None:
    field = field_of.get_by_role("combobox")
    for _ in range(9):
        field.press("ArrowDown")
        if field.get_attribute("aria-activedescendant") == option:
            return
    raise AssertionError(option)


def test_enter_without_a_choice_searches(walker: Walkers) -> None:
    nobody = walker("")
    nobody.go("/procedures")
    field = nobody.page.get_by_role("combobox")

    field.fill("kt3")
    with nobody.page.expect_navigation():
        field.press("Enter")
    nobody.look()

    assert "“kt3” là “đăng ký tạm trú”" in nobody.text()
    nobody.page.get_by_text("Lọc danh sách").click()
    nobody.page.get_by_label("Nơi giải quyết").select_option("commune")
    nobody.press("Lọc")
    assert "level=commune" in nobody.page.url
    assert STAY in nobody.text()
    nobody.follow("Bỏ mọi bộ lọc")
    assert "level" not in nobody.page.url


@pytest.mark.parametrize("language", ["vi", "en"])
def test_questions_lead_to_a_list_and_back(walker: Walkers, language: str) -> None:
    nobody = walker("", language=language)
    nobody.go("/which")
    nobody.page.locator(f"a[href$='/which/{'nguoi-than-qua-doi'}']").click()
    nobody.look()
    go_on = "Tiếp tục" if language == "vi" else "Continue"
    nobody.press(go_on)
    expect(nobody.page.locator(".govuk-error-summary")).to_be_visible()

    _choose(nobody, "registered", "no", go_on)
    _choose(nobody, "foreign", "no", go_on)
    nobody.page.locator("input[type=checkbox][value=social]").check()
    nobody.press(go_on)

    needed = nobody.page.locator(".mc-needed__item")
    expect(needed.first.locator("a")).to_have_attribute("href", re.compile(DEATH))
    shared = nobody.page.url
    nobody.page.go_back()
    expect(nobody.page.locator("input[type=checkbox][value=social]")).to_be_visible()
    nobody.page.goto(shared)
    expect(needed.first).to_be_visible()
    nobody.follow("Sửa" if language == "vi" else "Change")
    expect(nobody.page.locator("input[name=registered]").first).to_be_visible()


def _choose(walker: Walker, question: str, answer: str, go_on: str) -> None:
    walker.page.locator(f"input[name={question}][value={answer}]").check()
    walker.press(go_on)


@pytest.mark.parametrize("path", [
    "/", "/procedures?q=khai+sinh", "/procedures?q=zzzqqq", "/which", "/which/viec-lam",
    "/which/cu-tru-va-giay-to-tuy-than?want=move&stay=rent", "/procedures?level=commune",
])  # fmt: skip
def test_everything_fits_a_small_phone(walker: Walkers, path: str) -> None:
    nobody = walker("", width=320)

    nobody.go(path)

    wide = nobody.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
    if path == "/":
        nobody.page.get_by_role("combobox").press_sequentially("đăng ký", delay=20)
        expect(nobody.page.get_by_role("option").first).to_be_visible()
        assert nobody.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_script_it_is_a_plain_form(walker: Walkers) -> None:
    nobody = walker("", script=False)
    nobody.go("/")
    assert nobody.page.get_by_role("combobox").count() == 0

    nobody.page.locator("input[name=q]").fill("giay khai sinhh")
    nobody.page.locator("form[role=search]").first.locator("button").click()
    assert "khai sinh" in nobody.text()

    nobody.go("/which/co-con-nho")
    nobody.page.locator("input[value=copy]").check()
    nobody.press("Tiếp tục")
    expect(nobody.page.locator(".mc-needed__item").first).to_be_visible()


def test_english_finds_and_suggests(walker: Walkers) -> None:
    nobody = walker("", language="en")
    nobody.go("/procedures")

    nobody.page.get_by_role("combobox").press_sequentially("birth", delay=20)

    expect(nobody.page.get_by_role("option").first).to_be_visible()
    expect(nobody.page.get_by_role("status")).to_have_text(re.compile("suggestion"))
    nobody.page.get_by_role("option").first.click()
    nobody.page.wait_for_url(re.compile("/en/procedures/"))
    nobody.look()
