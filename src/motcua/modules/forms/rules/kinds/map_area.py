"""An area on the map, as a GeoJSON feature with the polygon of its corners; or words for it."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import INT, TEXT, Record, Type

from .. import earth
from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed
from .map_point import (
    LONGEST,
    Feature,
    feature,
    feature_schema,
    parts_of,
    position_schema,
    words_faults,
)

MOST_CORNERS = 100


@dataclass(frozen=True, slots=True)
class MapArea(Kind):
    """One ring without holes; `properties.area_m2` is worked out from it, whoever sends it."""

    name: ClassVar[str] = "map_area"
    parts: ClassVar[tuple[str, ...]] = ("words", "corners")

    @classmethod
    def read(cls, branch: Branch) -> "MapArea":  # noqa: ARG003 no options
        return cls()

    @property
    def type(self) -> Type:
        return Record({"properties": Record({"words": TEXT, "area_m2": INT})})

    @property
    def schema(self) -> Schema:
        corners = {"type": "array", "items": position_schema()}
        ring = {**corners, "minItems": 4, "maxItems": MOST_CORNERS + 1}
        rings = {"type": "array", "items": ring, "minItems": 1, "maxItems": 1}
        properties = {"type": {"const": "Polygon"}, "coordinates": rings}
        needed = ["type", "coordinates"]
        polygon = {"type": "object", "properties": properties, "required": needed}
        return feature_schema(polygon, {"area_m2": {"type": "integer", "minimum": 1}})

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=LONGEST, most=MOST_CORNERS)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """A corner a line, latitude first."""
        lines = [line for line in typed.one("corners").splitlines() if line.strip()]
        words = typed.one("words")
        if not lines:
            return Parsed(self.clean(feature(None, words)))
        if len(lines) > MOST_CORNERS + 1:
            return Parsed(fault=Fault("too-many-corners", {"most": MOST_CORNERS}, "corners"))
        corners = [earth.pair(line) for line in lines]
        if None in corners:
            number = corners.index(None) + 1
            return Parsed(fault=Fault("not-a-corner", {"number": number}, "corners"))
        ring = earth.ring([at for at in corners if at])
        if not ring:
            return Parsed(fault=Fault("too-few-corners", part="corners"))
        answer = self.clean(feature(_polygon(ring), words))
        return Parsed(answer) if answer else Parsed(fault=Fault("not-in-vietnam", part="corners"))

    def clean(self, answer: object) -> Feature | None:
        geometry, words = parts_of(answer, "Polygon")
        ring = self.ring(answer)
        if geometry is not None and not ring:
            return None
        if ring:
            return feature(_polygon(ring), words, area_m2=earth.square_metres(ring))
        return feature(None, words) if words else None

    def ring(self, answer: object) -> list[earth.Position]:
        """The corners, the first again at the end; empty where the answer has none."""
        geometry, _ = parts_of(answer, "Polygon")
        rings = geometry.get("coordinates") if geometry is not None else None
        if not isinstance(rings, list) or len(rings) != 1 or not isinstance(rings[0], list):
            return []
        corners = [earth.position(each) for each in rings[0][: MOST_CORNERS + 2]]
        found = [at for at in corners if at is not None]
        return earth.ring(found) if len(found) == len(corners) else []

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        ring = self.ring(answer)
        if len(ring) > MOST_CORNERS + 1:
            return [Fault("too-many-corners", {"most": MOST_CORNERS}, "corners")]
        if not all(map(earth.is_in_vietnam, ring)):
            return [Fault("not-in-vietnam", part="corners")]
        if ring and (earth.crosses_itself(ring) or not earth.square_metres(ring)):
            return [Fault("lines-cross", part="corners")]
        return words_faults(answer)

    def typed(self, answer: object) -> Typed:
        _, words = parts_of(answer, "Polygon")
        found = {"words": [words]} if words else {}
        if ring := self.ring(answer):
            found["corners"] = ["\n".join(map(earth.line, ring[:-1]))]
        return Typed(found) if found else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """The words, the surface, and the corners a line each."""
        _, words = parts_of(answer, "Polygon")
        lines = [words] if words else []
        if ring := self.ring(answer):
            size = f"{earth.square_metres(ring):,}"
            if language == "en":
                lines += [f"About {size} m²", "Corners:"]
            else:
                lines += [f"Khoảng {size.replace(',', '.')} m²", "Các góc:"]
            lines += map(earth.line, ring[:-1])
        return "\n".join(lines)


def _polygon(ring: list[earth.Position]) -> Feature:
    return {"type": "Polygon", "coordinates": [[list(at) for at in ring]]}
