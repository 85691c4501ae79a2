"""Entities as they are shown: normalized, concise or simplified; JSON, JSON-LD or GeoJSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import moments
from .attributes import KNOWN, MAIN, Instance
from .contexts import Context
from .core import LOCATION

NORMALIZED, CONCISE, SIMPLIFIED = "normalized", "concise", "simplified"
#: Kinds whose simplified form keeps the member's name (clause 4.5.4).
_NAMED = frozenset({"LanguageProperty", "VocabProperty", "JsonProperty"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How entities are to be shown. `only`, `without`: IRIs of attributes, or id, type, scope."""

    form: str = NORMALIZED
    stamps: bool = False
    lang: str = ""
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    dataset: frozenset[str] | None = None

    @property
    def is_plain(self) -> bool:
        return (
            self.form == NORMALIZED and not self.stamps and not self.lang and self.dataset is None
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """An entity as it was read from the store, decoded."""

    id: str
    types: list[str]
    scopes: list[str]
    document: Mapping[str, Any]
    stamps: Mapping[str, Any]
    created: float
    modified: float


def head(kept: Kept, context: Context, shape: Shape) -> dict[str, Any]:
    """What stands before the attributes."""
    body: dict[str, Any] = {}
    chosen = shape.only
    if (chosen is None or "id" in chosen) and "id" not in shape.without:
        body["id"] = kept.id
    if (chosen is None or "type" in chosen) and "type" not in shape.without:
        types = [context.compact(iri) for iri in kept.types]
        body["type"] = types[0] if len(types) == 1 else types
    if kept.scopes and (chosen is None or "scope" in chosen) and "scope" not in shape.without:
        body["scope"] = kept.scopes[0] if len(kept.scopes) == 1 else kept.scopes
    if shape.stamps:
        body["createdAt"] = moments.told(kept.created)
        body["modifiedAt"] = moments.told(kept.modified)
    return body


def shown(kept: Kept, context: Context, shape: Shape) -> dict[str, Any]:
    """The entity as JSON values, without an @context."""
    body = head(kept, context, shape)
    for iri, several in kept.document.items():
        if (shape.only is not None and iri not in shape.only) or iri in shape.without:
            continue
        told = _several(several, kept.stamps.get(iri), context, shape)
        if told is not None:
            body[context.compact(iri)] = told
    return body


def _several(several: Any, stamps: Any, context: Context, shape: Shape) -> Any:
    if not isinstance(several, list):
        if shape.dataset is not None and several.get("datasetId", "@none") not in shape.dataset:
            return None
        return attribute(several, stamps, context, shape)
    beside = stamps if isinstance(stamps, list) else [stamps] * len(several)
    pairs = [
        (each, stamp) for each, stamp in zip(several, beside, strict=False)
        if shape.dataset is None or each.get("datasetId", "@none") in shape.dataset
    ]  # fmt: skip
    if not pairs:
        return None
    alone = len(pairs) == 1
    told = [attribute(each, stamp, context, shape, alone=alone) for each, stamp in pairs]
    if shape.form == SIMPLIFIED:
        if len(told) == 1:
            return told[0]
        return {"dataset": {
            each.get("datasetId", "@none"): value
            for (each, _), value in zip(pairs, told, strict=True)
        }}  # fmt: skip
    return told[0] if len(told) == 1 else told


def attribute(
    each: Instance, stamp: Any, context: Context, shape: Shape, *, alone: bool = True
) -> Any:
    """One instance in the form asked for; one of several always says that it is an attribute."""
    kind = each["type"]
    main = MAIN[kind]
    value = _vocabulary(each[main], context) if kind == "VocabProperty" else each[main]
    spoken = ""
    if kind == "LanguageProperty" and shape.lang:
        kind, main = "Property", "value"
        value, spoken = _in(each["languageMap"], shape.lang)
    if shape.form == SIMPLIFIED:
        return {main: value} if kind in _NAMED else _simple(kind, value)
    rest = _rest(each, stamp, context, shape)
    if spoken:
        rest["lang"] = spoken
    if shape.form == NORMALIZED:
        return {"type": kind, main: value, **rest}
    is_bare = alone and not rest and kind in ("Property", "GeoProperty")
    if is_bare and (kind == "GeoProperty" or not _reads_as_attribute(value)):
        return value
    return {main: value, **rest}


def _rest(each: Instance, stamp: Any, context: Context, shape: Shape) -> dict[str, Any]:
    """Everything beside type and value."""
    rest: dict[str, Any] = {}
    for name, told in each.items():
        if name in ("type", MAIN[each["type"]]):
            continue
        if name in KNOWN:
            rest[name] = _vocabulary(told, context) if name == "objectType" else told
        else:
            rest[context.compact(name)] = _sub(told, context, shape)
    if shape.stamps and isinstance(stamp, dict):
        rest["createdAt"], rest["modifiedAt"] = moments.told(stamp["c"]), moments.told(stamp["m"])
    return rest


def _reads_as_attribute(value: object) -> bool:
    """A compound value that, written bare, would be taken for something else."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    )


def _simple(kind: str, value: Any) -> Any:
    if kind == "ListRelationship":
        return [each["object"] for each in value]
    if kind == "Property" and isinstance(value, dict) and value.keys() == {"@type", "@value"}:
        return value["@value"]
    return value


def _vocabulary(value: Any, context: Context) -> Any:
    if isinstance(value, list):
        return [context.compact(each) for each in value]
    return context.compact(value)


def _sub(told: Any, context: Context, shape: Shape) -> Any:
    if isinstance(told, list):
        return [attribute(each, None, context, shape, alone=False) for each in told]
    return attribute(told, None, context, shape)


def _in(words: Mapping[str, Any], lang: str) -> tuple[Any, str]:
    """The words in the first language asked for that is there (clause 4.15)."""
    asked = sorted(
        (
            (-_weight(part), place, part.partition(";")[0].strip().lower())
            for place, part in enumerate(lang.split(","))
        )
    )
    by_lower = {key.lower(): key for key in words}
    for _, _, tag in asked:
        if tag == "*":
            break
        for candidate in (tag, tag.partition("-")[0]):
            if candidate in by_lower:
                return words[by_lower[candidate]], by_lower[candidate]
    key = next((k for k in ("@none", "vi", "en") if k in words), next(iter(words)))
    return words[key], key


def _weight(part: str) -> float:
    try:
        return float(part.partition("q=")[2] or 1)
    except ValueError:
        return 0.0


def feature(
    kept: Kept, context: Context, shape: Shape, *, geometry: str = LOCATION
) -> dict[str, Any]:
    """The entity as a GeoJSON feature (clause 4.5.16); without such a property, of no geometry."""
    several = kept.document.get(geometry)
    first = several[0] if isinstance(several, list) else several
    there = first["value"] if first and first["type"] == "GeoProperty" else None
    properties = shown(kept, context, shape)
    properties.pop("id", None)
    return {
        "id": kept.id,
        "type": "Feature",
        "geometry": there,
        "properties": properties,
    }
