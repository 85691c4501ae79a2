"""A change of a procedure, from the first draft to the portal, by two designers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import City, Walker, Walkers, free_port, start_city, stop_city

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of its own: a procedure changes here, which other stories rely on."""
    running = start_city(tmp_path_factory.mktemp("changing"), free_port())
    yield running
    stop_city(running)


GIANG, TUE = "Vũ Hương Giang", "Đặng Minh Tuệ"
CODE = "2.000635"
PARTS = (
    "", "/parts/facts", "/parts/form", "/parts/form?at=pages.3",
    "/parts/form?at=pages.3.questions.0", "/parts/components", "/parts/fees",
    "/parts/fees?at=charges.0", "/parts/route", "/parts/result", "/parts/words", "/files",
    "/files/form.yaml", "/checks", "/diff", "/preview", "/preview/pages/who", "/preview/check",
    "/preview/officer", "/saves",
)  # fmt: skip


def test_drafted_previewed_returned_approved_and_in_force(walker: Walkers, tmp_path: Path) -> None:
    giang = walker(GIANG)
    draft = begin(giang)
    ask_when_to_call(giang, draft)
    charge_more(giang, draft)
    see_it_as_people_and_officers(giang, draft)
    break_and_mend(giang, draft)

    submit(giang, draft)
    assert giang.page.locator('form[action$="/approve"]').count() == 0
    tue = walker(TUE)
    tue.go("/studio/")
    expect(tue.page.locator("main")).to_contain_text("Chờ bạn duyệt")
    tue.go(f"/studio/proposals/{draft}/diff")
    expect(tue.page.locator("main")).to_contain_text("9000")
    tue.go(f"/studio/proposals/{draft}")
    tue.page.locator("#comment").fill("Ghi rõ mức thu mới bằng lời")
    tue.press("Trả lại để sửa")

    giang.go(f"/studio/proposals/{draft}")
    expect(giang.page.locator("main")).to_contain_text("Ghi rõ mức thu mới bằng lời")
    giang.go(f"/studio/proposals/{draft}/parts/fees")
    giang.page.locator("#f-says").fill("9.000 đ mỗi bản sao")
    giang.page.locator("#f-says-en").fill("9,000 đ for each copy")
    giang.press("Lưu")
    submit(giang, draft)
    tue.go(f"/studio/proposals/{draft}")
    tue.press("Duyệt và công bố")
    expect(tue.page.locator("main")).to_contain_text("Đã duyệt và công bố")

    anybody_finds_it(walker(""))
    tue.go(f"/studio/procedures/{CODE}")
    expect(tue.page.locator("main")).to_contain_text("12/QĐ-UBND")
    a_signed_package_is_taken_whole_or_not_at_all(tue, tmp_path)


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 320)])
def test_every_page_of_the_studio_is_sound(walker: Walkers, language: str, width: int) -> None:
    giang = walker(GIANG, language=language, width=width)
    draft = begin(giang)
    charge_more(giang, draft, 9500)
    for path in (
        "", "?view=review", "procedures/new", f"procedures/{CODE}", f"procedures/{CODE}/end",
        "import", "import/keys", *(f"proposals/{draft}{part}" for part in PARTS),
    ):  # fmt: skip
        giang.go(f"/studio/{path}")
        overflow = giang.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, path
    giang.page.locator("main").wait_for()


def test_it_works_without_script(walker: Walkers) -> None:
    giang = walker(GIANG, script=False)
    draft = begin(giang)
    charge_more(giang, draft, 9500)
    giang.go(f"/studio/proposals/{draft}/diff")
    expect(giang.page.locator("main ins").first).to_be_visible()


def begin(giang: Walker) -> str:
    giang.go(f"/studio/procedures/{CODE}")
    giang.page.locator('form[action$="/start"] button').click()
    giang.look()
    return giang.page.url.partition("?")[0].rpartition("/")[2]


