"""Every kind of question decides of a further question and a value: at once, or by the button."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Walkers

pytestmark = pytest.mark.journey

AT = "/studio/patterns/kinds/reacting_"
#: Fields by the end of their names, as people fill them in: one that calls the further question
#: up, and one change of it that sends it away again.
ANSWERS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "short_text": ({"": " Tí"}, {"": "Bống"}),
    "long_text": ({"": "Mất giấy tờ\nkhi đi đường"}, {"": "Mất"}),
    "person_name": ({"": "Nguyễn  Thị An"}, {"": "Nguyễn Thị B"}),
    "personal_id": ({"": "001 199 000001"}, {"": "036199000001"}),
    "phone": ({"": "+84 912.345.678"}, {"": "0912345679"}),
    "email": ({"": "An@Example.VN"}, {"": "b@example.vn"}),
    "date": ({"-day": "3", "-month": "4", "-year": "1990"}, {"-year": "2001"}),
    "whole_number": ({"": "3"}, {"": "2"}),
    "money": ({"": "5.000.000 đ"}, {"": "4.000.000"}),
    "yes_no": ({"": "yes"}, {"": "no"}),
    "single_choice": ({"": "child"}, {"": "self"}),
    "address": (
        {"-province": "01", "-commune": "00070", "-detail": "12 Tràng Tiền"},
        {"-commune": "00004"},
    ),
    "land_parcel": (
        {
            "-sheet": "34", "-parcel": "12a", "-area": "1.120,5",
            "-province": "01", "-commune": "00070",
        },
        {"-area": "64"},
    ),
    "map_point": ({"-words": "Cạnh chợ", "-lat": "21.0285, 105.8542"}, {"-lat": "ở đây"}),
    "map_area": (
        {"-words": "", "-corners": "21.0, 105.8\n21.0, 105.9\n21.1, 105.9"},
        {"-corners": "21.0, 105.8"},
    ),
    "table": (
        {"-0-what": "Gạo", "-0-count": "2", "-0-price": "150.000"},
        {"-0-price": "90.000"},
    ),
    "time": ({"": "2 giờ chiều"}, {"": "8h"}),
    "year": ({"": "1999"}, {"": "2020"}),
    "decimal": ({"": "1,5", "-unit": "ha"}, {"-unit": "m2"}),
    "organisation": (
        {"-tax_code": "0100 109 106", "-name": "Tập đoàn Mẫu"},
        {"-tax_code": "0100109107"},
    ),
    "bank_account": (
        {"-bank": "970436", "-number": "0011 0012 34567", "-holder": "NGUYEN THI AN"},
        {"-number": "12"},
    ),
    "signature": ({"": "Nguyễn Thị An"}, {"": "An"}),
    "group": (
        {
            "-0-full_name": "Bình", "-0-born_on-day": "1", "-0-born_on-month": "2",
            "-0-born_on-year": "1999",
        },
        {"-0-born_on-year": "2005"},
    ),
}  # fmt: skip
TYPED = "Đã gõ ở đây"
FOCUSED = "document.activeElement.name"


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_what_follows_is_there_at_once_and_the_same_without_script(
    walker: Walkers, kind: str
) -> None:
    right, wrong = ANSWERS[kind]
    with_script, without = walker("").page, walker("", script=False).page
    further = with_script.locator(f"[name=q-then_{kind}]")
    worth = with_script.locator(f"#q-worth_{kind}")

    with_script.goto(f"{AT}{kind}")
    with_script.wait_for_selector("body.js-enabled")
    expect(further).to_have_count(0)
    last = fill(with_script, kind, right)
    expect(further).to_be_visible()
    expect(with_script.locator("[data-mc-appeared]")).to_contain_text("Câu hỏi thêm")
    assert with_script.evaluate(FOCUSED) == last
    further.fill(TYPED)
    said = worth.inner_text()
    fill(with_script, kind, wrong)
    expect(further).to_have_count(0)
    said_then = worth.inner_text()
    fill(with_script, kind, right)
    expect(further).to_have_value(TYPED)
    expect(worth).to_have_text(said)
    assert said not in {"", "–"}

    assert server_says(without, kind, right) == (1, said)
    assert server_says(without, kind, {**right, **wrong}) == (0, said_then)


def server_says(window: Page, kind: str, answers: dict[str, str]) -> tuple[int, str]:
    """Whether the further question is asked, and the value, after the button was pressed."""
    window.goto(f"{AT}{kind}")
    fill(window, kind, {k: v for k, v in answers.items() if k != "-commune"})
    if "-commune" in answers:
        window.locator(f"[name=q-of_{kind}-refresh]").last.click()
        fill(window, kind, {"-commune": answers["-commune"]})
    window.get_by_role("button", name="Gửi thử", exact=True).click()
    worth = window.locator(f"#q-worth_{kind}").inner_text()
    return window.locator(f"[name=q-then_{kind}]").count(), worth


def fill(window: Page, kind: str, answers: dict[str, str]) -> str:
    """Gives the name of the field that was filled in last; it has the focus."""
    name = ""
    for part, value in answers.items():
        name = f"q-of_{kind}{part}"
        field = window.locator(f'[name="{name}"]')
        sort = field.first.evaluate("one => one.type")
        if sort == "radio":
            window.locator(f'[name="{name}"][value="{value}"]').check()
        elif sort == "select-one":
            field.select_option(value)
            field.focus()
        else:
            field.fill(value)
    return name


def test_boxes_that_are_ticked_react(walker: Walkers) -> None:
    for kind, value in (("multiple_choice", "repair"), ("declaration", "yes")):
        page = walker("").page
        page.goto(f"{AT}{kind}")
        page.wait_for_selector("body.js-enabled")
        box = page.locator(f'[name="q-of_{kind}"][value="{value}"]')
        box.check()
        expect(page.locator(f"[name=q-then_{kind}]")).to_be_visible()
        expect(page.locator(f"#q-worth_{kind}")).to_have_text("1")
        box.uncheck()
        expect(page.locator(f"[name=q-then_{kind}]")).to_have_count(0)


def test_what_is_chosen_from_a_long_list_reacts(walker: Walkers) -> None:
    page = walker("").page
    page.goto(f"{AT}reference_choice")
    page.wait_for_selector("body.js-enabled")
    page.locator("[name=q-of_reference_choice-search]").press_sequentially("Lào")
    page.get_by_role("option").first.click()

    expect(page.locator("[name=q-then_reference_choice]")).to_be_visible()
    expect(page.locator("#q-worth_reference_choice")).to_have_text("LA")
    assert page.evaluate(FOCUSED) == "q-of_reference_choice-search"
    page.locator("[name=q-of_reference_choice-search]").fill("không có đâu")
    expect(page.locator("[name=q-then_reference_choice]")).to_have_count(0)


def test_what_goes_does_not_take_the_focus_along(walker: Walkers) -> None:
    """The server's word may come when somebody is in the question already that it sends away."""
    page = walker("").page
    page.goto(f"{AT}organisation")
    page.wait_for_selector("body.js-enabled")
    fill(page, "organisation", ANSWERS["organisation"][0])
    further = page.locator("[name=q-then_organisation]")
    expect(further).to_be_visible()

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        fill(page, "organisation", {"-tax_code": "0100109107"})
        further.focus()
        further.press_sequentially("vẫn gõ")
    expect(further).to_have_value("vẫn gõ")
    expect(further).to_be_focused()
    page.keyboard.press("Shift+Tab")

    expect(further).to_have_count(0)
