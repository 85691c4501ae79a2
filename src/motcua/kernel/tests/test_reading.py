"""How long sentences are, as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.reading import MOST_SYLLABLES, sentences, too_long


@pytest.mark.parametrize(("text", "counts"), [
    ("Nhập họ và tên", [4]),
    ("Chọn một mục. Rồi bấm nút.", [3, 3]),
    ("Số định danh (12 chữ số, ở mặt trước thẻ)", [6, 3]),
    ("Xem: điều 5", [1, 1]),
    ("", []),
])  # fmt: skip
def test_syllables_are_counted_between_stops(text: str, counts: list[int]) -> None:
    assert [each.syllables for each in sentences(text)] == counts


def test_only_what_is_too_long_is_told() -> None:
    short, long = " ".join(["một"] * MOST_SYLLABLES), " ".join(["hai"] * (MOST_SYLLABLES + 1))

    assert [each.text for each in too_long(f"{short}. {long}.")] == [f"{long}."]


@given(st.lists(st.sampled_from(["một", "hai", "ba."]), max_size=60).map(" ".join))
def test_no_syllable_is_lost(text: str) -> None:
    assert sum(each.syllables for each in sentences(text)) == len(text.split())
