"""Places are found by code, by name as typed, and from addresses of before the merger."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.places import queries
from motcua.modules.places.models import Succession, Unit
from motcua.modules.places.rules import Kind, Level, UnitRow, plain
from motcua.modules.places.steps import bring_successions, bring_units

from .factories import shipped

TODAY = date(2026, 11, 22)
BEFORE = date(2025, 6, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def country(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for all questions here by the operation's own steps, and taken away again."""
    unblock = django_db_blocker.unblock  # type: ignore[attr-defined] # pytest-django has no stubs
    with unblock():
        bring_units(shipped().units)
        bring_successions(shipped().successions)
    yield
    with unblock():
        Unit.objects.all().delete()
        Succession.objects.all().delete()


def found(q: str, limit: int = 20) -> list[str]:
    return [unit.name.vi for unit in queries.public_find(q, TODAY, limit)]


def successors(old: str) -> list[tuple[str, list[str]]]:
    """Each old unit with the codes it went into, the default first."""
    return [
        (unit.path[0].vi, [heir.unit.code for heir in unit.successors])
        for unit in queries.public_successors(old, TODAY)
    ]


# Lists and codes


def test_provinces_of_today_in_vietnamese_order() -> None:
    provinces = queries.public_provinces(TODAY)

    assert len(provinces) == 34
    assert sum(unit.kind is Kind.CENTRAL_CITY for unit in provinces) == 9
    names = [unit.short_name.vi for unit in provinces]
    assert names[:6] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng"]
    assert len(queries.public_provinces(BEFORE)) == 63


def test_communes_of_a_province() -> None:
    communes = queries.public_communes("01", TODAY)

    assert len(communes) == 126
    assert {unit.code for unit in communes} >= {"00070", "00004", "00376"}
    assert queries.public_communes("99", TODAY) == queries.public_communes("\x00", TODAY) == []


def test_a_unit_as_of_a_day() -> None:
    ward = queries.public_unit("00070", TODAY)
    assert ward.name == Text("Phường Hoàn Kiếm", "Hoan Kiem Ward")
    assert (ward.province_code, ward.needs_verification) == ("01", False)

    assert queries.public_unit("00070", BEFORE).name.vi == "Phường Hàng Trống"
    assert queries.public_unit("75", date(2026, 4, 29)).name.vi == "Tỉnh Đồng Nai"
    assert queries.public_unit("75", date(2026, 4, 30)).name.vi == "Thành phố Đồng Nai"
    assert queries.public_unit("24", TODAY).needs_verification
    assert queries.public_unit("01", TODAY).name.en == "Hanoi City"


def test_a_disputed_code_finds_the_unit_too() -> None:
    assert queries.public_unit("06978", TODAY) == queries.public_unit("06970", TODAY)


@pytest.mark.parametrize("code", ["", "0", "99999", "Hà Nội", "06978 ", "\x00", "0" * 9])
def test_an_unknown_code_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        queries.public_unit(code, TODAY)


def test_districts_are_not_found_today() -> None:
    assert queries.public_unit("001", BEFORE).name.vi == "Quận Ba Đình"
    with pytest.raises(NotFound):
        queries.public_unit("001", TODAY)


def test_the_history_of_a_code_is_newest_first() -> None:
    rows = queries.public_history("26368")

    assert [(unit.kind, unit.legal_ref) for unit in rows][:2] == [
        (Kind.WARD, "Resolution 237/NQ-UBTVQH16"),
        (Kind.COMMUNE, "Decision 19/2025/QĐ-TTg"),
    ]
    assert rows[-1].valid_from is None


# Search


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("ha noi", "Thành phố Hà Nội"),
        ("Hoàn Kiếm", "Phường Hoàn Kiếm"),
        ("phuong hoan kiem ha noi", "Phường Hoàn Kiếm"),
        ("hoan kiem thanh pho ha noi", "Phường Hoàn Kiếm"),
        ("soc son", "Xã Sóc Sơn"),
        ("Hà Tĩnh", "Tỉnh Hà Tĩnh"),
        ("tinh lao cai", "Tỉnh Lào Cai"),
        ("hcm", "Thành phố Hồ Chí Minh"),
        ("hanoi", "Thành phố Hà Nội"),
        ("M'Drắk", "Xã M'Drắk"),
        ("mdrak dak lak", "Xã M'Drắk"),
        ("Hoà Bình phú thọ", "Phường Hòa Bình"),
    ],
)
def test_people_find_what_they_mean_first(q: str, first: str) -> None:
    assert found(q)[0] == first


def test_a_beginning_is_enough_and_the_limit_holds() -> None:
    assert "Phường Hoàn Kiếm" in found("hoan ki")
    assert len(found("h", limit=5)) == 5
    assert found("h", limit=0) == []
    assert found("") == found("  ,, ") == found("xyzzy") == []
    assert found("%") == found("_") == []


def test_a_search_is_one_statement() -> None:
    with CaptureQueriesContext(connection) as run:
        queries.public_find("phuong hoan kiem", TODAY)

    assert len(run) == 1


# The old-address finder


@pytest.mark.parametrize(
    "old",
    [
        "00004",
        "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
        "12 Châu Long, P. Trúc Bạch, Q. Ba Đình, Hà Nội",
        "p truc bach, q ba dinh, hn",
        "p.truc bach,q.ba dinh,tp.ha noi",
        "truc bach, ba dinh, ha noi",
        "truc bach ba dinh ha noi",
        "phuong truc bach quan ba dinh",
        "Trúc Bạch",
        "Trúc Bạch, Hà Nội, Việt Nam",
        "Truc Bach Ward, Ba Dinh District, Hanoi",
        "Phường Nguyễn Trung Trực, Quận Ba Đình, Hà Nội",
    ],
)
def test_an_old_ward_is_found_however_it_is_written(old: str) -> None:
    assert successors(old) == [("Phường Trúc Bạch", ["00004"])]


