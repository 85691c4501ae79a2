"""The whole road in a real browser: in Vietnamese, in English, and without JavaScript."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

CITIZEN, RECEIVER, HANDLER = "Nguyễn Thị An", "Lê Thị Chi", "Phạm Đức Long"
SIGNATORY, CLERK = "Vũ Đình Nam", "Trần Thị Oanh"
PROCEDURE = "2.000635"


@pytest.mark.parametrize(
    ("language", "script"), [("vi", True), ("en", True), ("vi", False)],
    ids=["vietnamese", "english", "without-script"],
)  # fmt: skip
def test_three_copies_are_asked_for_paid_for_signed_and_received(
    walker: Walkers,
    tmp_path: Path,
    language: str,
    script: bool,  # noqa: FBT001
) -> None:
    an = walker(CITIZEN, language=language, script=script)
    dossier = file_extract(an)
    expect(an.page.locator("main")).to_contain_text("24.000 đ" if language == "vi" else "24,000 đ")

    pay(an, dossier)
    chi = walker(RECEIVER, language=language, script=script)
    act(chi, dossier, "accept")
    an.go(f"/mine/{dossier}")
    expect(an.page.locator("h1")).to_contain_text(re.compile(r"H26\.101-\d{6}-\d{4}"))

    decide(walker, dossier, language=language, script=script)

    wait_for_link(an, dossier, "/result")
    with an.page.expect_download() as arriving:
        an.page.locator(f'a[href$="/mine/{dossier}/result"]').first.click()
    paper = tmp_path / "result.pdf"
    arriving.value.save_as(paper)
    assert signatures_say(paper) == ["Signature is Valid.", "Signature is Valid."]
    story = an.page.locator("main").inner_text()
    for told in ("Vũ Đình Nam", "Trần Thị Oanh", "Phạm Đức Long", "Lê Thị Chi"):
        assert told in story

    nobody = walker("", language=language, script=script)
    code = an.page.locator("h1").inner_text().strip()
    nobody.go(f"/track/{code}")
    tracked = nobody.page.locator("main").inner_text()
    assert "100" in tracked
    assert "An" not in tracked.split()
    an.page.locator('a[href*="/verify/"]').first.click()
    an.look()
    expect(an.page.locator("main")).to_contain_text("Vũ Đình Nam")


def test_the_receipt_slip_is_a_signed_paper_with_code_and_date(
    walker: Walkers, tmp_path: Path
) -> None:
    an = walker(CITIZEN)
    dossier = file_extract(an)
    pay(an, dossier)
    act(walker(RECEIVER), dossier, "accept")
    # The receipt of its filing is there too, and came before.
    the_slip = an.page.locator(f'a[href*="/mine/{dossier}/letters/"]', has_text="Giấy tiếp nhận")
    for _ in range(100):
        an.go(f"/mine/{dossier}")
        if the_slip.count():
            break
        an.page.wait_for_timeout(200)
    with an.page.expect_download() as arriving:
        the_slip.first.click()
    slip = tmp_path / "slip.pdf"
    arriving.value.save_as(slip)
    words = text_of(slip)
    code = an.page.locator("h1").inner_text().strip()
    assert code in words
    assert "24.000" in words


def test_a_supplement_pauses_the_clock_and_says_so(walker: Walkers) -> None:
    an, long = walker(CITIZEN), walker(HANDLER)
    dossier = file_extract(an)
    pay(an, dossier)
    act(walker(RECEIVER), dossier, "accept")
    take_up(long, dossier)
    long.go(f"/desk/dossiers/{dossier}/ask-supplement")
    fill_item(long)
    expect(long.page.locator("main")).to_contain_text("tạm dừng")

    an.go(f"/mine/{dossier}")
    expect(an.page.locator("main")).to_contain_text("Ảnh bị mờ")
    expect(an.page.locator("main")).to_contain_text("Đang tạm dừng")
    an.page.locator(".mc-clock summary").click()
    expect(an.page.locator(".mc-clock")).to_contain_text("chờ người nộp bổ sung")
    an.go(f"/drafts/{dossier}/pages/quantity?back=check")
    an.page.locator('[name="q-copies"]').fill("2")
    submit_page(an)
    an.go(f"/drafts/{dossier}/check")
    submit_page(an)
    expect(an.page.locator("main")).to_contain_text("Đang giải quyết")
    an.go(f"/mine/{dossier}/answers")
    expect(an.page.locator("main")).to_contain_text("2 bản")
    expect(an.page.locator("main")).to_contain_text("Bản nộp đầu tiên")


def test_a_refusal_is_impossible_without_reason_and_legal_basis(walker: Walkers) -> None:
    an, chi = walker(CITIZEN), walker(RECEIVER)
    dossier = file_extract(an)
    pay(an, dossier)
    chi.go(f"/desk/dossiers/{dossier}/refuse")
    chi.page.locator('[name="reason"]').fill("Không thuộc thẩm quyền")
    submit_page(chi)
    expect(chi.page.locator(".govuk-error-summary")).to_be_visible()
    expect(chi.page.locator('[name="reason"]')).to_have_value("Không thuộc thẩm quyền")
    chi.page.locator('[name="legal_basis"]').fill("Điều 7 Luật Hộ tịch")
    submit_page(chi)

    an.go(f"/mine/{dossier}")
    main = an.page.locator("main")
    expect(main).to_contain_text("Không thuộc thẩm quyền")
    expect(main).to_contain_text("Điều 7 Luật Hộ tịch")


def file_extract(an: Walker) -> str:
    """From the search to the filed dossier. Returns its id."""
    an.go("/")
    an.page.locator('input[name="q"]').first.fill("ban sao khai sinh")
    an.page.locator('input[name="q"]').first.press("Enter")
    an.look()
    an.page.locator(f'a[href$="/procedures/{PROCEDURE}"]').first.click()
    an.look()
    an.page.locator('a[href$="/start"]').first.click()
    an.look()
    an.page.locator('input[name="agency"][value="H26.101"]').check()
    submit_page(an)
    answers = {"acting_as": "self", "record_kind": "birth", "registered_abroad": "no"}
    while "/pages/" in an.page.url:
        for key, value in answers.items():
            choice = an.page.locator(f'[name="q-{key}"][value="{value}"]')
            if choice.count():
                choice.check()
        if an.page.locator('[name="q-copies"]').count():
            an.page.locator('[name="q-copies"]').fill("3")
        if an.page.locator('[name="q-truthful"]').count():
            an.page.locator('[name="q-truthful"]').check()
        submit_page(an)
    submit_page(an)
    assert an.page.url.endswith("/check")
    submit_page(an)
    return an.page.url.split("?")[0].rsplit("/", 1)[-1]


def pay(an: Walker, dossier: str) -> None:
    """At the demo bank, and back."""
    an.go(f"/mine/{dossier}/pay")
    submit_page(an)
    an.page.locator('button[value="pay"]').click()
    an.page.wait_for_load_state()
    for _ in range(100):
        an.go(f"/mine/{dossier}")
        if not an.page.locator(f'a[href$="/mine/{dossier}/pay"]').count():
            return
        an.page.wait_for_timeout(200)
    pytest.fail("the payment was not noted")


def act(officer: Walker, dossier: str, name: str) -> None:
    officer.go(f"/desk/dossiers/{dossier}")
    officer.go(f"/desk/dossiers/{dossier}/{name}")
    submit_page(officer)


def take_up(officer: Walker, dossier: str) -> None:
    officer.go(f"/desk/dossiers/{dossier}")
    officer.page.locator(f'form[action$="/{dossier}/take-up"] button').first.click()
    officer.look()


def decide(walker: Walkers, dossier: str, *, language: str, script: bool) -> None:
    """Taken up, drafted, signed, numbered."""
    how = {"language": language, "script": script}
    long = walker(HANDLER, **how)  # type: ignore[arg-type] # one bag of two kinds
    take_up(long, dossier)
    long.go(f"/desk/dossiers/{dossier}/draft-result")
    written = {
        "ethnicity": "01", "nationality-search": "Việt Nam", "birth_place": "Bệnh viện Mẫu",
        "home_town": "Thành phố Mẫu", "mother": "Trần Thị Mẫu", "father": "Nguyễn Văn Mẫu",
        "registered_by": "UBND phường Hoàn Kiếm", "registered_on-day": "20",
        "registered_on-month": "3", "registered_on-year": "1996", "register_number": "27/1996",
    }  # fmt: skip
    long.page.locator('[name="q-sex"][value="female"]').check()
    for key, value in written.items():
        long.write(f"q-{key}", value)
    submit_page(long)
    act(walker(SIGNATORY, **how), dossier, "sign")  # type: ignore[arg-type] # as above
    clerk = walker(CLERK, **how)  # type: ignore[arg-type] # as above
    for _ in range(100):
        clerk.go(f"/desk/dossiers/{dossier}")
        if clerk.page.locator(f'a[href$="/{dossier}/issue"]').count():
            break
        clerk.page.wait_for_timeout(200)
    act(clerk, dossier, "issue")


def submit_page(walker: Walker) -> None:
    """Press the button the page's own form ends with."""
    path = walker.page.url.split("?")[0]
    forms = walker.page.locator('main form[method="post" i]')
    for number in range(forms.count()):
        action = forms.nth(number).get_attribute("action") or path
        if path.endswith(action.split("?")[0]) or action == path:
            button = forms.nth(number).locator("button.govuk-button:not([formnovalidate])").last
            # A page that saves by itself lets what is under way arrive before it goes.
            with walker.page.expect_navigation():
                button.click()
            walker.look()
            return
    pytest.fail(f"no form at {path}")


def fill_item(officer: Walker) -> None:
    page = officer.page
    page.locator('[name="item-1-other"]').fill("Ảnh giấy khai sinh cũ")
    page.locator('[name="item-1-reason"]').fill("Ảnh bị mờ")
    page.locator('[name="item-1-basis"]').fill("Điều 9 NĐ 123/2015/NĐ-CP")
    submit_page(officer)


def wait_for_link(an: Walker, dossier: str, end: str) -> None:
    for _ in range(100):
        an.go(f"/mine/{dossier}")
        if an.page.locator(f'a[href*="/mine/{dossier}{end}"]').count():
            return
        an.page.wait_for_timeout(200)
    pytest.fail(f"{end} did not come")


def signatures_say(paper: Path) -> list[str]:
    """What an independent program says of each signature."""
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    said = subprocess.run([pdfsig, str(paper)], capture_output=True, text=True, check=False).stdout
    return re.findall(r"Signature Validation: (.+)", said)


def text_of(paper: Path) -> str:
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return subprocess.run(
        [pdftotext, str(paper), "-"], capture_output=True, text=True, check=True
    ).stdout
