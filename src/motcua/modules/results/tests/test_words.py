"""Numbers, symbols, places, names and lines as the decree wants them printed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.results.rules.content import (
    at_path,
    issued_line,
    printed,
    signatory_lines,
    signing_time,
)
from motcua.modules.results.rules.numbers import (
    agency_symbol,
    masked,
    number_text,
    place_of,
    seal_lines,
)

CITY = "Ủy ban nhân dân Thành phố Mẫu"


@pytest.mark.parametrize(
    ("number", "symbol", "printed_as"),
    [(1, "QĐ-{agency}", "01/QĐ-UBND"), (99, "QĐ", "99/QĐ"), (1234, "TB-{agency}", "1234/TB-UBND")],
)
def test_numbers_below_ten_carry_a_zero(number: int, symbol: str, printed_as: str) -> None:
    assert number_text(number, symbol, agency_symbol="UBND") == printed_as


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("Ủy ban nhân dân phường Hoàn Kiếm (mẫu)", "UBND"),
        ("Uỷ ban nhân dân xã Sóc Sơn", "UBND"),
        (CITY, "UBND"),
        ("Sở Tư pháp (mẫu)", "STP"),
        ("Công an phường Ba Đình", "CAP"),
        ("Công an xã Sóc Sơn (mẫu)", "CAX"),
    ],
)
def test_symbols_of_agencies(name: str, symbol: str) -> None:
    assert agency_symbol(name) == symbol


@pytest.mark.parametrize(
    ("name", "superior", "place"),
    [
        ("Ủy ban nhân dân phường Hoàn Kiếm (mẫu)", CITY, "Hoàn Kiếm"),
        ("Công an xã Sóc Sơn", "Công an thành phố Hà Nội", "Sóc Sơn"),
        ("Sở Tư pháp", CITY, "Mẫu"),
        (CITY, None, "Mẫu"),
        ("Văn phòng", None, "Văn phòng"),
    ],
)
def test_the_place_of_the_date_line(name: str, superior: str | None, place: str) -> None:
    assert place_of(name, superior) == place


def test_the_date_line_has_zeros_where_the_decree_wants_them() -> None:
    assert issued_line("Hoàn Kiếm", datetime(2026, 1, 4, 18, 0, tzinfo=UTC)) == (
        "Hoàn Kiếm, ngày 05 tháng 01 năm 2026"
    )
    assert issued_line("Hoàn Kiếm", datetime(2026, 3, 15, tzinfo=UTC)) == (
        "Hoàn Kiếm, ngày 15 tháng 3 năm 2026"
    )


def test_the_time_of_a_signature_is_vietnams() -> None:
    at = datetime(2026, 11, 17, 20, 5, 9, tzinfo=UTC)
    assert signing_time(at) == "18-11-2026 03:05:09 +07:00"
    assert printed({"at": at}) == {"at": "2026-11-18T03:05:09+07:00"}


@pytest.mark.parametrize(
    ("line", "title", "authority", "printed_title"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "Chủ tịch Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN",), "Chủ tịch"),
        ("GIÁM ĐỐC", "Giám đốc Sở Tư pháp", (), "GIÁM ĐỐC"),
        ("", "Trưởng phòng", (), "Trưởng phòng"),
    ],
)
def test_the_block_above_the_signatorys_name(
    line: str, title: str, authority: tuple[str, ...], printed_title: str
) -> None:
    block = signatory_lines("Vũ Đình Nam", title, line)
    assert (block.authority, block.title) == (authority, printed_title)


def test_names_are_masked() -> None:
    assert masked("Nguyễn Thị An") == "Nguyễn T. A."
    assert masked("An") == "A."
    assert masked("") == "."


@given(st.lists(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy", min_size=3, max_size=7), min_size=2))
def test_a_masked_name_never_tells_the_given_names(words: list[str]) -> None:
    shown = masked(" ".join(words))
    assert all(len(part) <= 2 for part in shown.split()[1:])


@given(st.lists(st.text("abcđê", min_size=1, max_size=9), min_size=1, max_size=12))
def test_a_seal_shows_every_word_once(words: list[str]) -> None:
    assert " ".join(seal_lines(" ".join(words))).split() == words


def test_a_path_leads_to_a_value_or_to_nothing() -> None:
    data: dict[str, object] = {"a": {"b": {"c": 1}}, "d": [1]}
    assert at_path(data, "a.b.c") == 1
    assert at_path(data, "a.x.c") is None
    assert at_path(data, "d.0") is None
