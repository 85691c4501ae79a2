"""A page reacts while it is filled in, by keyboard too; what is hidden again does not count."""

import pytest
from playwright.sync_api import expect

from .conftest import Walkers
from .test_citizen import CITIZEN, PHONE, POLICE, answer, field, fill, go_on, start

pytestmark = pytest.mark.journey


def test_questions_come_and_go_with_the_answers(walker: Walkers) -> None:
    an = walker(CITIZEN, width=PHONE)
    start(an, "1.004194", POLICE)
    at = an.page.url.rsplit("/", 1)[0]
    answer(an, "mode", "household")
    an.page.goto(f"{at}/household")

    expect(field(an, "head_name")).to_have_count(0)
    an.page.locator("[name=q-household_role][value=head]").focus()
    an.page.keyboard.press("Space")
    an.page.keyboard.press("ArrowDown")
    expect(field(an, "head_name")).to_be_visible()
    expect(an.page.locator("[data-mc-appeared]")).to_contain_text("tên chủ hộ")
    an.look()
    fill(an, head_name="Trần Văn Chủ")

    an.page.keyboard.press("Shift+Tab")
    an.page.locator("[name=q-household_role][value=head]").check()
    expect(field(an, "head_name")).to_have_count(0)
    an.page.locator("[name=q-household_role][value=member]").check()
    # Hidden for a moment, not forgotten.
    expect(field(an, "head_name")).to_have_value("Trần Văn Chủ")
    an.page.locator("[name=q-head_relation][value=child]").check()
    go_on(an)

    expect(an.page).not_to_have_url(f"{at}/household")
    an.page.goto(f"{at}/household")
    expect(field(an, "head_name")).to_have_value("Trần Văn Chủ")


def test_without_script_the_same_questions_come_after_saving(walker: Walkers) -> None:
    an = walker(CITIZEN, script=False, width=PHONE)
    start(an, "1.004194", POLICE)
    at = an.page.url.rsplit("/", 1)[0]
    answer(an, "mode", "household")
    an.page.goto(f"{at}/household")

    answer(an, "household_role", "member")

    expect(an.page).to_have_url(f"{at}/household")
    expect(field(an, "head_name")).to_be_visible()
