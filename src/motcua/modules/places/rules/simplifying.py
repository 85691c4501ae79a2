"""Fewer points for drawings, alike on both sides of a common border, so that no gap opens.

Borders are cut where more than two lines meet; each piece is thinned once (Douglas and Peucker,
1973), in one direction, whichever ring asks.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .geometry import Point, Ring

Piece = tuple[Point, ...]


class Coverage:
    """Rings that may share borders point by point."""

    def __init__(self, rings: Iterable[Ring], tolerance: float) -> None:
        """`tolerance` is in degrees of latitude: how far a left-out point may lie from the line."""
        self._tolerance = tolerance
        self._thinned: dict[Piece, Piece] = {}
        beside: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            for one, other in itertools.pairwise(ring):
                if one != other:
                    beside[one].add(other)
                    beside[other].add(one)
        self._corners = {point for point, others in beside.items() if len(others) != 2}

    def thinned(self, ring: Ring) -> Ring:
        """The ring with fewer points; the ring itself where less than a triangle would be left."""
        pieces = [self._thin(piece) for piece in self._pieces(ring)]
        joined = tuple(point for piece in pieces for point in piece[:-1])
        return (*joined, joined[0]) if len(joined) > 2 else ring

    def _pieces(self, ring: Ring) -> list[Piece]:
        points = ring[:-1]
        cuts = [place for place, point in enumerate(points) if point in self._corners]
        cuts = cuts or [points.index(min(points))]
        turned = (*points[cuts[0] :], *points[: cuts[0]], points[cuts[0]])
        places = [*(cut - cuts[0] for cut in cuts), len(points)]
        return [turned[a : b + 1] for a, b in itertools.pairwise(places)]

    def _thin(self, piece: Piece) -> Piece:
        backwards = piece[::-1]
        if backwards < piece:
            return self._thin(backwards)[::-1]
        if piece not in self._thinned:
            self._thinned[piece] = _douglas_peucker(piece, self._tolerance)
        return self._thinned[piece]


def _douglas_peucker(piece: Piece, tolerance: float) -> Piece:
    kept, waiting = {0, len(piece) - 1}, [(0, len(piece) - 1)]
    while waiting:
        first, last = waiting.pop()
        distances = [_distance(piece[n], piece[first], piece[last]) for n in range(first + 1, last)]
        if distances and (furthest := max(distances)) > tolerance:
            middle = first + 1 + distances.index(furthest)
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return _picked(piece, sorted(kept))


def _picked(piece: Piece, places: Sequence[int]) -> Piece:
    return tuple(piece[place] for place in places)


def _distance(point: Point, start: Point, end: Point) -> float:
    """To the straight line between two points, with degrees of longitude as long as they are."""
    squeeze = math.cos(math.radians(start[1]))
    x, y = (point[0] - start[0]) * squeeze, point[1] - start[1]
    along_x, along_y = (end[0] - start[0]) * squeeze, end[1] - start[1]
    length = along_x * along_x + along_y * along_y
    share = max(0.0, min(1.0, (x * along_x + y * along_y) / length)) if length else 0.0
    return math.hypot(x - share * along_x, y - share * along_y)
