"""Outer rings of a boundary as CAP wants them: few points, closed, latitude first. Pure.

A warning's polygon is drawn on phones and over slow links; a point is left out where the line
stays within `TOLERANCE` of where it was (Douglas and Peucker, 1973).
"""

from collections.abc import Mapping, Sequence

from .cap import Point

#: In degrees: about 50 metres here.
TOLERANCE = 0.0005
#: A closed ring has at least this many points, the last being the first (CAP 1.2, 3.2.4).
FEWEST = 4

Ring = tuple[Point, ...]


def outer_rings(geometry: Mapping[str, object]) -> list[Ring]:
    """The outer rings of a GeoJSON Polygon or MultiPolygon; holes are left out, CAP has none."""
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        return []
    polygons = coordinates if geometry.get("type") == "MultiPolygon" else [coordinates]
    found = []
    for polygon in polygons:
        points = [(float(lat), float(lon)) for lon, lat, *_height in polygon[0]]
        ring = _simple(points)
        if len(ring) >= FEWEST:
            found.append(tuple(ring))
    return found


def _simple(points: Sequence[Point]) -> list[Point]:
    """The ring with fewer points; it begins and ends where it did."""
    if len(points) <= FEWEST:
        return list(points)
    # A ring's ends are one point, which gives no line to measure from: halve it first.
    middle = max(range(len(points)), key=lambda place: _apart(points[place], points[0]))
    return [*_line(points[: middle + 1]), *_line(points[middle:])[1:]]


def _line(points: Sequence[Point]) -> list[Point]:
    """Iterative, since a coast has tens of thousands of points."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first <= 1:
            continue
        far = max(
            range(first + 1, last), key=lambda n: _off(points[n], points[first], points[last])
        )
        if _off(points[far], points[first], points[last]) > TOLERANCE:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[place] for place in sorted(kept)]


def _apart(a: Point, b: Point) -> float:
    return float((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def _off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others, in degrees."""
    dy, dx = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length == 0:
        return float(_apart(point, start) ** 0.5)
    return float(abs(dx * (point[0] - start[0]) - dy * (point[1] - start[1])) / length)
