"""Plane geometry of GeoJSON shapes in degrees, and distances on the sphere in metres.

A shape is taken apart into points, segments and polygons (rings with holes). Edges belong to what
they bound. The plane is good enough within a city; nothing crosses the 180th meridian.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Any

#: Mean radius of the Earth in metres (IUGG).
EARTH = 6_371_008.8
MOST_POINTS = 10_000

Point = tuple[float, float]
Segment = tuple[Point, Point]
Ring = list[Point]


@dataclass(slots=True)
class Parts:
    """What a shape is made of. `dimension`: 0 points, 1 lines, 2 areas."""

    points: list[Point] = field(default_factory=list)
    lines: list[Ring] = field(default_factory=list)
    polygons: list[list[Ring]] = field(default_factory=list)

    @property
    def dimension(self) -> int:
        return 2 if self.polygons else 1 if self.lines else 0

    def corners(self) -> Iterator[Point]:
        yield from self.points
        for line in self.lines:
            yield from line
        for rings in self.polygons:
            for ring in rings:
                yield from ring

    def segments(self) -> Iterator[Segment]:
        for line in self.lines:
            yield from pairwise(line)
        for rings in self.polygons:
            for ring in rings:
                yield from pairwise(ring)


def parts(shape: Mapping[str, Any]) -> Parts:
    """A well-formed GeoJSON geometry, taken apart."""
    found = Parts()
    _gather(shape, found)
    return found


def _gather(shape: Mapping[str, Any], into: Parts) -> None:
    kind = shape["type"]
    if kind == "GeometryCollection":
        for each in shape["geometries"]:
            _gather(each, into)
        return
    told = shape["coordinates"]
    if kind in ("Point", "MultiPoint"):
        into.points += map(_point, [told] if kind == "Point" else told)
    elif kind in ("LineString", "MultiLineString"):
        into.lines += [
            list(map(_point, line)) for line in ([told] if kind == "LineString" else told)
        ]
    else:
        into.polygons += [
            [list(map(_point, ring)) for ring in rings]
            for rings in ([told] if kind == "Polygon" else told)
        ]


def _point(told: list[float]) -> Point:
    return float(told[0]), float(told[1])


def box(shape: Parts) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    corners = list(shape.corners())
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def metres(a: Point, b: Point) -> float:
    """Along the great circle (haversine)."""
    (x1, y1), (x2, y2) = a, b
    up, across = radians(y2 - y1), radians(x2 - x1)
    h = sin(up / 2) ** 2 + cos(radians(y1)) * cos(radians(y2)) * sin(across / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(h)))


def distance(point: Point, shape: Parts) -> float:
    """Metres from a point to the nearest part of a shape; 0 inside."""
    if any(_inside(point, rings) for rings in shape.polygons):
        return 0.0
    near = [metres(point, each) for each in shape.points]
    near += [metres(point, _nearest(point, segment)) for segment in shape.segments()]
    return min(near)


def _nearest(point: Point, segment: Segment) -> Point:
    # On a local plane: at these distances the sphere is flat.
    scale = cos(radians(point[1]))
    (ax, ay), (bx, by) = segment
    dx, dy = (bx - ax) * scale, by - ay
    length = dx * dx + dy * dy
    if not length:
        return segment[0]
    along = ((point[0] - ax) * scale * dx + (point[1] - ay) * dy) / length
    along = max(0.0, min(1.0, along))
    return ax + (bx - ax) * along, ay + (by - ay) * along


def intersects(a: Parts, b: Parts) -> bool:
    """Whether they have a point in common."""
    if any(_covers(b, point) for point in a.corners()):
        return True
    if any(_covers(a, point) for point in b.corners()):
        return True
    others = list(b.segments())
    return any(_cross(one, other) for one in a.segments() for other in others)


def within(a: Parts, b: Parts) -> bool:
    """Whether nothing of `a` lies outside `b`."""
    if not all(_covers(b, point) for point in a.corners()):
        return False
    if a.dimension > b.dimension:
        return False
    return all(_covers(b, middle) for one in a.segments() for middle in _between(one, b)) and not (
        _holes_inside(b, a)
    )


def equals(a: Parts, b: Parts) -> bool:
    """The same points of the plane, and the same dimension."""
    return a.dimension == b.dimension and within(a, b) and within(b, a)


def overlaps(a: Parts, b: Parts) -> bool:
    """Of one dimension, with something in common and something each has alone."""
    return (
        a.dimension == b.dimension
        and intersects(a, b)
        and not within(a, b)
        and not within(b, a)
        and _share(a, b)
    )


def _share(a: Parts, b: Parts) -> bool:
    """Whether what they share has their dimension: touching along an edge is no overlap."""
    if a.dimension == 0:
        return True
    if a.dimension == 1:
        return any(_covers(b, middle) for one in a.segments() for middle in _between(one, b))
    return any(
        _inside(middle, rings, edge=False)
        for shape, other in ((a, b), (b, a))
        for one in shape.segments()
        for middle in _between(one, other)
        for rings in other.polygons
    )


def _between(segment: Segment, other: Parts) -> Iterator[Point]:
    """Middles of the pieces into which the other's edges and corners cut a segment."""
    (ax, ay), (bx, by) = segment
    cuts = sorted({0.0, 1.0, *_cuts(segment, other)})
    for low, high in pairwise(cuts):
        if high - low > 1e-12:
            middle = (low + high) / 2
            yield ax + (bx - ax) * middle, ay + (by - ay) * middle


