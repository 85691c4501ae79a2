"""Numbers people are known by are read as the state issues them, and doubts are only doubts."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.birthplaces import BIRTHPLACES
from motcua.kernel.numbers import (
    PhoneKind,
    Reading,
    Sex,
    TaxPayer,
    read_old_card,
    read_personal_id,
    read_phone,
    read_tax_code,
    tax_check_digit,
)

READERS: list[Callable[[str], Reading[object]]] = [
    read_personal_id,
    read_old_card,
    read_tax_code,
    read_phone,
]


def codes(reading: Reading[object]) -> list[str]:
    return [finding.code for finding in reading.findings]


def number(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


# Personal number


def test_there_are_63_places() -> None:
    assert len(BIRTHPLACES) == 63
    assert BIRTHPLACES["001"] == "Hà Nội"
    assert BIRTHPLACES["096"] == "Cà Mau"
    assert BIRTHPLACES["077"] == "Bà Rịa - Vũng Tàu"


@pytest.mark.parametrize(
    ("text", "place", "sex", "birth_year"),
    [
        ("001095012345", "Hà Nội", Sex.MALE, 1995),
        ("079 188 000 001", "Thành phố Hồ Chí Minh", Sex.FEMALE, 1988),
        ("046.3.07.123456", "Thừa Thiên Huế", Sex.FEMALE, 2007),
        ("001-200-000-000", "Hà Nội", Sex.MALE, 2000),
        ("０01095012345", "Hà Nội", Sex.MALE, 1995),
    ],
)
def test_a_personal_number_says_place_sex_and_year(
    text: str, place: str, sex: Sex, birth_year: int
) -> None:
    reading = read_personal_id(text, sex=sex, birth_year=birth_year, on=date(2026, 11, 22))

    assert reading.value is not None
    assert (reading.value.place, reading.value.sex, reading.value.birth_year) == (
        place, sex, birth_year,
    )  # fmt: skip
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "personal-id-not-digits"),
        ("00109501234x", "personal-id-not-digits"),
        ("٠٠١٠٩٥٠١٢٣٤٥", "personal-id-not-digits"),
        ("00109501234", "personal-id-length"),
        ("0010950123456", "personal-id-length"),
        ("012345678", "personal-id-old-card"),
    ],
)
def test_what_is_no_personal_number_is_blocked(text: str, code: str) -> None:
    reading = read_personal_id(text)

    assert reading.value is None
    assert [finding.code for finding in reading.problems] == [code]


def test_doubts_warn_and_do_not_block() -> None:
    reading = read_personal_id(
        "999495012345", sex=Sex.FEMALE, birth_year=1995, on=date(2026, 11, 22)
    )

    assert reading.value is not None
    assert reading.problems == ()
    assert [finding.code for finding in reading.warnings] == [
        "personal-id-unknown-place",
        "personal-id-sex-differs",
        "personal-id-birth-year-differs",
        "personal-id-born-later",
    ]


@given(
    st.sampled_from(sorted(BIRTHPLACES)),
    st.sampled_from(Sex),
    st.integers(1900, 2399),
    st.integers(0, 999_999),
)
def test_every_number_the_law_can_form_is_read_back(
    place: str, sex: Sex, birth_year: int, rest: int
) -> None:
    century = 2 * (birth_year // 100 - 19) + (sex is Sex.FEMALE)
    text = f"{place}{century}{birth_year % 100:02d}{rest:06d}"

    reading = read_personal_id(text, sex=sex, birth_year=birth_year)

    assert reading.findings == ()
    assert reading.value is not None
    assert reading.value.number == text


@given(number(12))
def test_twelve_digits_are_never_blocked(text: str) -> None:
    assert read_personal_id(text, sex=Sex.MALE, birth_year=1990).value is not None


# Old card


def test_an_old_card_has_nine_digits() -> None:
    reading = read_old_card("012 345 678")

    assert reading.value is not None
    assert reading.value.number == "012345678"
    assert [f.code for f in read_old_card("01234567").findings] == ["old-card-length"]
    assert [f.code for f in read_old_card("O12345678").findings] == ["old-card-not-digits"]


# Tax code


@pytest.mark.parametrize("text", ["0100109106", "0300588569", "0101248141"])
def test_known_tax_codes_hold(text: str) -> None:
    reading = read_tax_code(text)

    assert reading.value is not None
    assert (reading.value.number, reading.value.kind) == (text, TaxPayer.ORGANISATION)
    assert tax_check_digit(text[:9]) == int(text[9])


def test_the_check_digit_of_a_known_prefix() -> None:
    assert tax_check_digit("010004751") == 6


@pytest.mark.parametrize("text", ["0100109106-001", "0100109106001", "0100109106 - 001"])
def test_a_branch_is_shown_with_its_hyphen(text: str) -> None:
    reading = read_tax_code(text)

    assert reading.value is not None
    assert (reading.value.kind, reading.value.shown) == (TaxPayer.BRANCH, "0100109106-001")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "tax-code-not-digits"),
        ("01001O9106", "tax-code-not-digits"),
        ("010010910", "tax-code-length"),
        ("01001091060011", "tax-code-length"),
        ("0100109107", "tax-code-check-digit"),
        ("0000000000", "tax-code-prefix"),
        ("0100109106000", "tax-code-branch"),
    ],
)
def test_what_is_no_tax_code_is_blocked(text: str, code: str) -> None:
    reading = read_tax_code(text)

    assert reading.value is None
    assert [finding.code for finding in reading.findings] == [code]


def test_a_personal_number_is_a_tax_code_too() -> None:
    reading = read_tax_code("001095012345")

    assert reading.value is not None
    assert reading.value.kind is TaxPayer.PERSON
    assert [f.code for f in read_tax_code("999095012345").warnings] == ["personal-id-unknown-place"]


@given(number(9), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(prefix: str, place: int, change: int) -> None:
    wrong = str((int(prefix[place]) + change) % 10)
    other = prefix[:place] + wrong + prefix[place + 1 :]

    assert tax_check_digit(prefix) != tax_check_digit(other)


@given(number(9), st.integers(0, 9))
def test_ten_digits_hold_only_with_their_check_digit(prefix: str, last: int) -> None:
    holds = read_tax_code(f"{prefix}{last}").value is not None

    assert holds == (tax_check_digit(prefix) == last)


# Telephone


@pytest.mark.parametrize(
    ("text", "national", "kind"),
    [
        ("0912345678", "0912345678", PhoneKind.MOBILE),
        ("+84 912 345 678", "0912345678", PhoneKind.MOBILE),
        ("84912345678", "0912345678", PhoneKind.MOBILE),
        ("0084 912.345.678", "0912345678", PhoneKind.MOBILE),
        ("+84 (0)912-345-678", "0912345678", PhoneKind.MOBILE),
        ("0351234567", "0351234567", PhoneKind.MOBILE),
        ("0591234567", "0591234567", PhoneKind.MOBILE),
        ("0871234567", "0871234567", PhoneKind.MOBILE),
        ("(024) 3825 1234", "02438251234", PhoneKind.LANDLINE),
        ("+84 24 3825 1234", "02438251234", PhoneKind.LANDLINE),
        ("0203123456", "0203123456", PhoneKind.LANDLINE),
    ],
)
def test_phones_in_usual_writing(text: str, national: str, kind: PhoneKind) -> None:
    reading = read_phone(text)

    assert reading.value is not None
    assert (reading.value.number, reading.value.kind) == (national, kind)
    assert reading.value.international == "+84" + national[1:]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone-not-digits"),
        ("my phone", "phone-not-digits"),
        ("+1 212 555 0100", "phone-foreign"),
        ("091234567", "phone-length"),
        ("09123456789", "phone-length"),
        ("01234567890", "phone-length"),
        ("0612345678", "phone-prefix"),
        ("1912345678", "phone-prefix"),
    ],
)
def test_what_is_no_phone_is_blocked(text: str, code: str) -> None:
    reading = read_phone(text)

    assert reading.value is None
    assert [finding.code for finding in reading.findings] == [code]


@given(st.sampled_from("35789"), number(8), st.sampled_from(["0", "+84", "84", "0084", "+84 0"]))
def test_every_writing_of_a_mobile_is_the_same_number(first: str, rest: str, head: str) -> None:
    reading = read_phone(head + first + rest)

    assert reading.value is not None
    assert reading.value.number == f"0{first}{rest}"


# All


@given(st.text(), st.sampled_from(READERS))
def test_any_text_is_read_or_blocked_with_one_reason(
    text: str, read: Callable[[str], Reading[object]]
) -> None:
    reading = read(text)

    assert (reading.value is None) == (len(reading.problems) == 1)
