"""Geometry of rings: areas, points inside, drawings without gaps."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.places.rules import geometry
from motcua.modules.places.rules.simplifying import Coverage

WEST, SOUTH = 105.0, 20.0
Corner = tuple[float, float]


def rectangle(west: float, south: float, east: float, north: float) -> geometry.Ring:
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


@given(st.floats(8, 23), st.floats(0.01, 0.5))
def test_an_area_is_that_of_its_parts_whichever_way_it_runs(south: float, side: float) -> None:
    whole = rectangle(WEST, south, WEST + 2 * side, south + side)
    left = rectangle(WEST, south, WEST + side, south + side)

    assert abs(geometry.area_km2(whole) - 2 * geometry.area_km2(left)) < 1e-6
    assert geometry.area_km2(whole[::-1]) == geometry.area_km2(whole)


def test_a_degree_is_as_large_as_the_books_say() -> None:
    # One degree square at 21°N: 110.72 km by 104.0 km in the middle.
    area = geometry.area_km2(rectangle(105, 20.5, 106, 21.5))

    assert 11_500 < area < 11_530


@given(st.lists(st.floats(0.1, 1.0), min_size=5, max_size=40))
def test_the_point_inside_lies_inside(radii: list[float]) -> None:
    ring = star(radii)

    assert geometry.contains(ring, geometry.point_inside([ring]))


def test_the_point_of_a_horseshoe_lies_in_an_arm() -> None:
    shoe = ((0.0, 0.0), (3.0, 0.0), (3.0, 5.0), (2.0, 5.0), (2.0, 1.0), (1.0, 1.0), (1.0, 5.0),
            (0.0, 5.0), (0.0, 0.0))  # fmt: skip

    assert geometry.contains(shoe, geometry.point_inside([shoe]))


@given(st.lists(st.floats(0.1, 1.0), min_size=5, max_size=40))
def test_a_star_never_crosses_itself(radii: list[float]) -> None:
    assert geometry.crossing(star(radii)) is None


def test_a_bow_does() -> None:
    assert geometry.crossing(((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 1.0), (0.0, 0.0)))


@given(st.lists(st.floats(-0.02, 0.02), min_size=3, max_size=60))
def test_neighbours_keep_a_common_border_when_thinned(bends: list[float]) -> None:
    border = [(WEST + bend, SOUTH + n / 100) for n, bend in enumerate(bends)]
    north = border[-1][1]
    left = (*border, (WEST - 1, north), (WEST - 1, SOUTH), border[0])
    right = (*border[::-1], (WEST + 1, SOUTH), (WEST + 1, north), border[-1])
    coverage = Coverage([left, right], tolerance=0.01)

    sides = [sides_of(coverage.thinned(ring)) for ring in (left, right)]

    inner = {side for side in sides[0] if all(abs(x - WEST) <= 0.02 for x, _ in side)}
    assert inner <= sides[1]
    assert inner


def star(radii: list[float]) -> geometry.Ring:
    """A ring around a point, as many corners as radii; never crossing itself."""
    points = []
    for n, radius in enumerate(radii):
        angle = 2 * math.pi * n / len(radii)
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return (*points, points[0])


def sides_of(ring: geometry.Ring) -> set[frozenset[Corner]]:
    return {frozenset(side) for side in itertools.pairwise(ring)}
