"""Plane and ellipsoidal geometry of rings: area, a point inside, crossings, the path of a drawing.

A ring is a closed list of (longitude, latitude) in degrees, WGS 84; the first point is the last.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]

EQUATOR_KM = 6378.137  # semi-major axis of WGS 84
SQUARED = 0.00669437999014  # first eccentricity of WGS 84, squared
DRAWN_WIDTH = 1000  # units across a drawing of a whole set
GRID = 10_000  # of a degree: about 11 m, the step of what is sent to be drawn


@dataclass(frozen=True, slots=True)
class Box:
    """The least and the greatest longitude and latitude of something."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """How degrees become units of a drawing: x to the right, y downwards, true in the middle."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    def place(self, point: Point) -> tuple[int, int]:
        """Whole units. Neighbours share their points, so snapping opens no gap between them."""
        return (
            round((point[0] - self.west) * self.across),
            round((self.north - point[1]) * self.down),
        )


def box_of(rings: Iterable[Ring]) -> Box:
    """:raises ValueError: no ring at all"""
    points = [point for ring in rings for point in ring]
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def sheet_for(box: Box, width: int = DRAWN_WIDTH) -> Sheet:
    """The sheet a box fills, as wide as asked."""
    squeeze = math.cos(math.radians((box.south + box.north) / 2))
    across = width / max(box.east - box.west, 1e-9)
    down = across / squeeze
    height = max(1, math.ceil((box.north - box.south) * down))
    return Sheet(box.west, box.north, across, down, width, height)


def area_km2(ring: Ring) -> float:
    """Area on the ellipsoid in km², never negative, whichever way the ring runs.

    Lambert's cylindrical equal-area projection keeps areas exactly; sides count as straight in it,
    which for sides below a kilometre is right to a millionth.
    """
    total = 0.0
    for (west, south), (east, north) in itertools.pairwise(ring):
        total += math.radians(east - west) * (_authalic(south) + _authalic(north)) / 2
    return abs(total) * EQUATOR_KM**2 / 2


def _authalic(latitude: float) -> float:
    """Snyder, Map Projections (USGS 1395), equation 3-12."""
    sine, e = math.sin(math.radians(latitude)), math.sqrt(SQUARED)
    return (1 - SQUARED) * (
        sine / (1 - SQUARED * sine * sine) - math.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
    )


def point_inside(rings: Sequence[Ring]) -> Point:
    """The centre of the largest ring, or, where that lies outside it, the middle of its widest part
    at that height."""
    largest = max(rings, key=area_km2)
    centre = _centre(largest)
    return centre if contains(largest, centre) else _beside(largest, centre)


def contains(ring: Ring, point: Point) -> bool:
    """Whether a point lies inside; on the line itself either answer may come."""
    return len([x for x in _crossings(ring, point[1]) if x > point[0]]) % 2 == 1


def _crossings(ring: Ring, latitude: float) -> list[float]:
    """Where the ring passes a latitude, from west to east."""
    return sorted(
        x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
        if (y1 > latitude) != (y2 > latitude)
    )


def _centre(ring: Ring) -> Point:
    x0, y0 = ring[0]  # measured from a corner, so that small rings far from zero stay exact
    double, x, y = 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        double += cross
        x += (x1 + x2 - 2 * x0) * cross
        y += (y1 + y2 - 2 * y0) * cross
    return (x0 + x / (3 * double), y0 + y / (3 * double)) if double else ring[0]


def _beside(ring: Ring, centre: Point) -> Point:
    passed = _crossings(ring, centre[1])
    parts = list(zip(passed[::2], passed[1::2], strict=False))
    west, east = max(parts, key=lambda part: part[1] - part[0])
    return (west + east) / 2, centre[1]


def crossing(ring: Ring) -> Point | None:
    """A point near which two sides that are no neighbours cross; None for a simple ring.

    Sides are swept from west to east, so that each is compared with those beside it only. Sides
    that merely touch are let through: simplified coastlines have them.
    """
    sides = sorted((min(a[0], b[0]), max(a[0], b[0]), a, b) for a, b in itertools.pairwise(ring))
    open_sides: list[tuple[float, float, Point, Point]] = []
    for side in sides:
        open_sides = [other for other in open_sides if other[1] >= side[0]]
        if any(_cross(side[2], side[3], other[2], other[3]) for other in open_sides):
            return side[2]
        open_sides.append(side)
    return None


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> int:
    """1 to the left, -1 to the right, 0 straight on."""
    double = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (double > 0) - (double < 0)


def snapped(ring: Ring) -> list[list[float]]:
    """The ring on the grid of what is sent, without points that fell together."""
    kept: list[list[float]] = []
    for longitude, latitude in ring:
        point = [round(longitude * GRID) / GRID, round(latitude * GRID) / GRID]
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def path(rings: Iterable[Ring], sheet: Sheet) -> str:
    """The `d` of an SVG path: steps in whole units, nothing of rings too small to be seen."""
    return "".join(_drawn(ring, sheet) for ring in rings)


def _drawn(ring: Ring, sheet: Sheet) -> str:
    places = [sheet.place(point) for point in ring[:-1]]
    corners = [place for place, before in zip(places, [None, *places], strict=False)
               if place != before]  # fmt: skip
    if len(corners) < 3:
        return ""
    x, y = corners[0]
    steps = [f"M{x} {y}"]
    for (x1, y1), (x2, y2) in itertools.pairwise(corners):
        right, down = x2 - x1, y2 - y1
        if right and down:
            steps.append(f"l{right}{'' if down < 0 else ' '}{down}")
        else:
            steps.append(f"h{right}" if right else f"v{down}")
    return "".join([*steps, "z"])
