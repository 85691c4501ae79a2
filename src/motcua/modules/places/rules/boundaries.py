"""Boundaries as read from a GeoJSON document (RFC 7946), and what may be wrong with them."""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from motcua.kernel.errors import Invalid

from . import geometry
from .geometry import Point, Ring

#: Names under which data sets here keep a commune's code, the likeliest first.
CODE_NAMES = ("code", "Code", "ma_xa", "maXa", "MA_XA", "ward_code", "wardCode")
LONGITUDES = (102.0, 118.0)  # Viet Nam with its islands
LATITUDES = (6.0, 24.0)
LEAST_POINTS = 4  # a triangle, closed
MOST_POINTS = 2_000_000
WGS84 = ("CRS84", "4326")


class BoundariesInvalid(Invalid):
    """A document of boundaries that cannot be taken; params: problem, where."""

    code = "boundaries-invalid"


@dataclass(frozen=True, slots=True)
class Polygon:
    """An outer ring and the holes in it."""

    outer: Ring
    holes: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The boundary of one unit: its code and the polygons it is made of."""

    code: str
    polygons: tuple[Polygon, ...]

    @property
    def rings(self) -> list[Ring]:
        return [ring for each in self.polygons for ring in (each.outer, *each.holes)]

    @property
    def area_km2(self) -> float:
        """On the ellipsoid, holes taken away."""
        return sum(
            geometry.area_km2(each.outer) - sum(map(geometry.area_km2, each.holes))
            for each in self.polygons
        )


@dataclass(frozen=True, slots=True)
class Provenance:
    """From when a set of boundaries holds, who made it, under what licence it may be used."""

    valid_from: date
    source: str
    licence: str


def read(content: bytes, code_name: str = "") -> list[Outline]:
    """The outlines of a document, by code.

    :raises BoundariesInvalid: not JSON, no features, another reference system, an axis order or
        numbers that are not of Viet Nam, an open, flat or self-crossing ring, a code twice or none
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise refuse("json", str(error)[:200]) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise refuse("features", "type FeatureCollection")
    _refuse_other_systems(document)
    outlines = [_outline(each, number, code_name) for number, each in enumerate(features, 1)]
    codes = sorted(each.code for each in outlines)
    twice = [code for code, following in pairwise(codes) if code == following]
    if twice:
        raise refuse("code-twice", ", ".join(dict.fromkeys(twice)))
    if sum(len(ring) for each in outlines for ring in each.rings) > MOST_POINTS:
        raise refuse("too-many-points", f"{MOST_POINTS}")
    return sorted(outlines, key=lambda each: each.code)


def digest(outlines: Iterable[Outline], provenance: Provenance) -> str:
    """The same outlines with the same provenance have the same digest, whatever order."""
    told = hashlib.sha256(
        f"{provenance.valid_from}\0{provenance.source}\0{provenance.licence}".encode()
    )
    for each in sorted(outlines, key=lambda one: one.code):
        told.update(f"\n{each.code} {each.polygons!r}".encode())
    return told.hexdigest()


def _refuse_other_systems(document: Mapping[str, object]) -> None:
    """RFC 7946 knows WGS 84 only; the `crs` of the draft before it may say the same."""
    system = document.get("crs")
    if system is not None and not any(name in json.dumps(system) for name in WGS84):
        raise refuse("reference-system", json.dumps(system)[:100])


def _outline(feature: object, number: int, code_name: str) -> Outline:
    feature = feature if isinstance(feature, dict) else {}
    code = _code(feature.get("properties"), code_name)
    where = code or f"#{number}"
    if not code:
        raise refuse("no-code", where)
    shape = feature.get("geometry")
    shape = shape if isinstance(shape, dict) else {}
    kind, coordinates = shape.get("type"), shape.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise refuse("geometry", where)
    parts = [coordinates] if kind == "Polygon" else coordinates
    polygons = tuple(_polygon(part, where) for part in parts)
    if not polygons:
        raise refuse("geometry", where)
    return Outline(code, polygons)


def _code(properties: object, code_name: str) -> str:
    if not isinstance(properties, dict):
        return ""
    names = (code_name,) if code_name else CODE_NAMES
    found = next((properties[name] for name in names if name in properties), "")
    # A spreadsheet on the way may have made a number of it.
    return f"{found:05d}" if type(found) is int else str(found or "").strip()


def _polygon(part: object, where: str) -> Polygon:
    if not isinstance(part, list) or not part:
        raise refuse("geometry", where)
    outer, *holes = [_ring(ring, where) for ring in part]
    return Polygon(outer, tuple(holes))


def _ring(ring: object, where: str) -> Ring:
    if not isinstance(ring, list) or len(ring) < LEAST_POINTS:
        raise refuse("ring-short", where)
    points = tuple(_point(point, where) for point in ring)
    if points[0] != points[-1]:
        raise refuse("ring-open", where)
    if geometry.area_km2(points) == 0:
        raise refuse("ring-flat", where)
    if (place := geometry.crossing(points)) is not None:
        raise refuse("ring-crosses", f"{where} ({place[0]}, {place[1]})")
    return points


def _point(point: object, where: str) -> Point:
    if not isinstance(point, list) or len(point) < 2:
        raise refuse("point", where)
    longitude, latitude = point[:2]
    if not _is_number(longitude) or not _is_number(latitude):
        raise refuse("point", where)
    if _within(longitude, LONGITUDES) and _within(latitude, LATITUDES):
        return float(longitude), float(latitude)
    if _within(latitude, LONGITUDES) and _within(longitude, LATITUDES):
        raise refuse("axis-order", where)
    problem = "projected" if max(abs(longitude), abs(latitude)) > 360 else "elsewhere"
    raise refuse(problem, f"{where} ({longitude}, {latitude})")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


SENTENCES = {
    "json": "not a JSON document",
    "features": "not a FeatureCollection with at least one feature",
    "reference-system": "coordinates must be WGS 84 longitude and latitude (EPSG:4326)",
    "no-code": "a feature without a commune code in its properties",
    "code-twice": "a code stands on more than one feature",
    "code-unknown": "no commune has this code on that day",
    "provinces": "communes of more than one province: load one province at a time",
    "geometry": "the geometry must be a Polygon or MultiPolygon",
    "point": "a point must be two finite numbers",
    "axis-order": "latitude stands before longitude: GeoJSON is [longitude, latitude]",
    "projected": "metres of a projected system (VN-2000?), not degrees of WGS 84",
    "elsewhere": "a point outside Viet Nam",
    "ring-short": "a ring has at least four points",
    "ring-open": "a ring must end where it begins",
    "ring-flat": "a ring without area",
    "ring-crosses": "a ring crosses itself",
    "too-many-points": "more points than one set may have",
}


def refuse(problem: str, where: str) -> BoundariesInvalid:
    """The refusal for one of the problems above."""
    return BoundariesInvalid(f"{SENTENCES[problem]}: {where}", problem=problem, where=where)
