"""Where answers come from, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from motcua.modules.forms.rules import NO_PLACES, Hand, Origin, Source, parse_form
from motcua.modules.forms.rules.sourced import corrected, said, whole, written

AT = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
HELD = Source(Origin.REGISTER, AT, "population", date(2021, 4, 12))
NAME = parse_form({
    "form": 1, "title": {"vi": "T", "en": "T"},
    "pages": [{
        "key": "p", "title": {"vi": "T", "en": "T"},
        "questions": [{"key": "name", "kind": "person_name", "label": {"vi": "Tên", "en": "Name"}}],
    }],
}).pages[0].questions[0]  # fmt: skip


@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize("hand", list(Hand))
def test_every_source_has_words_in_both_languages(origin: Origin, hand: Hand) -> None:
    words = said(Source(origin, AT, "x", hand=hand))
    assert words.vi
    assert words.en


def test_a_register_is_named_with_its_day() -> None:
    assert said(HELD).vi == "Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021"
    assert said(replace(HELD, confirmed_at=AT)).vi.endswith("; đã xác nhận")


def test_a_correction_says_what_is_held_instead() -> None:
    source = Source(Origin.TYPED, AT, held="Nguyễn Thị An", held_by=HELD)

    told = corrected(source, NAME, NO_PLACES)
    assert told is not None
    assert told.vi == "Khác với Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021: Nguyễn Thị An"
    assert whole(source).vi == (
        "Người nộp tự khai; khác với Cơ sở dữ liệu quốc gia về dân cư"
    )  # fmt: skip


def test_what_nobody_corrected_has_nothing_to_compare() -> None:
    assert corrected(HELD, NAME, NO_PLACES) is None


def test_days_are_those_of_viet_nam() -> None:
    assert written(AT) == "21/11/2026"