def test_a_found_ward_names_its_place_then_and_now() -> None:
    (unit,) = queries.public_successors("Trúc Bạch, Ba Đình", TODAY)

    assert [name.vi for name in unit.path] == [
        "Phường Trúc Bạch", "Quận Ba Đình", "Thành phố Hà Nội",
    ]  # fmt: skip
    assert unit.successors[0].unit.name.vi == "Phường Ba Đình"
    assert unit.successors[0].province.vi == "Thành phố Hà Nội"
    assert unit.successors[0].is_default
    assert not unit.is_split


def test_a_split_ward_gives_all_its_successors_the_default_first() -> None:
    (unit,) = queries.public_successors("Thị trấn Trường Sơn, An Lão, Hải Phòng", TODAY)

    assert unit.is_split
    assert [(h.unit.name.vi, h.is_default) for h in unit.successors] == [
        ("Xã An Lão", True),
        ("Phường Phù Liễn", False),
    ]


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("P.5, Q. Gò Vấp, TP.HCM", "Phường An Nhơn"),
        ("P. 05, Quận Gò Vấp, TPHCM", "Phường An Nhơn"),
        ("Phường Thảo Điền, Quận 2, Sài Gòn", "Phường An Khánh"),
        ("phường Phú Hội, thành phố Huế, tỉnh Thừa Thiên Huế", "Phường Thuận Hóa"),
        ("Thị trấn M'Đrắk, huyện M'Đrắk, Đắc Lắc", "Xã M'Drắk"),
        ("P12, Q3, HCM", "Phường Nhiêu Lộc"),
        ("TT Trâu Quỳ, H. Gia Lâm, Hà Nội", "Xã Gia Lâm"),
        ("Xã Hoà Phú, Hoà Vang, Đà Nẵng", "Xã Hòa Vang"),
    ],
)
def test_old_addresses_from_all_over(old: str, now: str) -> None:
    (unit,) = queries.public_successors(old, TODAY)

    assert unit.successors[0].unit.name.vi == now


def test_one_name_in_many_places_gives_all_of_them() -> None:
    units = queries.public_successors("Xã Tân Lập", TODAY, limit=50)

    names = [unit.path[0].vi for unit in units]
    assert names.count("Xã Tân Lập") > 5
    assert set(names[: names.count("Xã Tân Lập")]) == {"Xã Tân Lập"}  # former names come after
    assert len(queries.public_successors("Xã Tân Lập", TODAY, limit=3)) == 3


def test_a_district_went_into_all_that_its_communes_went_into() -> None:
    (unit,) = [
        found
        for found in queries.public_successors("Quận Hoàn Kiếm, Hà Nội", TODAY)
        if found.level is Level.DISTRICT
    ]

    assert {heir.unit.name.vi for heir in unit.successors} >= {"Phường Hoàn Kiếm", "Phường Cửa Nam"}


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Tỉnh Hải Dương", ["31"]),
        ("T. Hà Giang", ["08"]),
        ("Huyện Côn Đảo, Bà Rịa - Vũng Tàu", ["26732"]),
    ],
)
def test_provinces_and_islands_have_successors_too(old: str, now: list[str]) -> None:
    assert [codes for _, codes in successors(old)] == [now]


def test_successors_are_as_of_the_day() -> None:
    (unit,) = queries.public_successors("Thị trấn Long Thành, huyện Long Thành, Đồng Nai", TODAY)
    (earlier,) = queries.public_successors(
        "Thị trấn Long Thành, huyện Long Thành, Đồng Nai", date(2025, 12, 1)
    )

    assert unit.successors[0].unit.name.vi == "Phường Long Thành"
    assert earlier.successors[0].unit.name.vi == "Xã Long Thành"


@pytest.mark.parametrize(
    "old", ["", "  ", ",,,", "99999", "xyzzy", "nhà số 3", "%", "\x00", "a" * 5000]
)
def test_nonsense_finds_nothing(old: str) -> None:
    assert queries.public_successors(old, TODAY) == []


def test_the_finder_needs_few_statements() -> None:
    with CaptureQueriesContext(connection) as run:
        queries.public_successors("P. Trúc Bạch, Q. Ba Đình, Hà Nội", TODAY)

    assert len(run) <= 6


OLD_WARDS = [
    unit for unit in shipped().units
    if unit.level is Level.COMMUNE and unit.valid_to == date(2025, 7, 1)
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(unit=st.sampled_from(OLD_WARDS))
def test_every_old_ward_is_found_by_its_whole_address(unit: UnitRow) -> None:
    (old,) = queries.public_successors(unit.code, TODAY)
    address = ", ".join(name.vi for name in old.path)

    assert old.successors
    assert queries.public_successors(address, TODAY)[0] == old
    assert old in queries.public_successors(plain(address), TODAY)


def test_neighbours_that_differ_only_in_marks_are_told_apart() -> None:
    first, second = queries.public_successors("Xã Hoà Lộc, Hậu Lộc, Thanh Hóa", TODAY)

    assert (first.path[0].vi, second.path[0].vi) == ("Xã Hòa Lộc", "Xã Hoa Lộc")
