"""The shipped data set has the counts of the law, and agrees with an independent one."""

import gzip
import json
from collections import Counter
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from motcua.modules.places import dataset
from motcua.modules.places.rules import Confidence, Kind, Level, UnitRow, compact, full_name

from .factories import MERGED_ON, shipped

INDEPENDENT = Path(__file__).parents[6] / "shared" / "data" / "admin-units-2026-07.json.gz"
TODAY = date(2026, 11, 22)


def on(day: date) -> list[UnitRow]:
    return [
        u for u in shipped().units
        if (u.valid_from or date.min) <= day < (u.valid_to or date.max)
    ]  # fmt: skip


def counts(day: date) -> Counter[Kind]:
    return Counter(unit.kind for unit in on(day))


def test_the_day_of_the_merger() -> None:
    assert counts(MERGED_ON) == {
        Kind.PROVINCE: 28, Kind.CENTRAL_CITY: 6,
        Kind.COMMUNE: 2621, Kind.WARD: 687, Kind.SPECIAL_ZONE: 13,
    }  # fmt: skip


def test_the_day_before() -> None:
    before = Counter(unit.level for unit in on(MERGED_ON - timedelta(days=1)))

    assert before == {Level.PROVINCE: 63, Level.DISTRICT: 696, Level.COMMUNE: 10_035}


@pytest.mark.parametrize(
    ("day", "cities", "wards"),
    [
        (date(2026, 4, 29), 6, 687),
        (date(2026, 4, 30), 7, 697),
        (date(2026, 9, 1), 8, 697),
        (TODAY, 9, 697),
    ],
)
def test_the_changes_of_2026(day: date, cities: int, wards: int) -> None:
    found = counts(day)

    assert (found[Kind.CENTRAL_CITY], found[Kind.PROVINCE]) == (cities, 34 - cities)
    assert (found[Kind.WARD], found[Kind.COMMUNE]) == (wards, 3308 - wards)
    assert found[Kind.SPECIAL_ZONE] == 13


def test_communes_of_each_province() -> None:
    found = Counter(unit.province_code for unit in on(TODAY) if unit.level is Level.COMMUNE)

    assert (found["01"], found["38"], found["79"], found["12"]) == (126, 166, 168, 38)
    assert len(found) == 34
    assert sum(found.values()) == 3321


def test_what_needs_verification_says_so() -> None:
    doubtful = {
        (u.code, u.confidence) for u in on(TODAY) if u.confidence is not Confidence.CONFIRMED
    }

    assert doubtful == {
        ("22", Confidence.SECONDARY), ("24", Confidence.SECONDARY), ("06970", Confidence.DISPUTED),
    }  # fmt: skip
    assert all(u.note for u in on(TODAY) if u.confidence is not Confidence.CONFIRMED)


def test_rows_of_a_code_follow_each_other_without_overlap() -> None:
    rows = sorted(shipped().units, key=lambda u: (u.level, u.code, u.valid_from or date.min))

    for _, same in groupby(rows, key=lambda u: (u.level, u.code)):
        for earlier, later in pairwise(same):
            assert earlier.valid_to is not None
            assert later.valid_from is not None
            assert earlier.valid_to <= later.valid_from


def test_every_old_unit_has_exactly_one_default_successor() -> None:
    defaults = Counter((s.old_level, s.old_code) for s in shipped().successions if s.is_default)
    old = {
        (u.level, u.code)
        for u in on(MERGED_ON - timedelta(days=1))
        if u.level is not Level.DISTRICT
    }
    without_communes = {"318", "471", "498", "536", "755"}

    assert set(defaults) == old | {(Level.DISTRICT, code) for code in without_communes}
    assert set(defaults.values()) == {1}


def test_every_successor_exists() -> None:
    new = {u.code for u in on(TODAY)}

    assert {s.new_code for s in shipped().successions} == new


def test_the_version_is_known_without_the_work() -> None:
    assert shipped().version == dataset.shipped_version()


@pytest.mark.skipif(not INDEPENDENT.exists(), reason="the independent data set is not here")
def test_it_agrees_with_an_independent_data_set() -> None:
    provinces = json.loads(gzip.decompress(INDEPENDENT.read_bytes()))
    theirs = {
        unit["Code"]: unit for province in provinces for unit in [province, *province["Wards"]]
    }
    ours = {(u.also_coded or u.code): u for u in on(date(2026, 7, 25))}

    assert set(ours) == set(theirs)
    for code, unit in ours.items():
        name = full_name(unit.kind, unit.name)
        assert compact(name.vi) == compact(theirs[code]["FullName"])
        if unit.kind is not Kind.SPECIAL_ZONE:
            assert sorted(name.en.split()) == sorted(theirs[code]["FullNameEn"].split())
        assert unit.level is Level.PROVINCE or unit.province_code == theirs[code]["ProvinceCode"]
