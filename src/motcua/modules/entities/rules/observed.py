"""Where entities and observations meet: which attributes are observed properties, and back.

A numeric Property with `observedAt` whose name is a declared observed property (or one of the names
Smart Data Models give it) is an observation of the thing its entity is.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from . import core, geometry, units
from .entities import Entity

#: Other names of observed properties: those of Smart Data Models.
NAMES = {
    "pm25": "pm2_5",
    "PM25": "pm2_5",
    "PM2.5": "pm2_5",
    "pm2.5": "pm2_5",
    "PM10": "pm10",
    "NO2": "no2",
    "SO2": "so2",
    "CO": "co",
    "O3": "o3",
    "airQualityIndex": "aqi_reported",
    "LAeq": "noise",
    "noiseLevel": "noise",
    "waterLevel": "water_level",
    "level": "water_level",
    "floodDepth": "flood_depth",
    "precipitation": "rainfall",
    "flow": "discharge",
    "relativeHumidity": "humidity",
    "windSpeed": "wind_speed",
    "windDirection": "wind_direction",
    "atmosphericPressure": "pressure",
    "solarRadiation": "irradiance",
    "availableSpotNumber": "free_spaces",
    "fillingLevel": "fill_level",
}
_AIR = ("pm2_5", "pm10", "no2", "so2", "co", "o3", "aqi_reported")
_TYPES = {
    **dict.fromkeys(_AIR, "AirQualityObserved"),
    "noise": "NoiseLevelObserved",
    **dict.fromkeys(("water_level", "flood_depth", "discharge"), "WaterObserved"),
    **dict.fromkeys(
        ("temperature", "humidity", "rainfall", "wind_speed", "wind_direction", "pressure",
         "irradiance"), "WeatherObserved"),
}  # fmt: skip
OTHERWISE = "Device"
#: A ratio may also come as a share of one in Smart Data Models (relativeHumidity: 0.6).
DEFAULT_CADENCE_SECONDS = 3600
#: How a code of a thing may be spelt.
_THING = re.compile(r"[^\s,;\"']{1,256}")


@dataclass(frozen=True, slots=True)
class Observed:
    """A value an entity's attribute holds, as an observation. `unit` is UCUM, or ''."""

    thing: str
    property: str
    procedure: str
    value: float
    unit: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of an entity's observation that was not simply taken."""

    entity: str
    text: str


def property_of(iri: str, declared: Collection[str]) -> str:
    """The observed property an attribute is, or ''."""
    name = re.split(r"[/#:]", iri)[-1]
    code = NAMES.get(name, name)
    return code if code in declared else ""


def readings(entity: Entity, declared: Collection[str]) -> Iterator[Observed]:
    """What the changed attributes of an entity say that was observed."""
    if not _THING.fullmatch(entity.id):
        return
    changed = entity.changed or dict.fromkeys(entity.document, True)
    for iri, is_there in changed.items():
        code = property_of(iri, declared) if is_there else ""
        if not code:
            continue
        several = entity.document[iri]
        stamps = entity.stamps[iri]
        pairs = zip(several, stamps, strict=True) if isinstance(several, list) else (
            (several, stamps),
        )  # fmt: skip
        for each, stamp in pairs:
            found = _reading(entity.id, code, each, stamp)
            # An instance whose neighbour was changed was told before.
            if found is not None and stamp["m"] == entity.modified:
                yield found


def _reading(thing: str, code: str, each: dict[str, Any], stamp: dict[str, Any]) -> Observed | None:
    value = each.get("value")
    if (
        each["type"] != "Property"
        or stamp.get("o") is None
        or isinstance(value, bool)
        or not isinstance(value, int | float)
    ):
        return None
    unit = units.ucum(each.get("unitCode", ""))
    time = datetime.fromtimestamp(stamp["o"], UTC)
    return Observed(thing, code, each.get("datasetId", ""), float(value), unit, time)


def where(entity: Entity) -> tuple[float, float] | None:
    """Longitude and latitude of an entity that is at a point."""
    several = entity.document.get(core.LOCATION)
    first = several[0] if isinstance(several, list) else several
    if not first or first["type"] != "GeoProperty" or first["value"]["type"] != "Point":
        return None
    return geometry.parts(first["value"]).points[0]


def name(entity: Entity) -> str:
    """What people call it: its name, else its id."""
    for word in ("name", "stationName"):
        told = entity.document.get(core.DEFAULT + word)
        if isinstance(told, dict) and isinstance(told.get("value"), str) and told["value"].strip():
            return str(told["value"])[:200]
    return entity.id


def entity_of(thing: str, code: str) -> tuple[str, str]:
    """Id and type of the entity that shows a property of a thing; '' where it is its own."""
    if ":" in thing and thing.partition(":")[0].isalpha():
        return thing, ""
    kind = _TYPES.get(code, OTHERWISE)
    return f"urn:ngsi-ld:{kind}:{thing}", kind


def attribute_of(entity: Entity | None, code: str, dataset: str) -> str:
    """The IRI under which an entity shows a property: the one it has it under, else its code."""
    for iri, several in (entity.document if entity is not None else {}).items():
        if property_of(iri, (code,)) != code:
            continue
        instances = several if isinstance(several, list) else [several]
        if any(each.get("datasetId", "") == dataset for each in instances):
            return str(iri)
    return core.DEFAULT + code
