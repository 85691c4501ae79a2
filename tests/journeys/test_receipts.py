"""What somebody has in hands after filing: a receipt that one file checks without a network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import AXE, Walker, Walkers
from .test_road import CITIZEN, file_extract, signatures_say, text_of, wait_for_link

pytestmark = pytest.mark.journey
PENSION = "1.014027"


def test_a_receipt_is_checked_by_one_file_with_the_network_gone(
    walker: Walkers, chromium: Browser, tmp_path: Path
) -> None:
    an = walker(CITIZEN)
    dossier = file_extract(an)
    wait_for_link(an, dossier, "/letters/")
    paper = fetched(an, f'a[href*="/mine/{dossier}/letters/"]:has-text("Biên nhận")', tmp_path)
    token = fetched(an, f'a[href*="/mine/{dossier}/letters/"][href$="/data"]', tmp_path)
    checker = fetched(an, 'a[href$="/verify/offline.html"]', tmp_path)

    words = text_of(paper)
    assert "BIÊN NHẬN NỘP HỒ SƠ" in words
    assert "24.000" in words
    assert signatures_say(paper) == ["Signature is Valid."]

    alone = chromium.new_context(offline=True, viewport={"width": 320, "height": 800})
    page, asked = alone.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(checker.as_uri())
    checks(page, token, paper)
    assert fits(page)
    assert faults(page) == []
    refuses(page, token, paper, tmp_path)
    assert [url for url in asked if not url.startswith("file:")] == []
    alone.close()


def checks(page: Page, token: Path, paper: Path) -> None:
    page.set_input_files("#token", token)
    expect(page.locator("#result h2")).to_have_text("Dữ liệu thật")
    page.set_input_files("#paper", paper)
    expect(page.locator("#result h2")).to_have_text("Biên nhận thật")
    expect(page.locator("#result")).to_contain_text("Nguyễn Thị An")


def refuses(page: Page, token: Path, paper: Path, folder: Path) -> None:
    changed = folder / "changed.pdf"
    changed.write_bytes(paper.read_bytes() + b"\n")
    page.set_input_files("#paper", changed)
    expect(page.locator("#result h2")).to_have_text("Tờ PDF không phải tờ đã ký")
    head, body, signature = token.read_text().split(".")
    forged = folder / "forged.jws"
    forged.write_text(f"{head}.{body}.{'A' * len(signature)}")
    page.set_input_files("#token", forged)
    expect(page.locator("#result h2")).to_have_text("Không đúng chữ ký")


def test_pressing_twice_files_once_and_says_so(walker: Walkers) -> None:
    an = walker(CITIZEN)
    dossier = file_extract(an)

    # The first answer was lost: the page is still open, and is sent again.
    token = an.page.context.cookies()
    assert token
    an.page.evaluate(
        """async (address) => {
            const page = await (await fetch('/mine')).text()
            const csrf = new DOMParser().parseFromString(page, 'text/html')
                .querySelector('[name=csrfmiddlewaretoken]').value
            const form = document.createElement('form')
            form.method = 'post'
            form.action = address
            for (const [name, value] of [['csrfmiddlewaretoken', csrf], ['sends', 'file']]) {
                const field = document.createElement('input')
                field.name = name
                field.value = value
                form.append(field)
            }
            document.body.append(form)
            form.submit()
        }""",
        f"/drafts/{dossier}/check",
    )
    an.page.wait_for_url(f"**/mine/{dossier}?done=before")
    expect(an.page.locator("main")).to_contain_text("cũng chỉ tính một lần")


def test_whether_it_is_meant_for_me_is_told_before_sign_in(walker: Walkers) -> None:
    nobody = walker("", width=320)
    nobody.go(f"/procedures/{PENSION}")
    nobody.page.locator(f'a[href$="/procedures/{PENSION}/meant"]').click()
    nobody.look()
    answer(nobody, born="1980")
    expect(nobody.page.locator("main")).to_contain_text("chưa dành cho bạn")
    answer(nobody, born="1940")
    expect(nobody.page.locator("main")).to_contain_text("Bạn đủ điều kiện")
    assert fits(nobody.page)


def answer(walker: Walker, *, born: str) -> None:
    page = walker.page
    for _ in range(3):
        # What is asked depends on what was answered: each answer may call up another question.
        for key, value in (("request", "begin"), ("acting_as", "self"), ("household", "neither")):
            choice = page.locator(f'[name="q-{key}"][value="{value}"]')
            if choice.count():
                choice.check()
        for part, value in (("day", "1"), ("month", "2"), ("year", born)):
            field = page.locator(f'[name="q-own_born_on-{part}"]')
            if field.count() and field.is_visible():
                field.fill(value)
        page.get_by_role("button", name="Xem kết quả").click()
        walker.look()


def fetched(an: Walker, link: str, folder: Path) -> Path:
    with an.page.expect_download() as arriving:
        an.page.locator(link).first.click()
    path = folder / arriving.value.suggested_filename
    arriving.value.save_as(path)
    return path


def fits(page: Page) -> bool:
    """Nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def faults(page: Page) -> list[str]:
    """What axe finds."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
    )
    return [each["id"] for each in found["violations"]]
