"""A point on the map, as a GeoJSON feature; words in its place, or beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.expressions import TEXT, Record, Type

from .. import earth
from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed

LONGEST = 300
Feature = dict[str, object]


@dataclass(frozen=True, slots=True)
class MapPoint(Kind):
    """The answer is a feature (RFC 7946). Its geometry is null where only words were given."""

    name: ClassVar[str] = "map_point"
    parts: ClassVar[tuple[str, ...]] = ("words", "lat", "lon")

    @classmethod
    def read(cls, branch: Branch) -> "MapPoint":  # noqa: ARG003 no options
        return cls()

    @property
    def type(self) -> Type:
        return Record({"properties": Record({"words": TEXT})})

    @property
    def schema(self) -> Schema:
        return feature_schema(point_schema(), {})

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(longest=LONGEST)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """Both numbers may be pasted into the first field, as map programs copy them."""
        latitude, longitude = typed.one("lat").strip(), typed.one("lon").strip()
        if not latitude and not longitude:
            return Parsed(self.clean(feature(None, typed.one("words"))))
        at = earth.pair(latitude) if not longitude else None
        if at is None:
            numbers = earth.degrees(latitude), earth.degrees(longitude)
            if numbers[0] is None:
                return Parsed(fault=Fault("not-degrees", part="lat"))
            if numbers[1] is None:
                return Parsed(fault=Fault("not-degrees", part="lon"))
            at = numbers[1], numbers[0]
        answer = self.clean(feature(point(at), typed.one("words")))
        return Parsed(answer) if answer else Parsed(fault=Fault("not-in-vietnam", part="lat"))

    def clean(self, answer: object) -> Feature | None:
        """A bare geometry is taken for a feature without words."""
        geometry, words = parts_of(answer, "Point")
        at = earth.position(geometry.get("coordinates")) if geometry is not None else None
        if geometry is not None and at is None:
            return None
        return feature(point(at) if at else None, words) if at or words else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        at = self.place(answer)
        is_away = at is not None and not earth.is_in_vietnam(at)
        return [*([Fault("not-in-vietnam", part="lat")] if is_away else []), *words_faults(answer)]

    def place(self, answer: object) -> earth.Position | None:
        """Where it is, if the answer says it in numbers."""
        geometry, _ = parts_of(answer, "Point")
        return earth.position(geometry.get("coordinates")) if geometry is not None else None

    def typed(self, answer: object) -> Typed:
        at, (_, words) = self.place(answer), parts_of(answer, "Point")
        found = {"words": [words]} if words else {}
        if at:
            found |= {"lat": [earth.written(at[1])], "lon": [earth.written(at[0])]}
        return Typed(found) if found else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """The words, and `Tọa độ 21.0285, 105.8542`: latitude first, as map programs take it."""
        at, (_, words) = self.place(answer), parts_of(answer, "Point")
        title = "Coordinates" if language == "en" else "Tọa độ"
        return "\n".join(
            [*([words] if words else []), *([f"{title} {earth.line(at)}"] if at else [])]
        )


def point(at: earth.Position) -> Feature:
    return {"type": "Point", "coordinates": list(at)}


def feature(geometry: object, words: object, **more: object) -> Feature:
    """In the one order in which features are written."""
    said = writing.one_line(words)
    properties = {**({"words": said} if said else {}), **more}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def parts_of(answer: object, kind: str) -> tuple[Mapping[str, object] | None, str | None]:
    """The geometry of this kind and the words of a feature, or of a bare geometry."""
    if not isinstance(answer, Mapping):
        return None, None
    if answer.get("type") == kind:
        return answer, None
    if answer.get("type") != "Feature":
        return None, None
    geometry, properties = answer.get("geometry"), answer.get("properties")
    words = properties.get("words") if isinstance(properties, Mapping) else None
    if geometry is None:
        return None, writing.one_line(words)
    if not isinstance(geometry, Mapping) or geometry.get("type") != kind:
        return {}, None
    return geometry, writing.one_line(words)


def words_faults(answer: object) -> list[Fault]:
    """What is wrong with the words of a clean feature."""
    properties = answer.get("properties") if isinstance(answer, Mapping) else None
    words = properties.get("words") if isinstance(properties, Mapping) else None
    if not isinstance(words, str):
        return []
    found = writing.faults(words, most=LONGEST)
    return [Fault(fault.code, fault.params, "words") for fault in found]


def position_schema() -> Schema:
    """Longitude and latitude of a place in Viet Nam."""
    west, south, east, north = earth.VIETNAM
    sides = [{"type": "number", "minimum": west, "maximum": east},
             {"type": "number", "minimum": south, "maximum": north}]  # fmt: skip
    return {"type": "array", "prefixItems": sides, "minItems": 2, "maxItems": 2}


def point_schema() -> Schema:
    properties = {"type": {"const": "Point"}, "coordinates": position_schema()}
    return {"type": "object", "properties": properties, "required": ["type", "coordinates"]}


def feature_schema(geometry: Schema, more: Schema) -> Schema:
    """A feature with this geometry, or with words alone."""
    words = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    properties = {"type": "object", "properties": {"words": words, **more}}
    said = {"properties": {"geometry": {"type": "null"}, "properties": {"required": ["words"]}}}
    return {
        "type": "object",
        "properties": {"type": {"const": "Feature"}, "geometry": {}, "properties": properties},
        "required": ["type", "geometry", "properties"],
        "anyOf": [{"properties": {"geometry": geometry}}, said],
    }
