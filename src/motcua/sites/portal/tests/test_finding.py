"""Anybody finds a procedure and reads what it costs, how long it takes and what is needed."""

import pytest

from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, STAY, World

from .phones import Phone, links, said


def test_the_first_page_offers_a_search_and_procedures(anybody: Phone) -> None:
    answer = anybody.get("/")

    assert answer.status_code == 200
    assert f"/procedures/{EXTRACT}" in links(answer)
    assert "Đang chờ bạn" not in said(answer)


def test_the_first_page_says_what_waits_for_me(world: World, an: Phone, binh: Phone) -> None:
    dossier = stories.a_filed_dossier(world)

    assert f"/mine/{dossier}" in links(an.get("/"))
    assert f"/mine/{dossier}" not in links(binh.get("/"))


@pytest.mark.parametrize("q", ["trích lục khai sinh", "trich luc khai sinh", EXTRACT])
def test_people_find_in_their_own_words(anybody: Phone, q: str) -> None:
    assert f"/procedures/{EXTRACT}" in links(anybody.get(f"/procedures?q={q}"))


def test_nothing_found_says_what_to_try(anybody: Phone) -> None:
    answer = anybody.get("/procedures?q=zzzqqq")

    assert answer.status_code == 200
    assert "Chưa tìm thấy thủ tục nào" in said(answer)


def test_a_broken_cursor_is_told_and_the_list_still_shown(anybody: Phone) -> None:
    answer = anybody.get("/procedures?after=nonsense")

    assert answer.status_code == 422
    assert f"/procedures/{EXTRACT}" in links(answer)


def test_what_is_sought_is_not_executed(anybody: Phone) -> None:
    answer = anybody.get("/procedures?q=<script>alert(1)</script>%00")

    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(("language", "words"), [
    ("vi", ["8.000 đ mỗi bản sao", "Bắt đầu nộp hồ sơ", "Toàn trình", "Vì sao là ngày này"]),
    ("en", ["8,000", "Start the application", "Fully online", "Why this date"]),
])  # fmt: skip
def test_a_procedure_tells_price_and_date_before_one_starts(
    world: World,
    language: str,
    words: list[str],
) -> None:
    told = said(Phone(None, language=language).get(f"/procedures/{EXTRACT}"))

    assert [each for each in words if each not in told] == []


def test_the_clock_explains_itself_in_words(anybody: Phone) -> None:
    assert "Thời gian giải quyết · 3 ngày làm việc" in said(anybody.get(f"/procedures/{STAY}"))


def test_an_unknown_procedure_is_not_found(anybody: Phone) -> None:
    assert anybody.get("/procedures/9.999999").status_code == 404
    assert anybody.get("/procedures/9.999999/start").status_code == 302  # asks to sign in


def test_communes_come_as_data_for_everybody(anybody: Phone) -> None:
    answer = anybody.get("/places/communes?province=01")

    assert answer.json() == [["00070", "Phường Hoàn Kiếm"], ["00004", "Phường Ba Đình"]]  # type: ignore[attr-defined]  # test client's answer
    assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("province", ["", "99", "'; --", "0101010101", "²²"])
def test_a_province_that_is_none_has_no_communes(anybody: Phone, province: str) -> None:
    assert anybody.get(f"/places/communes?province={province}").content == b"[]"
