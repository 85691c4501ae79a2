"""Writes of boundaries: a set with its dates, and its outlines by COPY."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.db import connection

from motcua.foundation.copying import copy_rows

from ..models import Boundary, BoundarySet, Ring
from ..rules import Outline, Provenance, geometry
from ..rules.simplifying import Coverage

FINEST = 1.2  # units of the drawing that a left-out point may lie beside the line
KEPT_DECIMALS = 3  # of areas in km²

Tell = Callable[[int, int], None]


def wait_for_other_sets() -> None:
    """Two loads at once would both begin a set; the second waits and finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_boundaryset IN SHARE ROW EXCLUSIVE MODE")


def begin_set(row: BoundarySet, provenance: Provenance, *, at: datetime) -> None:
    """Put a set in force from its day: it ends the one before it, and ends where the next begins.

    A set that was in force from the same day on is superseded; values measured with it still
    name it.
    """
    others = BoundarySet.objects.filter(
        province_code=row.province_code, superseded_at__isnull=True
    ).exclude(version=row.version)
    others.filter(valid_from=provenance.valid_from).update(superseded_at=at)
    before = others.filter(valid_from__lt=provenance.valid_from).order_by("-valid_from").first()
    after = others.filter(valid_from__gt=provenance.valid_from).order_by("valid_from").first()
    if before is not None:
        BoundarySet.objects.filter(version=before.version).update(valid_to=provenance.valid_from)
    row.valid_to = after.valid_from if after else None
    row.save(force_insert=True)


def write_outlines(version: str, outlines: Sequence[Outline], tell: Tell) -> geometry.Sheet:
    """The boundaries of a set with their rings; `tell` hears how many of how many are made."""
    sheet = geometry.sheet_for(geometry.box_of(r for each in outlines for r in each.rings))
    coverage = Coverage((r for each in outlines for r in each.rings), FINEST / sheet.down)
    copy_rows(
        Boundary._meta.db_table,
        ("boundary_set_id", "code", "area_km2", "longitude", "latitude", "label_x", "label_y",
         "path", "geometry"),
        _boundaries(version, outlines, sheet, coverage, tell),
    )  # fmt: skip
    ids = dict(Boundary.objects.filter(boundary_set=version).values_list("code", "id"))
    copy_rows(Ring._meta.db_table, ("boundary_id", "is_hole", "shape"), _rings(outlines, ids))
    return sheet


def _boundaries(
    version: str,
    outlines: Sequence[Outline],
    sheet: geometry.Sheet,
    coverage: Coverage,
    tell: Tell,
) -> Iterator[tuple[object, ...]]:
    for number, each in enumerate(outlines, 1):
        place = geometry.point_inside([polygon.outer for polygon in each.polygons])
        yield (
            version, each.code, round(each.area_km2, KEPT_DECIMALS), place[0], place[1],
            *sheet.place(place),
            geometry.path((coverage.thinned(ring) for ring in each.rings), sheet),
            _geojson(each),
        )  # fmt: skip
        tell(number, len(outlines))


def _geojson(outline: Outline) -> str:
    """A MultiPolygon on the grid of what is drawn, without a blank."""
    coordinates = [
        [geometry.snapped(ring) for ring in (polygon.outer, *polygon.holes)]
        for polygon in outline.polygons
    ]
    return json.dumps({"type": "MultiPolygon", "coordinates": coordinates}, separators=(",", ":"))


def _rings(outlines: Sequence[Outline], ids: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for each in outlines:
        for polygon in each.polygons:
            yield ids[each.code], False, _polygon(polygon.outer)
            for hole in polygon.holes:
                yield ids[each.code], True, _polygon(hole)


def _polygon(ring: geometry.Ring) -> str:
    """As PostgreSQL writes one; it closes it by itself."""
    return f"({','.join(f'({x!r},{y!r})' for x, y in ring[:-1])})"