def ask_when_to_call(giang: Walker, draft: str) -> None:
    """One more question on the page of contacts."""
    giang.go(f"/studio/proposals/{draft}/parts/form?at=pages.3")
    giang.page.locator('button[value="add:pages.3.questions"]').click()
    giang.look()
    giang.page.locator("#f-label").fill("Gọi cho bạn lúc nào tiện?")
    giang.page.locator("#f-key").fill("call_when")
    giang.page.locator("#f-required-2").check()
    giang.press("Lưu")
    expect(giang.page.locator(".mc-preview--beside")).to_contain_text("Gọi cho bạn lúc nào tiện?")


def charge_more(giang: Walker, draft: str, amount: int = 9000) -> None:
    giang.go(f"/studio/proposals/{draft}/parts/fees?at=charges.0")
    giang.page.locator("#f-prices-online-amount").fill(f"{amount} * answers.copies")
    giang.page.locator("main form .govuk-button").first.click()
    giang.look()


def see_it_as_people_and_officers(giang: Walker, draft: str) -> None:
    giang.go(f"/studio/proposals/{draft}/preview/pages/who")
    giang.page.locator("#q-acting_as").check()
    giang.press("Tiếp tục xem trước")
    expect(giang.page).to_have_url(re.compile("/preview/pages/yourself$"))
    giang.go(f"/studio/proposals/{draft}/preview/officer")
    expect(giang.page.locator("main")).to_contain_text("Gọi cho bạn lúc nào tiện?")
    answer = giang.page.request.get(f"/studio/proposals/{draft}/preview/papers/result")
    assert answer.body().startswith(b"%PDF")


def break_and_mend(giang: Walker, draft: str) -> None:
    """The checks find no English and no use of the new question, each at its line."""
    giang.go(f"/studio/proposals/{draft}/checks")
    expect(giang.page.locator("main")).to_contain_text("Thiếu tiếng Anh")
    expect(giang.page.locator("main")).to_contain_text("call_when")
    giang.page.locator(".mc-spots a").first.click()
    expect(giang.page).to_have_url(re.compile(r"/files/form\.yaml\?line=\d+"))
    for kind, step in (("commune_committee", 1), ("department", 2)):
        giang.go(f"/studio/proposals/{draft}/parts/route?at={kind}.{step}")
        used = giang.page.locator("#f-reads").input_value()
        giang.page.locator("#f-reads").fill(f"{used}, call_when")
        giang.press("Lưu")
    giang.go(f"/studio/proposals/{draft}/parts/words?file=form.yaml&view=lacking")
    giang.page.locator('input[name^="en-"]').first.fill("When may we call you?")
    giang.press("Lưu")
    giang.go(f"/studio/proposals/{draft}/checks")
    expect(giang.page.locator("main")).to_contain_text("Không có lỗi nào")
    giang.page.goto(f"/en/studio/proposals/{draft}/preview/pages/contact")
    expect(giang.page.locator("main")).to_contain_text("When may we call you?")


def submit(giang: Walker, draft: str) -> None:
    giang.go(f"/studio/proposals/{draft}")
    giang.page.locator("#reason").fill("Mức thu mới của thành phố")
    giang.page.locator("#decision_number").fill("12/QĐ-UBND")
    giang.press("Trình để duyệt")
    expect(giang.page.locator("main")).to_contain_text("Chờ duyệt")


def anybody_finds_it(anybody: Walker) -> None:
    anybody.go(f"/procedures/{CODE}")
    expect(anybody.page.locator("main")).to_contain_text("9.000 đ")
    expect(anybody.page.locator("main")).to_contain_text("12/QĐ-UBND")


def a_signed_package_is_taken_whole_or_not_at_all(tue: Walker, folder: Path) -> None:
    with tue.page.expect_download() as loading:
        tue.page.locator('form[action$="/export"] button').click()
    whole, cut = folder / "whole.zip", folder / "cut.zip"
    loading.value.save_as(whole)
    content = whole.read_bytes()
    cut.write_bytes(content.replace(b"9000 * answers", b"1000 * answers", 1))
    for file, said in ((cut, "fees.yaml"), (whole, "Đã nhận gói thành dự thảo")):
        tue.go("/studio/import")
        tue.page.locator("#file").set_input_files(file)
        tue.press("Nhận thành dự thảo")
        expect(tue.page.locator("main")).to_contain_text(said)
