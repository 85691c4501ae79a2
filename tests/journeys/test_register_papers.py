"""A paper that a register holds: An lets it be looked up, uses what was found, sends no file."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Walker, Walkers

pytestmark = pytest.mark.journey

CITIZEN = "Nguyễn Thị An"
LICENCE = "3.000347"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_paper_is_looked_up_and_used_and_never_sent(
    walker: Walkers,
    script: bool,  # noqa: FBT001
) -> None:
    an = walker(CITIZEN, width=320, script=script)
    to_the_health_certificate(an)

    box = an.page.locator("#paper-health_certificate")
    expect(box).to_contain_text("Cơ sở dữ liệu về y tế")
    an.look()
    press(an, box.locator("button[name=look]"))
    expect(an.page.locator("main")).to_contain_text("Cần bạn đồng ý")
    an.look()
    box.locator("[name='agreed-health_certificate']").check()
    press(an, box.locator("button[name=look]"))

    expect(box).to_contain_text("Cơ quan tra cứu được: Giấy khám sức khỏe của người lái xe")
    expect(box).to_contain_text("GKSK-2026-0187")
    an.look()
    press(an, box.locator("button[name=use]"))
    expect(box).to_have_count(0)
    expect(an.page.locator("main")).to_contain_text("tra cứu ở Cơ sở dữ liệu về y tế")
    an.look()
    press(an, an.page.locator("button[name=go]"))
    expect(an.page.locator("[name='q-health_way']")).to_have_count(0)

    an.go("/look-ups")
    expect(an.page.locator("main")).to_contain_text("giấy khám sức khỏe của người lái xe")
    expect(an.page.locator("main")).to_contain_text("Bạn đã đồng ý")
    an.look()


def to_the_health_certificate(an: Walker) -> None:
    """Begin the exchange of a driving licence, as far as the page that asks for the paper."""
    an.go(f"/procedures/{LICENCE}/start")
    an.page.locator("[name=agency]").first.check()
    an.page.locator("main form button.govuk-button").last.click()
    draft = an.page.url.split("/pages/")[0]
    an.page.goto(f"{draft}/pages/licence")
    an.page.locator("[name='q-licence_number']").fill("010160012345")
    an.page.locator("[name='q-drives'][value=car]").check()
    an.page.locator("[name='q-found_by'][value=registers]").check()
    press(an, an.page.locator("button[name=go]"))
    an.page.goto(f"{draft}/pages/health")
    an.page.locator("[name='q-health_way'][value=upload]").check()
    press(an, an.page.locator("button[name=go]"))


def press(walker: Walker, button: Locator) -> None:
    with walker.page.expect_navigation():
        button.click()
