"""Small squares for tests of boundaries, and the real ones where they lie beside the project."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

from motcua.kernel.actors import SYSTEM
from motcua.modules.places import operations
from motcua.modules.places.rules import Outline, Provenance, boundaries

LOADED_AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
PROVENANCE = Provenance(date(2025, 7, 1), "a test's survey", "CC-BY-4.0")
HA_NOI = Path(__file__).resolve().parents[6] / "shared/data/hanoi-communes-2025.geojson.gz"


def square(west: float, south: float, side: float = 0.1) -> list[list[float]]:
    east, north = round(west + side, 6), round(south + side, 6)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: str, *rings: object) -> dict[str, object]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def document(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def two_neighbours() -> list[Outline]:
    """Ba Đình west of Hoàn Kiếm, each a square of a tenth of a degree."""
    return boundaries.read(
        document(feature("00004", square(105.8, 21.0)), feature("00070", square(105.9, 21.0)))
    )


def take(
    outlines: list[Outline], provenance: Provenance = PROVENANCE
) -> operations.BoundariesTaken:
    return operations.take_boundaries(
        outlines=outlines, provenance=provenance, by=SYSTEM, at=LOADED_AT
    )


def ha_noi() -> list[Outline]:
    return boundaries.read(gzip.decompress(HA_NOI.read_bytes()))
