"""Amounts in words: known sentences, and a listener who writes the number down again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import LARGEST
from motcua.modules.payments.rules.in_words import english, in_words, vietnamese

VIETNAMESE = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "zero": 0,
}  # fmt: skip


def heard_in_vietnamese(sentence: str) -> int:
    """The number a listener writes down."""
    total = group = last = 0
    for word in sentence.lower().removesuffix(" đồng").split():
        if word in VIETNAMESE:
            last = VIETNAMESE[word]
            group += last
        elif word == "trăm":
            group = group * 100
        elif word == "mươi":
            group += last * 9
        elif word != "linh":
            total += group * {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}[word]
            group = 0
    return total + group


def heard_in_english(sentence: str) -> int:
    total = group = 0
    for word in sentence.lower().removesuffix(" dong").replace("-", " ").split():
        if word in ENGLISH:
            group += ENGLISH[word]
        elif word == "hundred":
            group *= 100
        else:
            total += group * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[word]
            group = 0
    return total + group


AMOUNTS = st.integers(0, int(LARGEST)) | st.sampled_from(
    [a * 10**n + b for n in (1, 2, 3, 6, 9, 11) for a in range(1, 10) for b in range(11)]
)


@given(AMOUNTS)
def test_vietnamese_words_are_heard_as_the_same_amount(amount: int) -> None:
    assert heard_in_vietnamese(vietnamese(amount)) == amount


@given(AMOUNTS)
def test_english_words_are_heard_as_the_same_amount(amount: int) -> None:
    assert heard_in_english(english(amount)) == amount


@given(AMOUNTS)
def test_the_small_rules_of_spoken_vietnamese_hold(amount: int) -> None:
    words = vietnamese(amount).lower().split()
    after = dict(zip(range(1, len(words)), words, strict=False))

    for place, word in enumerate(words):
        before = after.get(place, "")
        assert word != "mốt" or before == "mươi"
        assert word != "tư" or before == "mươi"
        assert word != "lăm" or before in ("mươi", "mười")
        assert word != "linh" or before == "trăm"
        assert before not in ("mươi", "mười") or word not in ("năm", "linh")
        assert before != "mươi" or word not in ("một", "bốn")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24_000, "Hai mươi tư nghìn đồng"),
        (101, "Một trăm linh một đồng"),
        (115_000, "Một trăm mười lăm nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (2_054_321, "Hai triệu không trăm năm mươi tư nghìn ba trăm hai mươi mốt đồng"),
        (3_000_000_000, "Ba tỷ đồng"),
    ],
)
def test_known_sentences(amount: int, said: str) -> None:
    assert vietnamese(amount) == said


def test_the_language_of_the_reader() -> None:
    assert in_words(24_000, "en") == "Twenty-four thousand dong"
    assert in_words(24_000, "vi") == "Hai mươi tư nghìn đồng"


@pytest.mark.parametrize("amount", [-1, int(LARGEST) + 1])
def test_what_is_no_amount_has_no_words(amount: int) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        vietnamese(amount)
    with pytest.raises(ValueError, match="not an amount"):
        english(amount)
