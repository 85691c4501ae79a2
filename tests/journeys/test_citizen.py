"""A citizen on a small phone: every kind of question, with script and without, and mishaps."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from .conftest import Walker, Walkers, sign_in

pytestmark = pytest.mark.journey

CITIZEN, BROTHER = "Nguyễn Thị An", "Nguyễn Văn Bình"
POLICE = "H26.201"
PHONE = 320


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """A photograph, a file that is not what it says, and one that is too large."""
    photo, liar, giant = (tmp_path / name for name in ("hợp đồng.png", "giả.pdf", "to.pdf"))
    Image.new("RGB", (40, 60), "white").save(photo)
    liar.write_bytes(b"MZ this is a program")
    giant.write_bytes(b"%PDF-1.7\n" + b"0" * 11 * 1024 * 1024)
    return {"photo": photo, "liar": liar, "giant": giant}


@pytest.mark.parametrize(
    ("language", "script"), [("vi", True), ("en", False)], ids=["vietnamese", "english-no-script"]
)
def test_temporary_residence_with_every_kind_of_question(
    walker: Walkers,
    papers: dict[str, Path],
    language: str,
    script: bool,  # noqa: FBT001
) -> None:
    an = walker(CITIZEN, language=language, script=script, width=PHONE)
    start(an, "1.004194", POLICE)
    answer(an, "mode", "household")
    confirm(an)
    say_where(an, script=script)
    say_since_and_until(an)
    answer(an, "dwelling_basis", "rented")
    fill(an, owner_name="Trần Văn Chủ", owner_phone="0912345678")
    go_on(an)
    answer(an, "proof_way", "upload")
    give_papers(an, papers)
    answer(an, "household_role", "head")
    name_a_member(an)
    answer(an, "fee_group", "elderly")
    go_on(an)
    promise(an)
    submit(an)
    expect(an.page.locator("main")).to_contain_text("hợp đồng.png")
    expect(an.page.locator("main")).to_contain_text("12 Tràng Tiền")
    submit(an)
    expect(an.page.locator(".govuk-panel")).to_be_visible()
    an.page.locator("a[href$='/answers']").click()
    an.look()
    with an.page.expect_download() as arriving:
        an.page.locator(".mc-files a").first.click()
    assert arriving.value.suggested_filename == "hợp đồng.png"
    assert Path(arriving.value.path()).read_bytes() == papers["photo"].read_bytes()


def test_the_session_ends_while_somebody_types_and_nothing_is_lost(walker: Walkers) -> None:
    an = walker(CITIZEN, width=PHONE)
    start(an, "2.000635", "H26.101")
    say_who_and_what(an)
    fill(an, registered_place="Xã Cũ")
    kept = [c for c in an.context.cookies() if c["name"] != "motcua_session"]
    an.context.clear_cookies()
    an.context.add_cookies(kept)  # type: ignore[arg-type]  # cookies as read are cookies as set
    go_on(an)
    expect(an.page.locator("main")).to_contain_text("hết hạn")
    an.page.locator("main a.govuk-button").first.click()
    an.page.get_by_role("button", name=CITIZEN).first.click()
    expect(field(an, "registered_place")).to_have_value("Xã Cũ")
    go_on(an)
    expect(field(an, "copies")).to_be_visible()


def test_a_page_left_open_over_another_sign_in_keeps_what_was_typed(walker: Walkers) -> None:
    an = walker(CITIZEN, width=PHONE)
    start(an, "2.000635", "H26.101")
    say_who_and_what(an)
    fill(an, registered_place="Xã Khác")
    here = an.page
    an.page = an.context.new_page()
    an.go("/mine")
    an.press("Đăng xuất")
    sign_in(an, CITIZEN)
    an.page = here
    go_on(an)
    if an.page.locator("main form [name='q-registered_place']").count():
        # Sent before the script had the new token: the page is shown again, as it was typed.
        expect(field(an, "registered_place")).to_have_value("Xã Khác")
        go_on(an)
    expect(field(an, "copies")).to_be_visible()
    an.page.go_back()
    expect(field(an, "registered_place")).to_have_value("Xã Khác")


def test_a_hasty_finger_files_once_and_a_stranger_finds_nothing(walker: Walkers) -> None:
    an = walker(CITIZEN, width=PHONE)
    start(an, "2.000635", "H26.101")
    answer(an, "acting_as", "self")
    draft = an.page.url.split("/drafts/")[1].split("/")[0]
    go_on(an)
    go_on(an)
    answer(an, "record_kind", "birth")
    answer(an, "registered_abroad", "no")
    fill(an, copies="1")
    go_on(an)
    promise(an)
    submit(an)
    an.page.locator("main form button").first.dblclick()
    an.page.wait_for_url("**/mine/**")
    an.go("/mine")
    assert an.page.locator(f"main a[href$='/mine/{draft}']").count() == 1

    binh = walker(BROTHER, width=PHONE)
    binh.page.goto(f"/mine/{draft}")
    expect(binh.page.locator("h1")).to_have_text("Không tìm thấy trang")
    binh.complaints.clear()  # the browser complains of the 404, as it should


def start(walker: Walker, procedure: str, agency: str) -> None:
    walker.go(f"/procedures/{procedure}")
    walker.page.locator("a.govuk-button--start").first.click()
    walker.page.locator(f"[name=agency][value='{agency}']").check()
    submit(walker)


def say_where(walker: Walker, *, script: bool) -> None:
    """First by the address of before the merger, then by lists; both lead to the place."""
    page = walker.page
    page.locator(".mc-address summary").click()
    page.locator("[name=q-stay_at-legacy]").fill("phường Tràng Tiền, quận Hoàn Kiếm, Hà Nội")
    page.locator("button[value=legacy]").click()
    page.locator("[name=q-stay_at-found]").first.check()
    go_on(walker)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.locator("[name=q-stay_at-province]").select_option("01")
    if not script:
        page.locator("button[name=q-stay_at-refresh][value='1']").click()
    page.locator("[name=q-stay_at-commune]").select_option("00070")
    fill(walker, **{"stay_at-detail": "12 Tràng Tiền"})
    go_on(walker)


def say_since_and_until(walker: Walker) -> None:
    say_day(walker, "since", "31", "2", "2026")
    say_day(walker, "until", "1", "12", "2027")
    go_on(walker)
    expect(walker.page.locator(".govuk-error-summary a")).to_have_attribute("href", "#q-since")
    expect(walker.page.locator("[name=q-until-year]")).to_have_value("2027")
    say_day(walker, "since", "1", "12", "2026")
    go_on(walker)


def give_papers(walker: Walker, papers: dict[str, Path]) -> None:
    upload = walker.page.locator("[name=q-dwelling_proof]")
    for wrong, words in (("liar", "PDF, JPEG, PNG, HEIC"), ("giant", "10 MB")):
        upload.set_input_files(papers[wrong])
        if walker.looks:
            # With script each file is judged where it stands, and can be taken away again.
            row = walker.page.locator(".mc-files__item").last
            expect(row).to_contain_text("10 MB" if wrong == "giant" else "không nhận được")
            row.get_by_role("button").click()
        else:
            go_on(walker)
            expect(walker.page.locator(".govuk-error-summary")).to_contain_text(words)
    upload.set_input_files(papers["photo"])
    go_on(walker)


def name_a_member(walker: Walker) -> None:
    page = walker.page
    page.locator("[name=q-members-add]").click()
    fill(walker, **{"members-0-full_name": "Nguyễn Văn Bé"})
    page.locator("[name=q-members-add]").click()
    expect(page.locator("[name=q-members-0-full_name]")).to_have_value("Nguyễn Văn Bé")
    page.locator("[name=q-members-remove]").nth(1).click()
    say_day(walker, "members-0-born_on", "2", "9", "2015")
    choose(walker, "members-0-sex", "male")
    fill(walker, **{"members-0-personal_id": "001215000001", "members-0-relation": "con"})
    go_on(walker)


def say_day(walker: Walker, question: str, day: str, month: str, year: str) -> None:
    fill(walker, **{f"{question}-day": day, f"{question}-month": month, f"{question}-year": year})


def field(walker: Walker, question: str) -> Locator:
    return walker.page.locator(f"[name='q-{question}']")


def fill(walker: Walker, **answers: str) -> None:
    for question, answer in answers.items():
        field(walker, question).fill(answer)


def choose(walker: Walker, question: str, choice: str) -> None:
    walker.page.locator(f"[name='q-{question}'][value='{choice}']").check()


def answer(walker: Walker, question: str, choice: str) -> None:
    """Choose, and go on."""
    choose(walker, question, choice)
    go_on(walker)


def confirm(walker: Walker) -> None:
    """What is held of whoever files is only shown; going on says that it is right."""
    expect(walker.page.locator(".mc-fact").first).to_be_visible()
    go_on(walker)


def say_who_and_what(an: Walker) -> None:
    """As far as the page of an extract where something is typed."""
    answer(an, "acting_as", "self")
    confirm(an)
    confirm(an)
    answer(an, "record_kind", "birth")
    choose(an, "registered_abroad", "no")


def promise(walker: Walker) -> None:
    walker.page.locator("[name=q-truthful]").check()
    go_on(walker)


def go_on(walker: Walker) -> None:
    """The button of a page of the form; then nothing may stand wider than the phone."""
    with walker.page.expect_navigation():  # the page's script saves first, then sends
        walker.page.locator("main form button[name=go]").click()
    walker.look()
    assert not walker.looks or walker.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), walker.page.url


def submit(walker: Walker) -> None:
    """The one button of any other page."""
    with walker.page.expect_navigation():
        walker.page.locator("main form button.govuk-button").first.click()
    walker.look()
