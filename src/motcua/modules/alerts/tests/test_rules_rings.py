"""Outlines for CAP: closed, latitude first, as few points as the shape allows."""

from itertools import pairwise
from math import cos, pi, sin

from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.alerts.rules import rings

SQUARE = [[105.0, 21.0], [105.1, 21.0], [105.1, 21.1], [105.0, 21.1], [105.0, 21.0]]


def polygon(*outlines: list[list[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(outlines)}


def test_latitude_comes_first_and_the_ring_is_closed() -> None:
    (ring,) = rings.outer_rings(polygon(SQUARE))
    assert ring[0] == ring[-1] == (21.0, 105.0)
    assert len(ring) == 5


def test_holes_are_left_out_and_every_part_is_kept() -> None:
    assert len(rings.outer_rings(polygon(SQUARE, SQUARE))) == 1
    parts = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}
    assert len(rings.outer_rings(parts)) == 2


def test_points_on_a_straight_line_are_dropped() -> None:
    dense = [[105.0 + n / 1000, 21.0] for n in range(100)] + SQUARE[1:]
    (ring,) = rings.outer_rings(polygon(dense))
    assert len(ring) == 5


def test_what_has_no_outline_has_no_ring() -> None:
    assert rings.outer_rings({}) == []
    assert rings.outer_rings(polygon([[0, 0], [0, 1], [0, 0]])) == []


@given(st.integers(min_value=8, max_value=400), st.floats(min_value=0.01, max_value=1))
def test_every_point_left_out_lies_near_the_line_that_stayed(points: int, radius: float) -> None:
    circle = [
        [105 + radius * cos(2 * pi * n / points), 21 + radius * sin(2 * pi * n / points)]
        for n in range(points)
    ]
    (ring,) = rings.outer_rings(polygon([*circle, circle[0]]))
    assert ring[0] == ring[-1]
    assert set(ring) <= {(lat, lon) for lon, lat in circle}
    for lon, lat in circle:
        nearest = min(rings._off((lat, lon), a, b) for a, b in pairwise(ring))
        assert nearest <= rings.TOLERANCE * 1.01
