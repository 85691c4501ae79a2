"""One stands for another, a clerk writes down at the counter, and two sign what is for both."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Walker, Walkers
from .test_citizen import BROTHER, CITIZEN, PHONE
from .test_interrupted import until

pytestmark = pytest.mark.journey
WARD, EXTRACT = "H26.101", "2.000635"
RECEIVER = "Lê Thị Chi"


def test_an_asks_her_brother_and_takes_it_back(walker: Walkers) -> None:
    an = walker(CITIZEN, width=PHONE)
    an.go("/mine")
    an.follow("Làm thay người khác")
    an.press("Ủy quyền cho người khác")
    an.page.get_by_label("Họ và tên người làm thay").fill(BROTHER)
    an.page.get_by_label("Số căn cước của người đó").fill("001092000000")
    an.page.locator("[name=scope][value=some]").check()
    an.page.locator(f"[name=procedures][value='{EXTRACT}']").check()
    an.press("Gửi lời ủy quyền")
    mandate = an.page.url.split("?")[0]

    binh = walker(BROTHER, width=PHONE)
    binh.go("/behalf")
    binh.follow(CITIZEN)
    binh.press("Nhận làm thay")
    binh.go(f"/procedures/{EXTRACT}/start")
    binh.page.locator("[name=for]").nth(1).check()
    binh.page.locator(f"[name=agency][value='{WARD}']").check()
    binh.press("Bắt đầu")
    assert f"Bạn đang làm thay: {CITIZEN}" in binh.text()
    draft = binh.page.url
    an.go("/mine")
    assert draft.split("/")[4] in an.page.content()

    an.page.goto(mandate)
    an.press("Thu hồi")
    assert "Đã kết thúc" in an.text()
    late = binh.context.request.get(draft)
    assert late.status == 404


def test_a_clerk_writes_down_by_keyboard_and_the_person_signs(  # noqa: PLR0915 -- a story
    walker: Walkers,
) -> None:
    chi = walker(RECEIVER)
    chi.go("/desk/counter")
    keyboard = chi.page.keyboard
    chi.page.locator("#procedure").select_option(EXTRACT)
    chi.page.locator("#card").focus()
    keyboard.type("001196000000||Nguyễn Thị An|15031996|Nữ|Số 12|01012022")
    keyboard.press("Enter")
    expect(chi.page.locator("h1")).to_contain_text("Ghi giúp")
    chi.look()
    sheet = chi.page.url
    chi.page.locator("[name=q-acting_as][value=self]").check()
    expect(chi.page.locator("[name=q-phone]")).to_be_visible()
    chi.page.locator("[name=q-phone]").fill("0912345678")
    chi.page.locator("[name=q-record_kind][value=birth]").check()
    chi.page.locator("[name=q-registered_abroad][value=no]").check()
    chi.page.locator("[name=q-copies]").fill("2")
    chi.page.locator("[name=q-truthful]").check()
    chi.page.locator("main form button[name=go]").click()
    chi.look()
    for key, typed in {
        "own_name": CITIZEN, "own_born_on-day": "15", "own_born_on-month": "3",
        "own_born_on-year": "1996", "own_id": "001196000000", "registered_year": "1996",
    }.items():  # fmt: skip
        field = chi.page.locator(f"[name=q-{key}]")
        if field.count() and field.is_visible():
            field.fill(typed)
    if chi.page.url == sheet:
        chi.page.locator("main form button[name=go]").click()
        chi.look()
    expect(chi.page).to_have_url(f"{sheet}/read")

    paper = chi.context.request.get(f"{sheet}/print").text()
    mark = re.search(r"[0-9a-f]{4}-[0-9a-f]{4}", paper[paper.index("Mã của tờ này") :])
    assert mark
    chi.page.get_by_label("Mã trên tờ đã ký").fill(mark.group())
    keyboard.press("Enter")

    expect(chi.page).to_have_url(re.compile(r"/desk/dossiers/[0-9a-f-]+\?done=filed"))
    assert "ghi giúp tại quầy" in chi.text()
    an_hears_of_it_and_objects(walker, chi)


def an_hears_of_it_and_objects(walker: Walkers, chi: Walker) -> None:
    """What was filed for her stands in her account at once; she says that it is not hers."""
    dossier = chi.page.url.split("?")[0]
    an = walker(CITIZEN, width=PHONE)
    until(lambda: "tin mới" in an.context.request.get(f"{an.prefix}/mine").text())
    an.go("/mine")
    an.follow("Tin cho bạn")
    assert "Có hồ sơ vừa nộp cho bạn" in an.text()
    assert RECEIVER in an.text()
    an.press("Tôi đã đọc hết")
    an.page.locator("section", has_text="Có hồ sơ vừa nộp cho bạn").first.get_by_role(
        "link", name="Mở"
    ).click()
    expect(an.page).to_have_url(re.compile(r"/mine/[0-9a-f-]+$"))
    an.look()
    an.page.get_by_text("Tôi không đồng ý", exact=True).click()
    an.page.get_by_label("Điều gì không đúng?").fill("Tôi không nhờ ai nộp")
    an.press("Báo là tôi không đồng ý")
    expect(an.page.locator("main")).to_contain_text("Đã báo cơ quan rằng bạn không đồng ý")

    chi.page.goto(dossier)
    expect(chi.page.locator("main")).to_contain_text("Tôi không nhờ ai nộp")
    an.press("Tôi đồng ý, xin làm tiếp")
    expect(an.page.locator("#objected")).to_have_count(0)
    chi.page.goto(dossier)
    expect(chi.page.locator("main")).not_to_contain_text("Tôi không nhờ ai nộp")