def _cuts(segment: Segment, other: Parts) -> Iterator[float]:
    """How far along a segment it is cut, from 0 to 1."""
    (ax, ay), (bx, by) = segment
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    if not length:
        return
    for (cx, cy), (ex, ey) in other.segments():
        fx, fy = ex - cx, ey - cy
        across = dx * fy - dy * fx
        if abs(across) > 1e-18:
            along = ((cx - ax) * fy - (cy - ay) * fx) / across
            if 0 < along < 1:
                yield along
    for x, y in other.corners():
        along = ((x - ax) * dx + (y - ay) * dy) / length
        if 0 < along < 1 and abs((x - ax) * dy - (y - ay) * dx) <= 1e-12 * sqrt(length):
            yield along


def _holes_inside(outer: Parts, inner: Parts) -> bool:
    """Whether a hole of the outer lies inside the inner's area."""
    return any(
        any(_inside(corner, rings, edge=False) for corner in hole[:-1])
        for polygon in outer.polygons
        for hole in polygon[1:]
        for rings in inner.polygons
    )


def _covers(shape: Parts, point: Point) -> bool:
    return (
        point in shape.points
        or any(_inside(point, rings) for rings in shape.polygons)
        or any(_on(point, one) for line in shape.lines for one in pairwise(line))
    )


def _inside(point: Point, rings: list[Ring], *, edge: bool = True) -> bool:
    if any(_on(point, one) for ring in rings for one in pairwise(ring)):
        return edge
    return _in_ring(point, rings[0]) and not any(_in_ring(point, hole) for hole in rings[1:])


def _in_ring(point: Point, ring: Ring) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _on(point: Point, segment: Segment) -> bool:
    (x, y), ((ax, ay), (bx, by)) = point, segment
    if not (min(ax, bx) - 1e-12 <= x <= max(ax, bx) + 1e-12):
        return False
    if not (min(ay, by) - 1e-12 <= y <= max(ay, by) + 1e-12):
        return False
    # About a tenth of a millimetre from the line.
    return abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) <= 1e-9 * hypot(bx - ax, by - ay)


def _cross(one: Segment, other: Segment) -> bool:
    (a, b), (c, d) = one, other
    return (_side(a, b, c) > 0) != (_side(a, b, d) > 0) and (_side(c, d, a) > 0) != (
        _side(c, d, b) > 0
    )


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
