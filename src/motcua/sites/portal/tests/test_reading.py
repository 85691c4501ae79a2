"""A procedure's page answers what people ask first, for them, and guesses nothing."""

from datetime import date

import pytest
from django.test import Client

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations
from motcua.modules.catalogue.tests.factories import (
    TUESDAY,
    a_published,
    changed,
    information_files,
    small_files,
)
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.test_held import for_her_mother
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World
from motcua.modules.results.ports import City

from .phones import Phone

PAGE = f"/procedures/{EXTRACT}"


def seen(phone: Phone, path: str, status: int = 200) -> str:
    answer = phone.get(path)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_questions_are_answered_in_the_order_people_ask_them(anybody: Phone) -> None:
    page = seen(anybody, PAGE)

    parts = ["online", "cost", "time", "documents", "agency", "steps", "law", "downloads"]
    places = [page.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(("asked", "told"), [
    ("asked=copies&q-copies=3", "24.000\u00a0đ"),
    ("asked=copies&q-copies=1&channel=post", "8.000\u00a0đ"),
])  # fmt: skip
def test_the_price_for_me_stands_in_an_address_one_can_share(
    anybody: Phone, asked: str, told: str
) -> None:
    page = seen(anybody, f"{PAGE}?{asked}")

    assert told in page
    assert "8.000 đ mỗi bản sao" in page, "how it came about"


def test_nobody_is_told_an_amount_before_saying_what_it_depends_on(anybody: Phone) -> None:
    page = seen(anybody, PAGE)

    assert "hãy cho biết: số bản sao" in page
    assert "Bạn trả" not in page


def test_an_answer_that_is_none_is_told_and_the_page_still_shown(anybody: Phone) -> None:
    page = seen(anybody, f"{PAGE}?asked=copies&q-copies=nhiều")

    assert "Có chỗ cần sửa" in page
    assert "Bạn trả" not in page


@pytest.mark.parametrize("query", [
    "channel=teleport", "asked=copies&q-copies=-1", "asked=nothing&q-nothing=1", "agency=H99",
    "asked=copies&q-copies=" + "9" * 3000, "asked=copies&q-copies=%00", "asked=" + "a" * 6000,
])  # fmt: skip
def test_odd_addresses_show_the_page(anybody: Phone, query: str) -> None:
    seen(anybody, f"{PAGE}?{query}")


def test_documents_follow_what_one_said(anybody: Phone) -> None:
    open_still = seen(anybody, PAGE)
    alone = seen(anybody, f"{PAGE}?asked=acting_as&q-acting_as=self")

    assert "Tùy trường hợp của bạn" in open_still
    assert alone.index("Không cần trong trường hợp này") < alone.index("Văn bản ủy quyền")


def test_who_is_not_signed_in_is_invited_to_see_what_they_have(anybody: Phone, an: Phone) -> None:
    assert "Đăng nhập để xem giấy tờ nào bạn đã có" in seen(anybody, PAGE)
    assert "Đăng nhập để xem giấy tờ nào bạn đã có" not in seen(an, PAGE)


def test_the_offices_are_told_with_their_address_and_hours(anybody: Phone) -> None:
    """Of many offices one picks one's own; its address and hours are shown."""
    unpicked = seen(anybody, PAGE)
    picked = seen(anybody, f"{PAGE}?agency={WARD}")

    assert 'name="agency"' in unpicked
    assert "Giờ làm việc" not in unpicked
    assert "Giờ làm việc" in picked
    assert "Thứ Hai" in picked


def test_programs_and_search_engines_find_the_data(anybody: Phone) -> None:
    page = seen(anybody, PAGE)

    assert f'<link rel="canonical" href="{plugs.get(City).base_url}{PAGE}">' in page
    for kind in ("application/ld+json", "text/turtle", "application/json"):
        assert f'<link rel="alternate" type="{kind}"' in page
    assert '<meta name="description"' in page
    assert 'property="og:title"' in page


def test_what_is_only_for_reading_says_so_and_where_to_file(anybody: Phone) -> None:
    a_published(information_files())
    page = seen(anybody, "/procedures/9.000009")

    assert "chưa nhận hồ sơ ở đây" in page
    assert "dichvucong.gov.vn" in page
    assert "Cần xem lại" in page
    assert "Bắt đầu nộp hồ sơ" not in page
    seen(anybody, "/procedures/9.000009/form", 404)
    seen(anybody, "/procedures/9.000009/checklist")


def test_what_has_ended_says_so_and_names_what_came_instead(anybody: Phone) -> None:
    old = a_published(small_files())
    operations.end(revision=old, on=date(2026, 11, 17), by=SYSTEM, at=TUESDAY)
    a_published(changed(
        small_files("9.000002", "Xin phép thả diều lớn"), "procedure.yaml",
        "steps:\n", "replaces: [9.000001]\nsteps:\n",
    ))  # fmt: skip

    page = seen(anybody, "/procedures/9.000001", 410)
    assert "Thủ tục này không còn" in page
    assert "/procedures/9.000002" in page
    seen(anybody, "/procedures/9.999999", 404)


def test_what_is_not_in_force_yet_says_from_when(anybody: Phone) -> None:
    a_published(small_files(since="2090-01-01"))

    assert "chưa có hiệu lực" in seen(anybody, "/procedures/9.000001")
    assert "01/01/2090" in seen(anybody, "/procedures/9.000001")


@pytest.mark.parametrize("kind", ["form", "checklist"])
def test_a_sheet_is_made_for_who_asks_first_and_kept_for_all(anybody: Phone, kind: str) -> None:
    waiting = anybody.get(f"{PAGE}/{kind}.pdf")
    assert waiting.status_code == 202
    assert waiting.headers["Refresh"].endswith(f"{PAGE}/{kind}.pdf")

    jobs.run_due()
    made = Client().get(f"{PAGE}/{kind}.pdf")
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert anybody.get(f"{PAGE}/poster.pdf").status_code == 404


@pytest.mark.parametrize("path", ["form", "checklist"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_sheets_are_pages_too(anybody: Phone, path: str, prefix: str) -> None:
    page = seen(anybody, f"{prefix}{PAGE}/{path}")

    assert "mc-tick" in page


def test_papers_given_before_are_shown_with_their_day(an: Phone, world: World) -> None:
    stories.a_filed_dossier(world, answers=for_her_mother())
    page = seen(an, f"{PAGE}?asked=acting_as&q-acting_as=authorised")

    assert page.count("Bạn đã có") == 1
    assert "đã nộp ngày 17/11/2026 trong hồ sơ" in page
