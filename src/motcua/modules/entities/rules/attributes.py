"""Attributes: from what a client writes (normalized, concise or simplified) to what is kept.

What is kept of one instance is a dict with the standard's own members (`type`, `value`, `object`,
`observedAt`, …) and sub-attributes under their IRIs. Values of properties stay as they came.
"""

from collections.abc import Mapping
from typing import Any

from . import moments, names
from .contexts import Context
from .problems import BadContent

Instance = dict[str, Any]

#: What holds the value, by kind of attribute.
MAIN = {
    "Property": "value",
    "GeoProperty": "value",
    "Relationship": "object",
    "LanguageProperty": "languageMap",
    "VocabProperty": "vocab",
    "JsonProperty": "json",
    "ListProperty": "valueList",
    "ListRelationship": "objectList",
}
_KIND_OF = {
    "value": "Property",
    "object": "Relationship",
    "languageMap": "LanguageProperty",
    "vocab": "VocabProperty",
    "json": "JsonProperty",
    "valueList": "ListProperty",
    "objectList": "ListRelationship",
}
GEOMETRIES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
     "GeometryCollection"}
)  # fmt: skip
#: Members that are the standard's own and are kept as they are.
META = frozenset({"observedAt", "unitCode", "datasetId", "objectType", "valueType"})
#: Members only a broker writes: what a client says of them is not heard (clause 4.8).
UNHEARD = frozenset(
    {"createdAt", "modifiedAt", "deletedAt", "instanceId", "previousValue", "previousObject",
     "previousLanguageMap", "previousVocab", "previousJson", "previousValueList",
     "previousObjectList", "entity", "entityList", "@context"}
)  # fmt: skip
KNOWN = frozenset(_KIND_OF) | META | {"type"}
DEEPEST = 12
MOST_INSTANCES = 1000


def instances(raw: object, context: Context, *, lenient: bool = False) -> list[Instance | None]:
    """All instances of one attribute. `lenient`: a fragment for merging, where parts may lack and
    null takes away; None then stands for an attribute to delete.

    :raises BadContent: it is not an attribute, or two instances share a dataset
    """
    if isinstance(raw, list) and _is_several(raw):
        if len(raw) > MOST_INSTANCES:
            raise BadContent("an attribute has too many instances")
        found = [instance(each, context, lenient=lenient) for each in raw]
        datasets = [each.get("datasetId") for each in found if each is not None]
        if len(set(datasets)) < len(datasets):
            raise BadContent("two instances of an attribute have the same datasetId")
        return found
    return [instance(raw, context, lenient=lenient)]


def _is_several(raw: list[Any]) -> bool:
    """A list of instances, not a value that is a list."""
    return bool(raw) and all(
        isinstance(each, dict)
        and (each.get("type") in MAIN or not _KIND_OF.keys().isdisjoint(each))
        for each in raw
    )


def instance(
    raw: object, context: Context, *, lenient: bool = False, depth: int = 0
) -> Instance | None:
    """:raises BadContent: it is not an attribute"""
    if depth > DEEPEST:
        raise BadContent("attributes are nested too deeply")
    if raw is None or raw == names.NULL:
        if lenient:
            return None
        raise BadContent("an attribute is null")
    if not isinstance(raw, dict) or is_geometry(raw):
        kind = "GeoProperty" if isinstance(raw, dict) else "Property"
        return checked({"type": kind, "value": raw})
    if lenient:
        return _fragment(raw, context, depth)
    told = _kind(raw, lenient=False)
    if told is not None:
        return checked({"type": told, **_members(raw, context, lenient=False, depth=depth)})
    if not raw:
        raise BadContent("an attribute is empty")
    # Neither a type nor a value: concisely written, the object is the value itself.
    return checked({"type": "Property", "value": raw})


def _fragment(raw: Mapping[str, Any], context: Context, depth: int) -> Instance | None:
    """Members to change; with a type only where it was said."""
    kind = _kind(raw, lenient=True)
    kept = _members(raw, context, lenient=True, depth=depth)
    if kind is not None and kept.get(MAIN[kind], "") is None:
        return None
    return {"type": kind, **kept} if "type" in raw or "@type" in raw else kept


def _kind(raw: Mapping[str, Any], *, lenient: bool) -> str | None:
    told = raw.get("type", raw.get("@type"))
    if told is None:
        mains = [main for main in _KIND_OF if main in raw]
        if len(mains) > 1:
            raise BadContent(f"an attribute has both {mains[0]} and {mains[1]}")
        if not mains:
            return None
        if mains[0] == "value" and is_geometry(raw["value"]):
            return "GeoProperty"
        return _KIND_OF[mains[0]]
    if isinstance(told, str) and told in MAIN:
        return told
    if isinstance(told, str) and told and not lenient and _KIND_OF.keys().isdisjoint(raw):
        return None
    raise BadContent(f"there is no such type of attribute: {str(told)[:60]!r}")


