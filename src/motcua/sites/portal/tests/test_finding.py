"""Anybody finds a procedure and reads what it costs, how long it takes and what is needed."""

from datetime import timedelta

import pytest

from motcua.foundation.limits import Limit
from motcua.modules.catalogue.rules.procedure import LifeEvent
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, STAY, World

from .. import finding
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


class TestFilters:
    def test_a_list_is_narrowed_and_the_way_back_is_there(self, anybody: Phone) -> None:
        told = anybody.get("/procedures?q=giay&level=commune&audience=citizen")

        assert "Bỏ mọi bộ lọc" in said(told)
        assert "/procedures?q=giay" in links(told)

    @pytest.mark.parametrize("asked", [
        "level=nowhere", "online=99", "online=x", "event=%00", "sector=" + "x" * 500,
        "agency=%27--", "here=2", "level=ministry&event=huu-tri",
    ])  # fmt: skip
    def test_nonsense_chooses_nothing_or_finds_nothing(self, anybody: Phone, asked: str) -> None:
        assert anybody.get(f"/procedures?{asked}").status_code == 200

    def test_nothing_found_leads_on(self, anybody: Phone) -> None:
        told = anybody.get("/procedures?q=zzzqqq")

        assert "/procedures?event=co-con-nho" in links(told)
        assert "/which" in links(told)

    def test_a_row_says_why_it_was_found(self, anybody: Phone) -> None:
        assert "“kt3” là “đăng ký tạm trú”" in said(anybody.get("/procedures?q=kt3"))
        assert "“sinhh” gần với “sinh”" in said(anybody.get("/procedures?q=khai+sinhh"))


class TestSuggestions:
    @pytest.mark.usefixtures("world")
    def test_they_come_as_data_in_the_readers_language(self) -> None:
        told = Phone(None, language="en").get("/procedures/suggestions?q=birth+cert")

        body = told.json()  # type: ignore[attr-defined]  # test client's answer
        assert body["items"][0]["href"] == f"/en/procedures/{EXTRACT}"
        assert "suggestion" in body["says"]

    @pytest.mark.parametrize("q", ["", "zzzqqq", "%00", "'", "%ED%A0%80", "a" * 3000])
    def test_nothing_breaks_them(self, anybody: Phone, q: str) -> None:
        answer = anybody.get(f"/procedures/suggestions?q={q}")

        assert answer.status_code == 200
        assert set(answer.json()) == {"says", "items"}  # type: ignore[attr-defined]  # test client's answer

    def test_who_asks_too_often_is_told_when_to_come_again(
        self, anybody: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(finding, "SUGGESTING", Limit("suggest", 1, timedelta(minutes=1)))
        anybody.get("/procedures/suggestions?q=khai")

        answer = anybody.get("/procedures/suggestions?q=khai")

        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0


class TestWhich:
    def test_all_events_are_offered(self, anybody: Phone) -> None:
        offered = links(anybody.get("/which"))

        assert {f"/which/{event}" for event in LifeEvent} <= set(offered)

    def test_questions_follow_one_another_and_end_in_a_list(self, anybody: Phone) -> None:
        first = anybody.get("/which/cu-tru-va-giay-to-tuy-than")
        second = anybody.get("/which/cu-tru-va-giay-to-tuy-than?want=move&go=want")
        end = anybody.get("/which/cu-tru-va-giay-to-tuy-than?want=move&stay=rent&go=stay")

        assert "Việc của bạn là gì?" in said(first)
        assert "Bạn ở nơi mới thế nào?" in said(second)
        assert "Chọn một câu trả lời" not in said(second)
        assert f"/procedures/{STAY}" in links(end)
        assert "đăng ký tạm trú" in said(end)

    def test_an_answer_left_out_is_asked_for(self, anybody: Phone) -> None:
        told = said(anybody.get("/which/co-con-nho?go=want"))

        assert "Chọn một câu trả lời" in told

    def test_none_of_many_is_an_answer(self, anybody: Phone) -> None:
        told = anybody.get("/which/co-con-nho?want=born&where=here&parents=married&also=-&go=also")

        assert "Thủ tục bạn cần" in said(told)
        assert "Không có" in said(told)

    def test_what_the_catalogue_lacks_falls_out_and_is_told(self, anybody: Phone) -> None:
        told = said(anybody.get("/which/co-con-nho?want=copy"))

        assert "Còn 1 thủ tục chưa có trong danh mục" in told

    @pytest.mark.parametrize("path", [
        "/which/khong-co", "/which/co-con-nho?want=%00", "/which/co-con-nho?want=born&want=copy",
        "/which/huu-tri?age=over&want=none", "/which/co-con-nho?also=home&also=zzz",
    ])  # fmt: skip
    def test_odd_addresses_are_answered(self, anybody: Phone, path: str) -> None:
        assert anybody.get(path).status_code in (200, 404)

    @pytest.mark.usefixtures("world")
    def test_it_speaks_english(self) -> None:
        english = Phone(None, language="en")

        told = said(english.get("/which/nguoi-than-qua-doi?registered=lost&had=-"))

        assert "The procedures you need" in told
        assert "A copy stands for the lost paper" in told
