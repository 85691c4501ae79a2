"""Boundaries as drawn, as downloaded, and as what a point lies in; what counts are divided by."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, Q, QuerySet

from motcua.kernel.words import Text

from ..models import Boundary, BoundarySet, Denominator, Succession, Unit
from ..rules import DenominatorKind, Kind, Level, full_name, order
from .cards import UnitCard, card, holding_on


@dataclass(frozen=True, slots=True)
class Shape:
    """A unit of a drawing: its path, where a label would stand, its area and middle."""

    code: str
    name: Text
    path: str
    label_x: int
    label_y: int
    area_km2: float
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class BoundaryVersion:
    """A version of a province's boundaries: since when, by whom, under what licence."""

    version: str
    province: str
    valid_from: date
    valid_to: date | None
    source: str
    licence: str
    units: int
    area_km2: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A version of boundaries with its shapes, on a sheet of so many units."""

    version: BoundaryVersion
    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class DenominatorCard:
    """What a count may be divided by: how much, of which day, by which source."""

    place: str
    kind: DenominatorKind
    value: float
    on: date
    source: str


def public_boundary_version(province: str, on: date) -> BoundaryVersion | None:
    """The version in force on a day; None where none was loaded."""
    found = _in_force(on).filter(province_code=province).first()
    return _version(found) if found else None


def public_boundary_versions(province: str) -> list[BoundaryVersion]:
    """Every version ever in force, newest first; superseded ones after what took their place."""
    rows = BoundarySet.objects.filter(province_code=province)
    return [
        _version(row)
        for row in rows.order_by("-valid_from", F("superseded_at").desc(nulls_first=True))
    ]


def public_boundaries(province: str, on: date) -> Drawing | None:
    """The boundaries of a province's communes to be drawn; None where none was loaded."""
    found = _in_force(on).filter(province_code=province).first()
    if found is None:
        return None
    names = {
        unit.code: full_name(Kind(unit.kind), Text(unit.name_vi, unit.name_en))
        for unit in Unit.objects.filter(holding_on(on), level=Level.COMMUNE, province_code=province)
    }
    rows = Boundary.objects.filter(boundary_set=found).defer("geometry").order_by("code")
    shapes = (
        Shape(row.code, names.get(row.code, Text(row.code)), row.path, row.label_x, row.label_y,
              row.area_km2, row.longitude, row.latitude)
        for row in rows
    )  # fmt: skip
    return Drawing(_version(found), found.width, found.height, tuple(shapes))


def public_geometries(
    version: str, codes: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Code and GeoJSON geometry (as text) of a version's units, all or those of these codes."""
    rows = Boundary.objects.filter(boundary_set=version).order_by("code")
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    yield from rows.values_list("code", "geometry").iterator(chunk_size=200)


def public_at(longitude: float, latitude: float, on: date) -> UnitCard | None:
    """The commune a point lies in on a day; on a common border, the one of the lower code."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.code FROM places_ring r JOIN places_boundary b ON b.id = r.boundary_id"
            " JOIN places_boundaryset s ON s.version = b.boundary_set_id"
            " WHERE box(r.shape) @> box(point(%s, %s)) AND r.shape @> point(%s, %s)"
            " AND s.superseded_at IS NULL AND s.valid_from <= %s"
            " AND (s.valid_to IS NULL OR s.valid_to > %s)"
            " GROUP BY b.code HAVING NOT bool_or(r.is_hole) ORDER BY b.code LIMIT 1",
            [longitude, latitude] * 2 + [on, on],
        )
        found = cursor.fetchone()
    units = Unit.objects.filter(holding_on(on), level=Level.COMMUNE, code=found[0] if found else "")
    unit = units.first()
    return card(unit) if unit else None


def public_denominators(
    kind: DenominatorKind, places: Iterable[str], on: date
) -> dict[str, DenominatorCard]:
    """By place: the newest figure of a kind not after a day. Places without one are left out.

    Areas are those of the boundaries in force, dated by the day these began.
    """
    codes = sorted(set(places))
    if kind is DenominatorKind.AREA:
        return _areas(codes, on)
    rows = Denominator.objects.filter(kind=kind, place_code__in=codes, on_day__lte=on)
    newest = rows.order_by("place_code", "-on_day").distinct("place_code")
    return {
        row.place_code: DenominatorCard(row.place_code, kind, row.value, row.on_day, row.source)
        for row in newest
    }


def public_population(place: str, on: date) -> DenominatorCard | None:
    """The newest loaded population not after a day; None where no sourced figure was loaded."""
    return public_denominators(DenominatorKind.POPULATION, [place], on).get(place)


def public_area(place: str, on: date) -> DenominatorCard | None:
    """Area in km² by the boundaries in force on a day; None where none were loaded."""
    return public_denominators(DenominatorKind.AREA, [place], on).get(place)


def public_predecessors(code: str) -> list[UnitCard]:
    """The communes of before the merger that went, whole or in part, into a commune."""
    went = Succession.objects.filter(new_code=code, old_level=Level.COMMUNE)
    rows = {row.old_code: row.effective_on for row in went}
    units = Unit.objects.filter(level=Level.COMMUNE, code__in=rows)
    before = [u for u in units if u.valid_to is not None and u.valid_to == rows[u.code]]
    return sorted(map(card, before), key=lambda unit: order(unit.short_name.vi))


def _areas(codes: list[str], on: date) -> dict[str, DenominatorCard]:
    rows = Boundary.objects.filter(boundary_set__in=_in_force(on), code__in=codes)
    return {
        row.code: DenominatorCard(
            row.code, DenominatorKind.AREA, row.area_km2, row.boundary_set.valid_from,
            row.boundary_set.source,
        )
        for row in rows.select_related("boundary_set").defer("geometry", "path")
    }  # fmt: skip


def _in_force(on: date) -> QuerySet[BoundarySet]:
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return BoundarySet.objects.filter(still, superseded_at__isnull=True, valid_from__lte=on)


def _version(row: BoundarySet) -> BoundaryVersion:
    return BoundaryVersion(
        version=row.version,
        province=row.province_code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        licence=row.licence,
        units=row.units,
        area_km2=row.area_km2,
    )