def _members(
    raw: Mapping[str, Any], context: Context, *, lenient: bool, depth: int
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, told in raw.items():
        if name in ("type", "@type") or name in UNHEARD:
            continue
        if name in KNOWN:
            value = None if lenient and _is_null(told) else told
            kept[name] = _vocabulary(name, value, context)
            continue
        iri = context.expand(names.checked(name, "the name of an attribute"))
        if lenient and _is_null(told):
            kept[iri] = None
            continue
        kept[iri] = _sub(told, context, depth)
    return kept


def _sub(told: object, context: Context, depth: int) -> object:
    if isinstance(told, list) and _is_several(told):
        return [instance(each, context, depth=depth + 1) for each in told]
    return instance(told, context, depth=depth + 1)


def _vocabulary(name: str, value: object, context: Context) -> object:
    """Words of the vocabulary are kept as IRIs."""
    if name not in ("vocab", "objectType") or value is None:
        return value
    if isinstance(value, str):
        return context.expand(names.checked(value, name))
    if isinstance(value, list) and value:
        return [context.expand(names.checked(each, name)) for each in value]
    raise BadContent(f"{name} must be a word or a list of words")


def _is_null(told: object) -> bool:
    return told in (None, names.NULL, {"@none": names.NULL})


def is_geometry(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("type") in GEOMETRIES
        and ("coordinates" in value or "geometries" in value)
    )


def checked(kept: Instance) -> Instance:
    """The instance, if it is one.

    :raises BadContent: its value is not one of its kind, or a member is malformed
    """
    kind = kept["type"]
    main = MAIN[kind]
    value = kept.get(main)
    if value is None or value == names.NULL:
        raise BadContent(f"a {kind} must have {main}")
    for other in _KIND_OF:
        if other != main and other in kept:
            raise BadContent(f"a {kind} has no {other}")
    _VALUES.get(kind, _anything)(value)
    if "observedAt" in kept:
        moments.checked(kept["observedAt"], "observedAt")
    if "unitCode" in kept and not isinstance(kept["unitCode"], str):
        raise BadContent("unitCode must be text")
    if "datasetId" in kept:
        names.uri(kept["datasetId"], "datasetId")
    if kind == "ListRelationship":
        kept[main] = [each if isinstance(each, dict) else {"object": each} for each in value]
    return kept


def _anything(value: object) -> None:
    del value


def _object(value: object) -> None:
    for each in value if isinstance(value, list) and value else [value]:
        names.uri(each, "the object of a Relationship")


def _words(value: object) -> None:
    if not isinstance(value, dict) or not value:
        raise BadContent("a languageMap is an object of texts by language")
    for language, text in value.items():
        texts = text if isinstance(text, list) else [text]
        if not language or not all(isinstance(each, str) for each in texts):
            raise BadContent("a languageMap is an object of texts by language")


def _list(value: object) -> None:
    if not isinstance(value, list):
        raise BadContent("a valueList is a list")


def _objects(value: object) -> None:
    if not isinstance(value, list):
        raise BadContent("an objectList is a list")
    for each in value:
        names.uri(each.get("object") if isinstance(each, dict) else each, "an object of the list")


def _geometry(value: object) -> None:
    if not is_geometry(value):
        raise BadContent("the value of a GeoProperty is a GeoJSON geometry")
    assert isinstance(value, dict)
    if not _is_well_formed(value):
        raise BadContent(f"the coordinates are not those of a {value['type']}")


_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2,
          "MultiPolygon": 3}  # fmt: skip


def _is_well_formed(value: Mapping[str, Any]) -> bool:
    if value["type"] == "GeometryCollection":
        parts = value.get("geometries")
        return isinstance(parts, list) and all(
            is_geometry(p) and p["type"] != "GeometryCollection" and _is_well_formed(p)
            for p in parts
        )
    return is_shaped(value["type"], value.get("coordinates"))


def is_shaped(kind: str, coordinates: object) -> bool:
    """Whether these are coordinates of such a geometry, within the world."""
    if not _nested(coordinates, _DEPTH[kind]):
        return False
    if kind in ("LineString", "MultiLineString"):
        lines: Any = [coordinates] if kind == "LineString" else coordinates
        return bool(lines) and all(len(line) >= 2 for line in lines)
    if kind in ("Polygon", "MultiPolygon"):
        polygons: Any = [coordinates] if kind == "Polygon" else coordinates
        return bool(polygons) and all(
            rings and all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)
            for rings in polygons
        )
    return bool(coordinates)


def _nested(value: object, depth: int) -> bool:
    if not isinstance(value, list):
        return False
    if depth:
        return all(_nested(each, depth - 1) for each in value)
    return (
        2 <= len(value) <= 3
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
        and abs(value[0]) <= 180
        and abs(value[1]) <= 90
    )


_VALUES = {
    "Relationship": _object,
    "LanguageProperty": _words,
    "ListProperty": _list,
    "ListRelationship": _objects,
    "GeoProperty": _geometry,
}
