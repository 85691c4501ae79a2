"""Boundaries: what is wrong with a document is said, what is right can be drawn and found."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from motcua.kernel.actors import NOBODY, SYSTEM
from motcua.kernel.errors import NotAllowed
from motcua.modules.places import operations, queries
from motcua.modules.places.rules import BoundariesInvalid, boundaries

from . import factories
from .outlines import (
    HA_NOI,
    LOADED_AT,
    PROVENANCE,
    document,
    feature,
    ha_noi,
    square,
    take,
    two_neighbours,
)

ON = date(2026, 11, 22)
BA_DINH, HOAN_KIEM = "00004", "00070"


def problem_of(content: bytes) -> object:
    with pytest.raises(BoundariesInvalid) as refused:
        boundaries.read(content)
    return refused.value.params["problem"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", "json"),
        (b"[" * 100_000, "json"),
        (b"[]", "features"),
        (document(), "features"),
        (document({"type": "Feature", "properties": {}}), "no-code"),
        (document({"type": "Feature", "properties": {"code": "1"}}), "geometry"),
        (document(feature("1", square(21.0, 105.8))), "axis-order"),
        (document(feature("1", square(586_000.0, 2_325_000.0))), "projected"),
        (document(feature("1", square(2.35, 48.85))), "elsewhere"),
        (document(feature("1", square(105.8, 21.0)[:3])), "ring-short"),
        (document(feature("1", square(105.8, 21.0)[:4])), "ring-open"),
        (document(feature("1", square(105.8, 21.0, 0))), "ring-flat"),
        (document(feature("1", [["105", 21]] * 4)), "point"),
        (document(feature("1", [[float("nan"), 21]] * 4)), "point"),
        (document(*[feature("1", square(105.8, 21.0))] * 2), "code-twice"),
        (document(feature("1", square(105.8, 21)), crs={"name": "EPSG:3405"}), "reference-system"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(content: bytes, problem: str) -> None:
    assert problem_of(content) == problem


def test_a_ring_that_crosses_itself_is_refused() -> None:
    bow = [[105.0, 21.0], [105.2, 21.2], [105.2, 21.0], [105.0, 21.1], [105.0, 21.0]]

    assert problem_of(document(feature("1", bow))) == "ring-crosses"


def test_a_code_that_became_a_number_is_found_again() -> None:
    shape = {"type": "Polygon", "coordinates": [square(105.8, 21.0)]}
    content = document({"properties": {"ma_xa": 70}, "geometry": shape})

    assert [each.code for each in boundaries.read(content)] == [HOAN_KIEM]


@pytest.mark.django_db
class TestTaking:
    @pytest.fixture(autouse=True)
    def country(self) -> None:
        units = [
            factories.a_unit("Phường Ba Đình", BA_DINH),
            factories.a_unit("Phường Hoàn Kiếm", HOAN_KIEM),
            factories.a_unit("Xã Sóc Sơn", "00376"),
        ]
        dataset = factories.a_dataset("a test's", *units)
        operations.load(dataset=dataset, by=SYSTEM, at=LOADED_AT)

    def test_what_was_taken_can_be_drawn(self) -> None:
        taken = take(two_neighbours())

        drawing = queries.public_boundaries("01", ON)

        assert drawing is not None
        assert drawing.version.version == taken.version
        assert (taken.units, taken.missing, taken.is_new) == (2, ("00376",), True)
        assert [shape.name.vi for shape in drawing.shapes] == ["Phường Ba Đình", "Phường Hoàn Kiếm"]
        assert drawing.shapes[0].path == "M500 536v-536h-500v536z"
        assert drawing.shapes[0].label_x == 250

    def test_again_changes_nothing(self) -> None:
        first = take(two_neighbours())

        again = take(two_neighbours())

        assert again == replace(first, is_new=False)
        assert len(queries.public_boundary_versions("01")) == 1

    def test_a_point_finds_its_commune(self) -> None:
        take(two_neighbours())

        inside = queries.public_at(105.95, 21.05, ON)
        between = queries.public_at(105.9, 21.05, ON)

        assert inside is not None
        assert between is not None
        assert (inside.code, between.code) == (HOAN_KIEM, BA_DINH)
        assert queries.public_at(106.5, 21.05, ON) is None
        assert queries.public_at(105.95, 21.05, date(2025, 6, 30)) is None

    def test_a_hole_belongs_to_whom_it_belongs(self) -> None:
        around = feature(BA_DINH, square(105.8, 21.0), square(105.84, 21.04, 0.02))
        inside = feature(HOAN_KIEM, square(105.84, 21.04, 0.02))
        take(boundaries.read(document(around, inside)))

        in_hole = queries.public_at(105.85, 21.05, ON)
        beside = queries.public_at(105.81, 21.01, ON)

        assert in_hole is not None
        assert beside is not None
        assert (in_hole.code, beside.code) == (HOAN_KIEM, BA_DINH)

    def test_a_later_version_ends_the_one_before(self) -> None:
        old = take(two_neighbours())
        later = replace(PROVENANCE, valid_from=date(2026, 7, 1))
        new = take(two_neighbours()[:1], later)

        before = queries.public_boundary_version("01", date(2026, 6, 30))
        after = queries.public_boundary_version("01", date(2026, 7, 1))

        assert before is not None
        assert after is not None
        assert (before.version, before.valid_to) == (old.version, date(2026, 7, 1))
        assert (after.version, after.valid_to) == (new.version, None)

    def test_an_earlier_version_ends_where_the_next_begins(self) -> None:
        take(two_neighbours(), replace(PROVENANCE, valid_from=date(2026, 7, 1)))
        take(two_neighbours())

        found = queries.public_boundary_version("01", date(2025, 7, 1))

        assert found is not None
        assert found.valid_to == date(2026, 7, 1)

    def test_a_correction_of_the_same_day_supersedes_and_stays_readable(self) -> None:
        wrong = take(two_neighbours()[:1])
        right = take(two_neighbours())

        assert (
            queries.public_boundary_version("01", ON) == queries.public_boundary_versions("01")[0]
        )
        assert right.version != wrong.version
        assert [code for code, _ in queries.public_geometries(wrong.version)] == [BA_DINH]
        assert take(two_neighbours()[:1]).is_new

    def test_unknown_communes_are_named(self) -> None:
        outlines = boundaries.read(document(feature("99999", square(105.8, 21.0))))

        with pytest.raises(BoundariesInvalid) as refused:
            take(outlines)

        assert refused.value.params == {"problem": "code-unknown", "where": "99999"}
        assert queries.public_boundaries("01", ON) is None

    def test_who_may_not_load_is_refused(self) -> None:
        with pytest.raises(NotAllowed):
            operations.take_boundaries(
                outlines=two_neighbours(), provenance=PROVENANCE, by=NOBODY, at=LOADED_AT
            )

    def test_the_area_is_a_dated_denominator(self) -> None:
        take(two_neighbours())

        found = queries.public_area(BA_DINH, ON)

        assert found is not None
        assert found.value == pytest.approx(115.0, abs=0.3)
        assert (found.on, found.source) == (PROVENANCE.valid_from, PROVENANCE.source)
        assert queries.public_area(BA_DINH, PROVENANCE.valid_from - timedelta(days=1)) is None

    def test_a_point_is_found_by_its_index(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT boundary_id FROM places_ring"
                " WHERE box(shape) @> box(point(105.8, 21.0)) AND shape @> point(105.8, 21.0)"
            )
            assert "ring_by_place" in str(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.skipif(not HA_NOI.exists(), reason=f"{HA_NOI.name} does not lie beside the project")
def test_the_communes_of_ha_noi_fit_together() -> None:
    factories.the_country()
    outlines = ha_noi()

    taken = take(outlines)
    drawing = queries.public_boundaries("01", ON)

    assert (taken.units, taken.missing) == (126, ())
    assert taken.area_km2 == pytest.approx(3359.84, rel=0.001)  # the statistical yearbook's
    assert drawing is not None
    assert all(shape.path for shape in drawing.shapes)
    assert sum(len(shape.path) for shape in drawing.shapes) < 30_000
    found = {shape.code: queries.public_at(shape.longitude, shape.latitude, ON)
             for shape in drawing.shapes}  # fmt: skip
    assert [code for code, unit in found.items() if unit is None or unit.code != code] == []
    for _, geometry in queries.public_geometries(taken.version):
        assert json.loads(geometry)["type"] == "MultiPolygon"
