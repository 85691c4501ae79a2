"""A designer tries a procedure in the browser: as a citizen, as officers, and by another clock."""

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from .conftest import City, Walker, Walkers
from .test_citizen import answer, fill, go_on, promise, start, submit
from .test_road import submit_page

pytestmark = pytest.mark.journey

DESIGNER, CITIZEN, RECEIVER, HANDLER = (
    "Vũ Hương Giang", "Nguyễn Thị An", "Lê Thị Chi", "Phạm Đức Long",
)  # fmt: skip
SIGNATORY, CLERK = "Vũ Đình Nam", "Trần Thị Oanh"
PROCEDURE, WARD = "2.000635", "H26.101"
MARK = {"vi": "DIỄN TẬP – không phải hồ sơ thật.", "en": "REHEARSAL – no real application."}
PATIENCE = 60_000
WRITTEN = {
    "ethnicity": "01", "nationality-search": "Việt Nam", "birth_place": "Bệnh viện Mẫu",
    "home_town": "Thành phố Mẫu", "mother": "Trần Thị Mẫu", "father": "Nguyễn Văn Mẫu",
    "registered_by": "UBND phường Hoàn Kiếm", "registered_on-day": "20",
    "registered_on-month": "3", "registered_on-year": "1996", "register_number": "27/1996",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "script"), [("vi", True), ("en", False)], ids=["vietnamese", "english-no-script"]
)
def test_a_package_is_tried_end_to_end_and_the_city_does_not_notice(
    walker: Walkers,
    city: City,
    language: str,
    script: bool,  # noqa: FBT001
) -> None:
    before = numbers(city)
    giang = walker(DESIGNER, language=language, script=script)
    key = open_rehearsal(giang)
    outside, giang.prefix = giang.prefix, f"/rehearsals/{key}" + giang.prefix

    become(giang, CITIZEN)
    expect(giang.page.locator(".mc-stage")).to_contain_text(MARK[language])
    dossier = file(giang)
    pay(giang, dossier)
    act(giang, dossier, "accept", played_by=RECEIVER)

    move_clock(giang, "after_due")
    move_clock(giang, "working_day")
    giang.go(f"/desk/dossiers/{dossier}")
    late = "Quá hạn" if language == "vi" else re.compile("late|overdue|past", re.IGNORECASE)
    expect(giang.page.locator("main")).to_contain_text(late)

    act(giang, dossier, "take-up", played_by=HANDLER)
    draft(giang, dossier)
    act(giang, dossier, "sign", played_by=SIGNATORY)
    act(giang, dossier, "issue", played_by=CLERK)
    become(giang, CITIZEN)
    giang.go(f"/mine/{dossier}")
    with giang.page.expect_download() as arriving:
        giang.page.locator(f'a[href$="/mine/{dossier}/result"]').first.click()
    assert arriving.value.path().read_bytes()[:5] == b"%PDF-"
    assert narrow_enough(giang, f"/mine/{dossier}")

    giang.prefix = outside
    close(giang, dossier)
    assert numbers(city) == before


def close(giang: Walker, dossier: str) -> None:
    """By the studio's page; nothing of what was rehearsed is there afterwards, or ever was."""
    outside = giang.prefix
    giang.page.goto(f"{outside}/studio/rehearsals")
    giang.page.locator("main table a").first.click()
    giang.page.locator('form[action$="/close"] button').click()
    giang.page.goto(f"{outside}/mine/{dossier}")
    giang.complaints.clear()  # the browser complains of the 404 or 403, as it should


def open_rehearsal(giang: Walker) -> str:
    """From the studio's page to the controls of the stage. Returns the key of the space."""
    giang.go("/studio/rehearsals")
    giang.page.locator("[name=origin]").select_option(f"procedure:{PROCEDURE}")
    submit(giang)
    entrance = giang.page.locator('a[href*="/stage/"]')
    entrance.wait_for(timeout=PATIENCE)
    entrance.click()
    giang.look()
    found = re.search(r"/rehearsals/([0-9a-f]{12})/", giang.page.url)
    assert found is not None
    return found[1]


