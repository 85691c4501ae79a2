"""Asked once: An confirms what the registers hold, corrects what is wrong, and sees who asked."""

import pytest
from playwright.sync_api import expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

CITIZEN = "Nguyễn Thị An"
EXTRACT, WARD = "2.000635", "H26.101"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_facts_are_confirmed_or_corrected_and_never_asked(
    walker: Walkers,
    script: bool,  # noqa: FBT001
) -> None:
    an = walker(CITIZEN, width=320, script=script)
    an.go(f"/procedures/{EXTRACT}/start")
    expect(an.page.locator("main")).to_contain_text("Cơ sở dữ liệu quốc gia về dân cư")
    an.page.locator(f"[name=agency][value='{WARD}']").check()
    an.page.locator("main form button.govuk-button").last.click()
    an.page.locator("[name='q-acting_as'][value=self]").check()
    go_on(an)

    facts = an.page.locator(".mc-fact")
    expect(facts).to_have_count(3)
    expect(facts.nth(1)).to_contain_text("Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021")
    an.look()
    facts.first.get_by_role("button").click()
    expect(an.page.locator("main")).to_contain_text("Nguyễn Thị An")
    an.look()
    an.page.locator("[name='q-own_name']").fill("Nguyễn Thị Ân")
    an.page.locator("[name='q-fact_why']").fill("Đã đổi tên ngày 3/8/2026")
    an.page.locator("main form button.govuk-button").last.click()

    expect(an.page.locator(".mc-fact").first).to_contain_text("Nguyễn Thị Ân")
    expect(an.page.locator(".mc-fact").first).to_contain_text("Khác với Cơ sở dữ liệu quốc gia")
    go_on(an)
    go_on(an)
    expect(an.page.locator("[name='q-record_kind']").first).to_be_visible()

    an.go("/look-ups")
    an.look()
    expect(an.page.locator("main")).to_contain_text("118/2025/NĐ-CP")


def go_on(walker: Walker) -> None:
    walker.page.locator("main form button[name=go]").click()
