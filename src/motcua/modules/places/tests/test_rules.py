"""Names compare as people write them; a patch changes a place without losing what it was."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.words import Text
from motcua.modules.places.rules import (
    Confidence,
    Dataset,
    Kind,
    Level,
    PatchInvalid,
    compact,
    full_name,
    kind_and_name,
    order,
    parts_of,
    patched,
    plain,
    words,
)

from .factories import a_dataset, a_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("Thủy Nguyên", "THUỶ NGUYÊN"),
        ("Bà Rịa - Vũng Tàu", "bà rịa–vũng tàu"),
        ("Ea H'leo", "Ea H’Leo"),
        ("Đắk Lắk", "dak lak"),
        ("Phường 05", "phường 5"),
        ("Hồ Chí Minh", "Hồ Chí Minh"),
    ],
)
def test_the_same_name_written_differently(one: str, other: str) -> None:
    assert compact(one) == compact(other)


def test_different_names_stay_different() -> None:
    assert compact("Phường 1") != compact("Phường 10")
    assert words("Quận 12") == ("quan", "12")


def test_plain_keeps_capitals() -> None:
    assert plain("Đắk Lắk") == "Dak Lak"


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert compact(compact(text)) == compact(text) or any(c.isdigit() for c in text)
    assert order(text) >= ()


@pytest.mark.parametrize(
    "sorted_names",
    [
        ["Ca", "Cà", "Cả", "Cã", "Cá", "Cạ"],
        ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Da", "Đà Nẵng", "Đồng Nai"],
        ["Phường 2", "Phường 10", "Phường An Khê"],
    ],
)
def test_names_are_sorted_as_dictionaries_do(sorted_names: list[str]) -> None:
    assert sorted(sorted_names, key=order) == sorted_names


@pytest.mark.parametrize(
    ("level", "full", "kind", "name"),
    [
        (Level.PROVINCE, "Thành phố Hà Nội", Kind.CENTRAL_CITY, "Hà Nội"),
        (Level.DISTRICT, "Thành Phố Đồng Hới", Kind.PROVINCIAL_CITY, "Đồng Hới"),
        (Level.DISTRICT, "Thị Xã  Buôn Hồ", Kind.TOWN, "Buôn Hồ"),
        (Level.COMMUNE, "Thị trấn M'Drắk", Kind.TOWNSHIP, "M'Drắk"),
        (Level.COMMUNE, "Đặc khu Côn Đảo", Kind.SPECIAL_ZONE, "Côn Đảo"),
    ],
)
def test_a_full_name_has_its_kind(level: Level, full: str, kind: Kind, name: str) -> None:
    assert kind_and_name(level, full) == (kind, name)


def test_a_name_without_a_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind"):
        kind_and_name(Level.COMMUNE, "Hoàn Kiếm")


def test_full_names_in_both_languages() -> None:
    assert full_name(Kind.WARD, Text("Ba Đình", "Ba Dinh")) == Text(
        "Phường Ba Đình", "Ba Dinh Ward"
    )
    assert full_name(Kind.URBAN_DISTRICT, Text("1", "1")) == Text("Quận 1", "District 1")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("P. Trúc Bạch", "phuongtrucbach"),
        ("p.truc bach", "phuongtrucbach"),
        ("P Trúc Bạch", "phuongtrucbach"),
        ("Phường Trúc Bạch", "phuongtrucbach"),
        ("Truc Bach Ward", "phuongtrucbach"),
        ("Trúc Bạch", "trucbach"),
        ("Q1", "quan1"),
        ("Q. 01", "quan1"),
        ("quận 1", "quan1"),
        ("P.5", "phuong5"),
        ("TX. Sơn Tây", "thixasontay"),
        ("TT Trâu Quỳ", "thitrantrauquy"),
        ("TP.HCM", "hcm"),
        ("TPHCM", "tphcm"),
        ("T. Hải Dương", "tinhhaiduong"),
        ("H. Sóc Sơn", "huyensocson"),
        ("District 1", "quan1"),
    ],
)
def test_parts_know_the_usual_prefixes(typed: str, key: str) -> None:
    (part,) = parts_of(typed)

    assert key in part.keys


def test_a_number_alone_is_no_name() -> None:
    (part,) = parts_of("Quận 1")

    assert part.keys == ("quan1", "quan1")


@given(st.text())
def test_any_text_has_parts(text: str) -> None:
    assert all(part.keys for part in parts_of(text))


def a_change(**changes: object) -> dict[str, object]:
    change = {
        "since": date(2026, 4, 30), "level": "commune", "codes": "00376", "kind": "ward",
        "legal_ref": "a resolution", "confidence": "confirmed",
    }  # fmt: skip
    return {"format": "motcua.places-patch/1", "changes": [change | changes]}


def the_rows(dataset: Dataset, code: str) -> list[tuple[Kind, date | None, date | None]]:
    return [(u.kind, u.valid_from, u.valid_to) for u in dataset.units if u.code == code]


SOC_SON = a_unit("Xã Sóc Sơn", "00376")
COUNTRY = a_dataset("1", SOC_SON)


def test_a_change_of_kind_ends_one_row_and_begins_another() -> None:
    after = patched(COUNTRY, a_change())

    assert the_rows(after, "00376") == [
        (Kind.COMMUNE, date(2025, 7, 1), date(2026, 4, 30)),
        (Kind.WARD, date(2026, 4, 30), None),
    ]
    assert the_rows(COUNTRY, "00376") == [(Kind.COMMUNE, date(2025, 7, 1), None)]


def test_changes_follow_each_other() -> None:
    patch = a_change()
    changes = patch["changes"]
    assert isinstance(changes, list)
    changes.append(changes[0] | {"since": date(2026, 9, 1), "kind": "commune"})

    rows = the_rows(patched(COUNTRY, patch), "00376")

    assert [kind for kind, _, _ in rows] == [Kind.COMMUNE, Kind.WARD, Kind.COMMUNE]
    assert all(a[2] == b[1] for a, b in pairwise(rows))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"codes": "99999"}, "unknown"),
        ({"level": "province"}, "unknown"),
        ({"since": date(2025, 7, 1)}, "date"),
        ({"since": "2026-04-30"}, "date"),
    ],
)
def test_a_patch_that_does_not_fit_is_refused(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(PatchInvalid) as refusal:
        patched(COUNTRY, a_change(**changes))

    assert refusal.value.params["problem"] == problem


def test_a_dispute_names_the_other_code_and_only_for_the_unit_meant() -> None:
    dispute = {
        "level": "commune", "code": "00376", "name": "Soc Son", "also_coded": "00377", "note": "?",
    }  # fmt: skip
    patch = {"format": "motcua.places-patch/1", "disputes": [dispute]}

    (row,) = [u for u in patched(COUNTRY, patch).units if u.code == "00376"]
    assert (row.also_coded, row.confidence) == ("00377", Confidence.DISPUTED)
    with pytest.raises(PatchInvalid):
        patched(COUNTRY, patch | {"disputes": [dispute | {"name": "Đông Anh"}]})


def test_an_alias_is_one_more_key() -> None:
    alias = {"level": "commune", "code": "00376", "names": "Núi Sóc, Đa Phúc"}
    patch = {"format": "motcua.places-patch/1", "aliases": [alias]}

    (row,) = [u for u in patched(COUNTRY, patch).units if u.code == "00376"]
    assert row.keys == ("daphuc", "nuisoc", "socson", "xasocson")
    with pytest.raises(PatchInvalid):
        patched(COUNTRY, patch | {"aliases": [alias | {"code": "1"}]})


def test_a_document_of_another_format_is_refused() -> None:
    with pytest.raises(PatchInvalid):
        patched(COUNTRY, {"format": "other"})
    with pytest.raises(PatchInvalid):
        patched(replace(COUNTRY, units=()), a_change() | {"changes": "none"})


def test_marks_agree_wherever_they_are_put_and_however_composed() -> None:
    for typed in ("Xã Hoà Lộc", "xã hòa lộc", "Xa\u0303 Ho\u0300a Lo\u0323\u0302c"):
        (part,) = parts_of(typed)
        assert part.ends_with("Hòa Lộc")
        assert not part.ends_with("Hoa Lộc")
