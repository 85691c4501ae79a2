"""The geo-query of NGSI-LD (clause 4.10): where the entities asked for are."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from . import attributes, geometry
from .core import LOCATION
from .problems import BadContent, OperationNotSupported

RELATIONS = frozenset({"within", "contains", "intersects", "equals", "disjoint", "overlaps"})
#: Corners of the shape that is asked about: each is held against each corner of what is there.
MOST_POINTS = 200
_NEAR = re.compile(r"near;(maxDistance|minDistance)==(\d{1,9}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Area:
    """`relation` (`near` too, with metres from `nearest` to `farthest`) to a shape; `attribute` is
    the IRI of the GeoProperty that is asked."""

    relation: str
    shape: Mapping[str, Any]
    attribute: str = LOCATION
    nearest: float = 0.0
    farthest: float = math.inf

    @property
    def parts(self) -> geometry.Parts:
        return geometry.parts(self.shape)

    def window(self) -> tuple[float, float, float, float] | None:
        """A box outside which no answer lies: west, south, east, north. None: there is none."""
        if self.relation == "disjoint" or (math.isinf(self.farthest) and self.relation == "near"):
            return None
        west, south, east, north = geometry.box(self.parts)
        if self.relation != "near":
            return west, south, east, north
        up = math.degrees(self.farthest / geometry.EARTH) * 1.01 + 1e-9
        highest = min(89.9, max(abs(north), abs(south)) + up)
        across = up / math.cos(math.radians(highest))
        return west - across, south - up, east + across, north + up

    def holds(self, shape: Mapping[str, Any]) -> bool:
        """Whether an entity's shape stands in the relation."""
        mine, other = geometry.parts(shape), self.parts
        if self.relation == "near":
            far = geometry.distance(other.points[0], mine)
            return self.nearest <= far <= self.farthest
        if self.relation == "contains":
            return geometry.within(other, mine)
        if self.relation == "disjoint":
            return not geometry.intersects(mine, other)
        holds: bool = getattr(geometry, self.relation)(mine, other)
        return holds


def parsed(georel: str, kind: str, coordinates: object, attribute: str = LOCATION) -> Area:
    """Read a geo-query; coordinates may be JSON text.

    :raises BadContent: it is none
    :raises OperationNotSupported: near something that is not a point
    """
    if kind not in attributes.GEOMETRIES or kind == "GeometryCollection":
        raise BadContent(f"there is no such geometry: {kind[:40]!r}")
    shape = {"type": kind, "coordinates": _coordinates(coordinates)}
    if not attributes.is_shaped(kind, shape["coordinates"]):
        raise BadContent(f"the coordinates are not those of a {kind}")
    if sum(1 for _ in geometry.parts(shape).corners()) > MOST_POINTS:
        raise BadContent(f"the geometry has more than {MOST_POINTS} points")
    if georel in RELATIONS:
        return Area(georel, shape, attribute)
    near = _NEAR.fullmatch(georel)
    if near is None:
        raise BadContent(f"there is no such relation: {georel[:60]!r}")
    if kind != "Point":
        raise OperationNotSupported("near is supported for a Point")
    metres = float(near[2])
    if near[1] == "maxDistance":
        return Area("near", shape, attribute, farthest=metres)
    return Area("near", shape, attribute, nearest=metres)


def _coordinates(told: object) -> object:
    if not isinstance(told, str):
        return told
    try:
        return msgspec.json.decode(told)
    except (msgspec.DecodeError, RecursionError):
        raise BadContent("coordinates are not JSON") from None
