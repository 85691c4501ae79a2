"""Comparison on PostgreSQL: one version, ranks as ranges, denominators, places that were merged."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Invalid
from motcua.modules.indicators import operations, queries, reactions, sources, steps
from motcua.modules.indicators.queries import NotComparable, VersionsDiffer
from motcua.modules.indicators.rules.periods import HERE, midnight
from motcua.modules.places import operations as places
from motcua.modules.places.rules import (
    Above,
    Dataset,
    DenominatorKind,
    Figure,
    Level,
    Names,
    SuccessionRow,
    UnitRow,
    Validity,
    make_unit,
)
from motcua.modules.places.tests.factories import LOADED_AT

from .factories import Heap, a_definition, the_shipped_packs

pytestmark = pytest.mark.django_db

MERGED_ON = date(2025, 7, 1)
JUNE, AUGUST = datetime(2025, 6, 10, 3, tzinfo=UTC), datetime(2025, 8, 10, 3, tzinfo=UTC)
AFTER = datetime(2026, 1, 5, 3, tzinfo=UTC)
#: Two old wards went whole into the new one, a third was split between it and its neighbour.
WHOLE, OTHER_WHOLE, SPLIT = "00111", "00112", "00113"
NEW, NEIGHBOUR, MERGED = "00211", "00212", "00213"


@pytest.fixture
def heap() -> Iterator[Heap]:
    source = Heap()
    sources.register(source)
    yield source
    sources.withdraw(source.name)


def the_places() -> None:
    def unit(name: str, code: str, *, since: bool) -> UnitRow:
        first, last = (MERGED_ON, None) if since else (None, MERGED_ON)
        return make_unit(
            Level.COMMUNE, code, Names(name), Validity(first, last, "a test's decision"),
            Above("01", "01", ("Hà Nội",)),
        )  # fmt: skip

    def went(old: str, new: str, *, default: bool = True) -> SuccessionRow:
        return SuccessionRow(
            Level.COMMUNE, old, new,
            is_default=default, effective_on=MERGED_ON, legal_ref="a test's",
        )  # fmt: skip

    capital = make_unit(
        Level.PROVINCE, "01", Names("Thành phố Hà Nội"), Validity(None, None, "a test's")
    )
    units = (
        capital,
        unit("Phường Một", WHOLE, since=False),
        unit("Phường Hai", OTHER_WHOLE, since=False),
        unit("Phường Ba", SPLIT, since=False),
        unit("Phường Mới", NEW, since=True),
        unit("Phường Bên", NEIGHBOUR, since=True),
        unit("Phường Gộp", MERGED, since=True),
    )
    successions = (
        went(WHOLE, MERGED), went(OTHER_WHOLE, MERGED),
        went(SPLIT, NEW), went(SPLIT, NEIGHBOUR, default=False),
    )  # fmt: skip
    places.load(dataset=Dataset("test", units, successions), by=SYSTEM, at=LOADED_AT)


def declared(formula: str, **more: str) -> None:
    operations.load_pack(files={"one.yaml": a_definition(formula, **more)}, by=SYSTEM, at=AFTER)  # type: ignore[arg-type] # texts all


def counted(*moments: datetime) -> None:
    days = [steps.Dirty(moment.astimezone(HERE).date()) for moment in moments]
    steps.mark("tests.heap", days)
    reactions.catch_up_facts(AFTER)


ONLINE = "kind: share, when: 'channel == \"online\"', factor: 100"


def test_ranks_are_ranges_where_intervals_overlap(heap: Heap) -> None:
    the_places()
    declared(ONLINE, interval="wilson")
    for place, online, counter in ((NEW, 95, 5), (NEIGHBOUR, 90, 10), (MERGED, 10, 90)):
        heap.put(AUGUST, "online", place=place, count=online)
        heap.put(AUGUST, "counter", place=place, count=counter)
    counted(AUGUST)

    found = queries.public_comparison("heap_count", among="places", grain="month", start=AUGUST)

    ranks = [row.rank and (row.rank.best, row.rank.worst) for row in found.rows]
    assert [row.name.vi for row in found.rows] == ["Phường Mới", "Phường Bên", "Phường Gộp"]
    assert [row.rate for row in found.rows] == [95.0, 90.0, 10.0]
    assert ranks == [(1, 2), (1, 2), (3, 3)]
    assert "phiên bản 1" in found.notes[0].vi


def test_counts_are_compared_by_dated_people_and_what_has_none_is_said(heap: Heap) -> None:
    the_places()
    declared("kind: count")
    heap.put(AUGUST, "online", place=NEW, count=50)
    heap.put(AUGUST, "online", place=NEIGHBOUR, count=60)
    counted(AUGUST)
    people = Figure(NEW, DenominatorKind.POPULATION, 25_000, date(2025, 7, 1), "Niên giám")
    places.take_denominators(figures=[people], by=SYSTEM, at=AFTER)

    found = queries.public_comparison(
        "heap_count", among="places", grain="month", start=AUGUST, per="population"
    )

    first, last = found.rows
    assert (first.key, first.rate, first.denominator_on) == (NEW, 2.0, date(2025, 7, 1))
    assert first.denominator_source.vi == "Niên giám"
    assert (last.rate, last.rank) == (None, None)
    assert "mẫu số" in last.unknown.vi


def test_a_share_is_not_divided_by_people(heap: Heap) -> None:
    declared(ONLINE)
    with pytest.raises(NotComparable):
        queries.public_comparison(
            "heap_count", among="places", grain="month", start=AUGUST, per="population"
        )
    with pytest.raises(Invalid):
        queries.public_comparison("heap_count", among="moods", grain="month", start=AUGUST)


def test_two_formulas_are_never_side_by_side(heap: Heap) -> None:
    declared("kind: count")
    heap.put(AUGUST, "online")
    counted(AUGUST)
    declared("kind: count, where: 'channel == \"online\"'", number=2)  # type: ignore[arg-type]

    with pytest.raises(VersionsDiffer):
        queries.public_comparison(
            "heap_count", among="agencies", grain="month", start=AUGUST, versions=[1, 2]
        )
    old = queries.public_comparison(
        "heap_count", among="agencies", grain="month", start=AUGUST, versions=[1]
    )
    assert [row.rate for row in old.rows] == [1.0]
    new = queries.public_comparison("heap_count", among="agencies", grain="month", start=AUGUST)
    assert new.rows == ()


def over_the_merger(place: str) -> list[tuple[float | None, str]]:
    found = queries.public_comparison(
        "heap_count", among="periods", grain="month", start=midnight(date(2025, 6, 1)),
        end=midnight(date(2025, 9, 1)), place=place,
    )  # fmt: skip
    return [(row.rate, row.unknown.vi) for row in found.rows]


def test_a_merged_commune_has_the_sum_of_its_parts_before(heap: Heap) -> None:
    the_places()
    declared("kind: count")
    heap.put(JUNE, "online", place=WHOLE, count=3)
    heap.put(JUNE, "online", place=OTHER_WHOLE, count=4)
    heap.put(AUGUST, "online", place=MERGED, count=9)
    counted(JUNE, AUGUST)

    assert [rate for rate, _ in over_the_merger(MERGED)] == [7.0, None, 9.0]


def test_a_share_of_parts_is_weighed_by_their_denominators(heap: Heap) -> None:
    the_places()
    declared(ONLINE)
    for place, online, counter in ((WHOLE, 1, 9), (OTHER_WHOLE, 25, 5)):
        heap.put(JUNE, "online", place=place, count=online)
        heap.put(JUNE, "counter", place=place, count=counter)
    counted(JUNE)

    # 10 % of 10 and 83.3 % of 30 are 26 of 40, 65 %.
    ((rate, _), *_) = over_the_merger(MERGED)
    assert rate == pytest.approx(65.0, abs=1e-4)


def test_parts_of_a_split_ward_cannot_be_known_and_it_is_said(heap: Heap) -> None:
    the_places()
    declared("kind: count")
    heap.put(JUNE, "online", place=SPLIT, count=3)
    counted(JUNE)

    ((rate, why), *_) = over_the_merger(NEW)
    assert rate is None
    assert why.startswith("Không thể biết")
    assert "Ba" in why


def test_a_median_of_parts_cannot_be_known(heap: Heap) -> None:
    the_places()
    declared("kind: quantile, value: minutes")
    for place in (WHOLE, OTHER_WHOLE):
        heap.put(JUNE, "online", 60, place=place)
    counted(JUNE)

    ((rate, why), *_) = over_the_merger(MERGED)
    assert (rate, "không cộng" in why) == (None, True)


def test_gauges_with_zeros_of_their_own_are_not_compared() -> None:
    the_shipped_packs()
    with pytest.raises(NotComparable):
        queries.public_comparison("water_level", among="places", grain="hour", start=AUGUST)


def test_rows_for_downloads_say_everything(heap: Heap) -> None:
    declared("kind: count")
    heap.put(AUGUST, "online")
    counted(AUGUST)

    rows = queries.public_table(
        "heap_count", grain="month", start=JUNE, end=AFTER, agencies=["H26.101"]
    )

    (row,) = rows
    assert (row["value"], row["unit"], row["formula_version"]) == (1.0, "1", 1)
    assert row["licence"] == "CC0-1.0"
    assert len(str(row["formula_digest"])) == 64
