"""A parcel of land as its certificate names it: map sheet, parcel, commune, surface."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import ClassVar, Self

from motcua.kernel.expressions import DAY, INT, TEXT, Record, Type

from .. import earth
from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import address, map_point, writing
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Schema, Typed

#: Numbers of sheets and parcels: `34`, `12a`, `345-1`, `TL-02`.
NUMBER = re.compile(r"[0-9A-Z](?:[0-9A-Z./-]{0,14}[0-9A-Z])?")
#: In square metres, as certificates give it: to a tenth, some to a hundredth.
LARGEST = 100_000_000
_AREA = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?")
_NUMBERS = ("sheet", "parcel")


@dataclass(frozen=True, slots=True)
class ParcelControl(Control):
    """`has_map` offers a map to point at the parcel on."""

    has_map: bool = False
    area_required: bool = True


@dataclass(frozen=True, slots=True)
class LandParcel(Kind):
    """An address's parts beside `sheet`, `parcel`, `area` (as written), `area_m2` (whole ones).

    With `map: true` also `point`, a GeoJSON point. An address that the parcel has is its `detail`.
    """

    name: ClassVar[str] = "land_parcel"
    parts: ClassVar[tuple[str, ...]] = (*address.Address.parts, *_NUMBERS, "area", "lat", "lon")

    has_map: bool = False
    area_required: bool = True

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("map", default=False), branch.flag("area_required", default=True))

    @property
    def type(self) -> Type:
        texts = dict.fromkeys(("province", "commune", "detail", "legacy", "sheet", "parcel"), TEXT)
        return Record({**texts, "as_of": DAY, "area": TEXT, "area_m2": INT})

    @property
    def schema(self) -> Schema:
        place = _PLACE.schema
        number = {"type": "string", "pattern": f"^{NUMBER.pattern}$"}
        properties, needed = place["properties"], place["required"]
        return {
            "type": "object",
            "properties": {
                **(properties if isinstance(properties, Mapping) else {}),
                **dict.fromkeys(_NUMBERS, number),
                "area": {"type": "string", "pattern": f"^{_AREA.pattern}$"},
                "area_m2": {"type": "integer", "minimum": 0, "maximum": LARGEST},
                **({"point": map_point.point_schema()} if self.has_map else {}),
            },
            "required": [
                *(needed if isinstance(needed, list) else []),
                *_NUMBERS,
                *(["area"] if self.area_required else []),
            ],
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        place = _PLACE.ask(typed, scene)
        return ParcelControl(
            provinces=place.provinces,
            communes=place.communes,
            former=place.former,
            longest=place.longest,
            detail_required=False,
            has_map=self.has_map,
            area_required=self.area_required,
        )

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        for part in _NUMBERS:
            if not typed.one(part).strip():
                return Parsed(fault=Fault(f"no-{part}", part=part))
            if _number(typed.one(part)) is None:
                return Parsed(fault=Fault("not-a-parcel-number", part=part))
        area = typed.one("area").strip()
        if area and area_written(area) is None:
            return Parsed(fault=Fault("not-an-area", part="area"))
        place = _PLACE.parse(typed, scene)
        if not isinstance(place.answer, Mapping):
            return Parsed(fault=place.fault or Fault("no-province", part="province"))
        answer: dict[str, object] = {**place.answer, "area": area}
        answer |= {part: typed.one(part) for part in _NUMBERS}
        found, fault = self._pointed(typed, scene)
        return Parsed(fault=fault) if fault else Parsed(self.clean(answer | found))

    def _pointed(self, typed: Typed, scene: Scene) -> tuple[dict[str, object], Fault | None]:
        if not self.has_map:
            return {}, None
        given = Typed({part: typed.all(part) for part in ("lat", "lon")})
        parsed = _POINT.parse(given, scene)
        at = _POINT.place(parsed.answer)
        return ({"point": map_point.point(at)} if at else {}), parsed.fault

    def clean(self, answer: object) -> dict[str, object] | None:
        if not isinstance(answer, Mapping):
            return None
        place = _PLACE.clean(answer)
        sheet, parcel = _number(answer.get("sheet")), _number(answer.get("parcel"))
        if place is None or sheet is None or parcel is None:
            return None
        found: dict[str, object] = {**place, "sheet": sheet, "parcel": parcel}
        if area := area_written(answer.get("area")):
            whole = Decimal(area).to_integral_value(ROUND_FLOOR)
            found |= {"area": area, "area_m2": int(whole)}
        at = _POINT.place(answer.get("point")) if self.has_map else None
        return found | ({"point": map_point.point(at)} if at else {})

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        if not isinstance(answer, Mapping):
            return []
        found = _PLACE.check(answer, scene)
        area = answer.get("area")
        if area is None and self.area_required:
            found.append(Fault("no-area", part="area"))
        elif isinstance(area, str) and not 0 < Decimal(area) <= LARGEST:
            found.append(Fault("area-out-of-reach", {"most": LARGEST}, "area"))
        at = _POINT.place(answer.get("point"))
        if at and not earth.is_in_vietnam(at):
            found.append(Fault("not-in-vietnam", part="lat"))
        return found

    def typed(self, answer: object) -> Typed:
        parcel = self.clean(answer)
        if parcel is None:
            return NOTHING_TYPED
        own = {part: [str(parcel[part])] for part in (*_NUMBERS, "area") if part in parcel}
        at = _POINT.typed(parcel.get("point"))
        return Typed({**_PLACE.typed(parcel).parts, **own, **at.parts})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """Thửa đất số 12, tờ bản đồ số 34, 120,5 m²; below it where that is."""
        parcel = self.clean(answer)
        if parcel is None:
            return ""
        area = str(parcel.get("area", ""))
        if language == "en":
            line = f"Parcel {parcel['parcel']}, map sheet {parcel['sheet']}"
        else:
            line = f"Thửa đất số {parcel['parcel']}, tờ bản đồ số {parcel['sheet']}"
            area = area.replace(".", ",")
        lines = [line + (f", {area} m²" if area else ""), _PLACE.show(parcel, language, places)]
        point = _POINT.show(parcel.get("point"), language, places)
        return "\n".join([*lines, *([point] if point else [])])


def area_written(found: object) -> str | None:
    """A surface in its one form: `120.5`. `120,5`, `1.234,5 m²` and `120.50` are understood."""
    if isinstance(found, int | float) and not isinstance(found, bool):
        found = str(found)
    text = (writing.one_line(found) or "").casefold()
    text = text.removesuffix("m²").removesuffix("m2").strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if not _AREA.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return f"{number.normalize():f}"


def _number(found: object) -> str | None:
    text = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
    line = (writing.one_line(text) or "").upper().replace(" ", "")
    return line if NUMBER.fullmatch(line) else None


_PLACE = address.Address(detail_required=False)
_POINT = map_point.MapPoint()