def become(giang: Walker, name: str) -> None:
    giang.go(f"/stage/?agency={WARD}")
    giang.page.get_by_role("button", name=name, exact=True).first.click()
    giang.look()
    expect(giang.page.locator(".mc-stage")).to_contain_text(name)


def move_clock(giang: Walker, jump: str) -> None:
    giang.go("/stage/")
    giang.page.locator(f'button[name=jump][value="{jump}"]').click()
    giang.look()
    expect(giang.page.locator(".govuk-error-summary")).to_have_count(0)


def file(an: Walker) -> str:
    start(an, PROCEDURE, WARD)
    answer(an, "acting_as", "self")
    go_on(an)
    go_on(an)
    answer(an, "record_kind", "birth")
    answer(an, "registered_abroad", "no")
    fill(an, copies="3")
    go_on(an)
    promise(an)
    submit(an)
    submit(an)
    an.page.wait_for_url("**/mine/**")
    return an.page.url.split("/mine/")[1].split("?")[0]


def pay(an: Walker, dossier: str) -> None:
    an.go(f"/mine/{dossier}/pay")
    an.page.locator("main form button").first.click()
    an.page.locator('button[name=choice][value="pay"]').click()
    an.page.wait_for_load_state()
    an.look()


def act(officer: Walker, dossier: str, door: str, *, played_by: str) -> None:
    become(officer, played_by)
    officer.go(f"/desk/dossiers/{dossier}")
    way = officer.page.locator(f'form[action$="/{door}"] button')
    if way.count():
        way.first.click()
        officer.look()
    else:
        officer.go(f"/desk/dossiers/{dossier}/{door}")
        submit_page(officer)
    expect(officer.page.locator(".govuk-error-summary")).to_have_count(0)


def draft(officer: Walker, dossier: str) -> None:
    officer.go(f"/desk/dossiers/{dossier}/draft-result")
    officer.page.locator('[name="q-sex"][value="female"]').check()
    for key, value in WRITTEN.items():
        officer.write(f"q-{key}", value)
    submit_page(officer)
    expect(officer.page.locator(".govuk-error-summary")).to_have_count(0)


def narrow_enough(walker: Walker, path: str) -> bool:
    """On the narrowest phone the page, with its band, is no wider than the phone."""
    walker.page.set_viewport_size({"width": 320, "height": 700})
    walker.go(path)
    return not walker.looks or fits(walker)


def numbers(city: City) -> object:
    """What the city tells everybody about procedures and its services."""
    with urlopen(f"{city.url}/api/v1/procedures?limit=100", timeout=10) as answer:  # noqa: S310 -- our own loopback
        return json.load(answer)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_all_paths_are_walked_and_the_share_on_time_is_foretold(
    walker: Walkers, language: str
) -> None:
    giang = walker(DESIGNER, language=language, width=320)
    open_rehearsal(giang)
    giang.page.goto(f"{giang.prefix}/studio/rehearsals")
    giang.page.locator("main table a").first.click()
    giang.page.locator('form[action$="/walks"] button').click()
    walked = giang.page.locator("main table tbody tr")
    expect(giang.page.locator("main p strong").first).to_have_text(
        "Đã xong" if language == "vi" else "Done", timeout=2 * PATIENCE
    )
    assert walked.count() > 14
    assert fits(giang)
    giang.seen.clear()
    giang.look()

    giang.page.goto(
        f"{giang.prefix}/studio/forecasts/new?origin=procedure:{PROCEDURE}&agency={WARD}"
    )
    giang.look()
    assert fits(giang)
    giang.page.locator('form[method="post" i] [name=per_day]').fill("6")
    submit_page(giang)
    share = giang.page.locator(".mc-share")
    share.wait_for(timeout=PATIENCE)
    giang.seen.clear()
    giang.look()
    assert fits(giang)
    expect(share).to_contain_text("%")
    giang.page.goto(f"{giang.prefix}/studio/rehearsals")
    giang.look()
    assert fits(giang)
    giang.page.locator("main table a").first.click()
    giang.page.locator('form[action$="/close"] button').click()


def fits(walker: Walker) -> bool:
    """Nothing stands wider than the phone."""
    return bool(walker.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ))  # fmt: skip
