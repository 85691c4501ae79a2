"""Following the city: the page of feeds, a webhook asked for and removed, and the books checked."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from .conftest import City, Walkers

CITIZEN = "Nguyễn Thị An"
PHONE = 320

pytestmark = pytest.mark.journey


def test_what_can_be_followed_is_told_in_both_languages(walker: Walkers) -> None:
    anybody = walker("", width=PHONE)
    anybody.go("/feeds/")
    expect(anybody.page.locator("h1")).to_have_text("Theo dõi tin của thành phố")
    anybody.go("/en/feeds/")
    expect(anybody.page.locator("h1")).to_have_text("Follow the city's news")
    assert "/en/feeds/all.atom" in anybody.page.content()


def test_a_webhook_is_asked_for_proven_in_vain_and_removed(walker: Walkers) -> None:
    an = walker(CITIZEN, width=PHONE)
    an.go("/feeds/webhooks")
    an.press("Đăng ký")
    expect(an.page.locator("main")).to_contain_text("Xin đặt tên cho nơi nhận")
    an.page.get_by_label("Tên gọi").fill("Bảng tin đầu ngõ")
    an.page.get_by_label("Địa chỉ").fill("https://10.1.2.3/hook")
    an.press("Đăng ký")
    expect(an.page.locator("main")).to_contain_text("không thuộc mạng nội bộ")
    an.page.get_by_label("Địa chỉ").fill("https://receiver.invalid/hook")
    an.page.get_by_label("Chủ đề").fill("alerts")
    an.press("Đăng ký")
    expect(an.page.locator("main")).to_contain_text("whsec_")
    an.go("/feeds/webhooks")
    an.follow("Bảng tin đầu ngõ")
    assert "whsec_" not in an.text()
    expect(an.page.locator("main")).to_contain_text("Chờ xác minh")
    an.press("Xóa nơi nhận này")
    assert "Bảng tin đầu ngõ" not in an.text()


def test_everything_is_true_that_must_be(city: City) -> None:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    done = subprocess.run(
        [sys.executable, "-m", "motcua", "check"],
        env={**inherited, "MOTCUA_HOME": str(city.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Mọi điều đều đúng." in done.stdout
