"""An files birth, residence and health card of her daughter once; three agencies act for her."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from .conftest import Walker, Walkers
from .test_road import act, submit_page, take_up, wait_for_link

pytestmark = pytest.mark.journey

CITIZEN = "Nguyễn Thị An"
GROUP, WARD_PLACE = "2.000986", "00070"
TODAY = date.today()  # noqa: DTZ011 -- the city under test runs by the clock of this machine

#: What she chooses and writes, wherever it is asked.
CHOICES = {
    "birth_relation": "mother", "birth_child_sex": "female", "birth_parents": "mother_only",
    "birth_circumstance": "ordinary", "birth_proof": "electronic",
    "residence_head_relation": "grandchild", "card_card": "electronic",
}  # fmt: skip
WORDS = {
    "birth_child_name": "Nguyễn Minh Châu",
    "birth_child_born_on-day": "1", "birth_child_born_on-month": "1",
    "birth_child_born_on-year": str(TODAY.year),
    "birth_birth_place": "Bệnh viện Mẫu", "birth_child_ethnicity": "01",
    "birth_child_nationality-search": "Việt Nam", "birth_home_town": "Thành phố Mẫu",
    "birth_mum_ethnicity": "01", "birth_mum_nationality-search": "Việt Nam",
    "birth_copies": "0", "residence_live_at-detail": "Số 12 Phố Mẫu",
    "residence_owner_name": "Nguyễn Văn Mẫu", "residence_owner_phone": "0900000009",
    "residence_head_name": "Nguyễn Văn Mẫu", "card_clinic": "Trạm y tế phường Hoàn Kiếm",
}  # fmt: skip
PROMISES = ("birth_truthful", "residence_parents_agree")

#: Who acts at each agency, and what the case officer writes beside what is proposed.
DAY = {"-day": str(TODAY.day), "-month": str(TODAY.month), "-year": str(TODAY.year)}
AGENCIES = {
    "birth": (
        ("Lê Thị Chi", "Phạm Đức Long", "Vũ Đình Nam", "Trần Thị Oanh"),
        {"personal_id": "001326000123", "register_number": "12/2026",
         **{f"registered_on{part}": value for part, value in DAY.items()}},
    ),
    "residence": (
        ("Nguyễn Thị Thanh Tâm", "Trần Quốc Việt", "Nguyễn Trọng Nghĩa", "Bùi Thị Thơm"),
        {f"updated_on{part}": value for part, value in DAY.items()},
    ),
    "card": (
        ("Giang Thị Lài", "Ninh Văn Lực", "Phí Đình Chiến", "Cù Thị Nhài"),
        {"card_number": "TE1012600000012",
         **{f"valid_from{part}": value for part, value in DAY.items()}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_one_form_three_agencies_three_results(walker: Walkers, language: str) -> None:
    an = walker(CITIZEN, language=language, width=400)
    bundle = file_bundle(an)
    waits = "Chờ đến lượt" if language == "vi" else "Waiting its turn"
    expect(an.page.locator("main")).to_contain_text(waits)
    expect(an.page.locator(".govuk-panel")).to_be_visible()

    birth = part_of(an, bundle, "birth")
    decide(walker, birth, "birth", language=language)
    wait_for_link(an, birth, "/result")

    for part in ("residence", "card"):
        decide(walker, part_of(an, bundle, part), part, language=language)
    for part in ("residence", "card"):
        wait_for_link(an, part_of(an, bundle, part), "/result")

    an.go(f"/bundles/{bundle}")
    expect(an.page.locator("main a[href$='/result']")).to_have_count(3)
    ended = "Mọi phần đã kết thúc." if language == "vi" else "All parts have ended."
    expect(an.page.locator("main")).to_contain_text(ended)
    with an.page.expect_download() as arriving:
        an.page.locator("main a[href$='/result']").last.click()
    assert arriving.value.suggested_filename.endswith(".pdf")


def file_bundle(an: Walker) -> str:
    """From the list of groups to the filed bundle. Returns its id."""
    an.go("/groups")
    an.page.locator(f"a[href$='/groups/{GROUP}']").first.click()
    an.look()
    an.page.locator("a.govuk-button--start").first.click()
    an.look()
    an.page.locator(f"[name=place][value='{WARD_PLACE}']").check()
    submit_page(an)
    for _ in range(40):
        if "/pages/" not in an.page.url:
            break
        answer_page(an)
    assert an.page.url.endswith("/check"), an.page.url
    an.look()
    submit_page(an)
    return an.page.url.split("?")[0].rsplit("/", 1)[-1]


def answer_page(an: Walker) -> None:
    """Answer what is asked here, and go on; nothing may stand wider than the phone."""
    answer_what_is_asked(an)
    go_on(an)


def answer_what_is_asked(an: Walker) -> None:
    page = an.page
    if page.locator("select[name=q-residence_live_at-province]").count():
        page.locator("[name=q-residence_live_at-province]").select_option("01")
        page.locator("[name=q-residence_live_at-commune]").select_option(WARD_PLACE)
    for key, value in CHOICES.items():
        choice = page.locator(f"[name='q-{key}'][value='{value}']")
        if choice.count():
            choice.check()
    for key, value in WORDS.items():
        field = page.locator(f"[name='q-{key}']")
        if field.count() and field.is_visible():
            an.write(f"q-{key}", value)
    for key in PROMISES:
        if page.locator(f"[name='q-{key}']").count():
            page.locator(f"[name='q-{key}']").check()


def go_on(an: Walker) -> None:
    page, before = an.page, an.page.url
    with page.expect_navigation():
        page.locator("main form button[name=go]").click()
    an.look()
    assert page.url != before, page.inner_text("main")[:600]
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), page.url


def part_of(an: Walker, bundle: str, part: str) -> str:
    """The dossier of a part, once it was filed."""
    for _ in range(100):
        an.go(f"/bundles/{bundle}")
        found = an.page.locator(f"section[aria-labelledby='part-{part}'] a[href*='/mine/']")
        if found.count():
            there = re.search(r"/mine/([0-9a-f-]{36})", found.first.get_attribute("href") or "")
            assert there is not None
            return there.group(1)
        an.page.wait_for_timeout(200)
    pytest.fail(f"the part {part} was not filed")


def decide(walker: Walkers, dossier: str, part: str, *, language: str) -> None:
    """Received, taken up, drafted, signed and numbered by the people of that agency."""
    (receiver, handler, signatory, clerk), written = AGENCIES[part]
    first = walker(receiver, language=language)
    first.go(f"/desk/dossiers/{dossier}")
    expect(first.page.locator("main")).to_contain_text(
        "Liên thông" if language == "vi" else "Joined"
    )
    act(first, dossier, "accept")
    officer = walker(handler, language=language)
    take_up(officer, dossier)
    officer.go(f"/desk/dossiers/{dossier}/draft-result")
    for key, value in written.items():
        officer.write(f"q-{key}", value)
    submit_page(officer)
    act(walker(signatory, language=language), dossier, "sign")
    last = walker(clerk, language=language)
    for _ in range(100):
        last.go(f"/desk/dossiers/{dossier}")
        if last.page.locator(f"a[href$='/{dossier}/issue']").count():
            break
        last.page.wait_for_timeout(200)
    act(last, dossier, "issue")
