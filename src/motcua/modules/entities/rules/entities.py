"""Entities: from what a client writes to what is kept, and everything that changes them.

A document is attribute IRI → instance, or a list of instances where some have a dataset. Stamps
stand beside it in the same shape: when an instance was created and modified (`c`, `m`), observed
(`o`), and the moment its value is (`t`), in seconds since 1970; `d` names its dataset.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from . import attributes, moments, names
from .attributes import MAIN, Instance
from .contexts import Context
from .problems import BadContent, NgsiProblem, ResourceNotFound

Stamp = dict[str, Any]
MOST_ATTRIBUTES = 2000
MOST_SCOPES = 100
_SCOPE = re.compile(r"/?\w[\w-]*(/\w[\w-]*)*")
_OWN = frozenset({"id", "@id", "type", "@type", "scope", "@context"})


@dataclass(slots=True)
class Payload:
    """What a client sent of an entity; an attribute that is None is to be deleted."""

    id: str | None
    types: list[str]
    scopes: list[str] | None
    attributes: dict[str, list[Instance | None]]


@dataclass(slots=True)
class Entity:
    """An entity as it is kept. `changed`: IRIs of attributes written since it was read."""

    id: str
    types: list[str]
    scopes: list[str]
    document: dict[str, Any]
    stamps: dict[str, Any]
    created: float
    modified: float
    changed: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An attribute that was not written, and why (clause 5.2.18)."""

    attribute: str
    reason: str


def payload(
    raw: object, context: Context, *, lenient: bool = False, whole: bool = False
) -> Payload:
    """Read an entity or a fragment of one; `whole`: id and type must be there.

    :raises BadContent: it is none
    """
    if not isinstance(raw, dict):
        raise BadContent("an entity is a JSON object")
    told_id = raw.get("id", raw.get("@id"))
    if told_id is not None or whole:
        names.uri(told_id, "the id of an entity")
    told_types = raw.get("type", raw.get("@type"))
    types = [] if told_types is None and not whole else _types(told_types, context)
    scopes = _scopes(raw["scope"], lenient=lenient) if "scope" in raw else None
    found: dict[str, list[Instance | None]] = {}
    for name, told in raw.items():
        if name in _OWN or name in attributes.UNHEARD:
            continue
        iri = context.expand(names.checked(name, "the name of an attribute"))
        if iri in found:
            raise BadContent(f"two names of an attribute mean the same: {name!r}")
        found[iri] = attributes.instances(told, context, lenient=lenient)
    if len(found) > MOST_ATTRIBUTES:
        raise BadContent("an entity has too many attributes")
    return Payload(told_id, types, scopes, found)


def _types(told: object, context: Context) -> list[str]:
    several = told if isinstance(told, list) else [told]
    if not several:
        raise BadContent("an entity has a type")
    return list(dict.fromkeys(context.expand(names.checked(t, "the type")) for t in several))


def _scopes(told: object, *, lenient: bool) -> list[str]:
    if lenient and (told is None or told == names.NULL):
        return []
    several: list[Any] = told if isinstance(told, list) else [told]
    if len(several) > MOST_SCOPES:
        raise BadContent("an entity has too many scopes")
    for each in several:
        if not isinstance(each, str) or not _SCOPE.fullmatch(each):
            raise BadContent("a scope is a path such as /Hanoi/Air")
    return [each if each.startswith("/") else f"/{each}" for each in several]


# --- The acts. Each changes the entity in place. --------------------------------------------------


def created(told: Payload, at: float) -> Entity:
    """:raises BadContent: an attribute is null"""
    entity = Entity(str(told.id), told.types, told.scopes or [], {}, {}, at, at)
    for iri, found in told.attributes.items():
        _put(entity, iri, _there(found), at)
    return entity


def replace(entity: Entity, told: Payload, at: float) -> None:
    """Everything but its id and when it was created (clause 5.6.18)."""
    for iri in [iri for iri in entity.document if iri not in told.attributes]:
        _drop(entity, iri)
    entity.types = told.types or entity.types
    entity.scopes = told.scopes or []
    for iri, found in told.attributes.items():
        entity.document.pop(iri, None)
        entity.stamps.pop(iri, None)
        _put(entity, iri, _there(found), at)
    entity.modified = at


def append(entity: Entity, told: Payload, at: float, *, overwrite: bool = True) -> list[Unchanged]:
    """Add attributes; those that are there are replaced, or left alone (clause 5.6.3)."""
    left = []
    for iri, found in told.attributes.items():
        if overwrite:
            _put(entity, iri, _there(found), at)
            continue
        new = [each for each in _there(found) if _held(entity, iri, each.get("datasetId")) is None]
        if new:
            _put(entity, iri, new, at)
        if len(new) < len(found):
            left.append(Unchanged(iri, "it is there already, and noOverwrite was asked for"))
    _widen(entity, told, at)
    return left


def update(entity: Entity, told: Payload, at: float) -> list[Unchanged]:
    """Replace attributes that are there; others are not added (clause 5.6.2)."""
    left = []
    for iri, found in told.attributes.items():
        if iri not in entity.document:
            left.append(Unchanged(iri, "the entity has no such attribute"))
        elif any(each is None for each in found):
            delete_attribute(entity, iri, at, every=True)
        else:
            _put(entity, iri, [_typed(entity, iri, e) for e in found if e is not None], at)
    _widen(entity, told, at)
    return left


def merge(entity: Entity, told: Payload, at: float) -> None:
    """JSON merge patch over the whole entity (clause 5.6.17); null takes away."""
    for iri, found in told.attributes.items():
        for each in found:
            if each is None:
                if iri in entity.document:
                    delete_attribute(entity, iri, at, every=True)
                continue
            held = _held(entity, iri, each.get("datasetId"))
            whole = held is None or each.get("type", held["type"]) != held["type"]
            if whole:
                _put(entity, iri, [_made(each)], at)
            else:
                assert held is not None
                _put(entity, iri, [_merged(held, each, deep=True)], at)
    _widen(entity, told, at)


def patch_attribute(entity: Entity, iri: str, fragment: Instance | None, at: float) -> None:
    """Change members of one attribute instance (clause 5.6.4).

    :raises ResourceNotFound: no such attribute, or no such instance of it
    :raises BadContent: it would be of another type
    """
    dataset = None if fragment is None else fragment.get("datasetId")
    held = _held(entity, iri, dataset)
    if held is None:
        raise ResourceNotFound("the entity has no such attribute")
    if fragment is None:
        delete_attribute(entity, iri, at)
        return
    if fragment.get("type", held["type"]) != held["type"]:
        raise BadContent(f"the attribute is a {held['type']}, and stays one")
    _put(entity, iri, [_merged(held, fragment, deep=False)], at)


def replace_attribute(entity: Entity, iri: str, new: Instance, at: float) -> None:
    """:raises ResourceNotFound: no such attribute (clause 5.6.19)"""
    if iri not in entity.document:
        raise ResourceNotFound("the entity has no such attribute")
    _put(entity, iri, [new], at)


def delete_attribute(
    entity: Entity, iri: str, at: float, *, dataset: str | None = None, every: bool = False
) -> None:
    """:raises ResourceNotFound: no such attribute, or no such instance of it (clause 5.6.5)"""
    if iri not in entity.document or (not every and _held(entity, iri, dataset) is None):
        raise ResourceNotFound("the entity has no such attribute")
    rest = [] if every else [
        e for e in _listed(entity.document[iri]) if e.get("datasetId") != dataset
    ]  # fmt: skip
    if not rest:
        _drop(entity, iri)
    else:
        stamps = [s for s in _listed(entity.stamps[iri]) if s.get("d") != dataset]
        entity.document[iri], entity.stamps[iri] = _unlisted(rest), _unlisted(stamps)
        entity.changed[iri] = True
    entity.modified = at


@contextmanager
def whole_or_not(entity: Entity) -> Iterator[None]:
    """What cannot be done to the end is not done at all."""
    before = dict(entity.document), dict(entity.stamps), dict(entity.changed)
    try:
        yield
    except NgsiProblem:
        entity.document, entity.stamps, entity.changed = before
        raise


# --- Small parts. ---------------------------------------------------------------------------------


def _there(found: Iterable[Instance | None]) -> list[Instance]:
    return [_made(each) for each in found]


def _made(each: Instance | None) -> Instance:
    """A whole instance, also from a fragment that says enough."""
    if each is None:
        raise BadContent("an attribute is null")
    if "type" not in each:
        main = next((m for m in MAIN.values() if m in each), None)
        if main is None:
            raise BadContent("an attribute has no value")
        kind = next(k for k, m in MAIN.items() if m == main)
        if kind == "Property" and attributes.is_geometry(each["value"]):
            kind = "GeoProperty"
        each = {"type": kind, **each}
    return attributes.checked({k: v for k, v in each.items() if v is not None})


def _typed(entity: Entity, iri: str, each: Instance) -> Instance:
    """A replacement keeps the type of what it replaces where it says none."""
    held = _held(entity, iri, each.get("datasetId"))
    if "type" not in each and held is not None and MAIN[held["type"]] in each:
        each = {"type": held["type"], **each}
    return _made(each)


def _merged(held: Instance, fragment: Instance, *, deep: bool) -> Instance:
    merged = dict(held)
    for name, value in fragment.items():
        if value is None:
            merged.pop(name, None)
        elif deep and isinstance(value, dict) and isinstance(held.get(name), dict) \
                and not attributes.is_geometry(value):  # fmt: skip
            merged[name] = _patched(held[name], value)
        else:
            merged[name] = value
    return attributes.checked(merged)


def _patched(held: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """RFC 7396 over a compound value."""
    result = dict(held)
    for name, value in patch.items():
        if value is None or value == names.NULL:
            result.pop(name, None)
        elif isinstance(value, dict):
            before = result.get(name)
            result[name] = _patched(before if isinstance(before, dict) else {}, value)
        else:
            result[name] = value
    return result


def _put(entity: Entity, iri: str, several: list[Instance], at: float) -> None:
    """Write instances beside those of other datasets."""
    document = {e.get("datasetId"): e for e in _listed(entity.document.get(iri))}
    stamps = {s.get("d"): s for s in _listed(entity.stamps.get(iri))}
    for each in several:
        dataset = each.get("datasetId")
        before = stamps.get(dataset)
        document[dataset] = each
        stamps[dataset] = _stamp(each, before["c"] if before else at, at)
    entity.document[iri] = _unlisted(list(document.values()))
    entity.stamps[iri] = _unlisted(list(stamps.values()))
    entity.changed[iri] = True
    entity.modified = at


def _stamp(each: Instance, made: float, at: float) -> Stamp:
    stamp: Stamp = {"c": made, "m": at}
    if "observedAt" in each:
        stamp["o"] = moments.seconds(each["observedAt"])
    value = each.get("value")
    moment = moments.seconds(value.get("@value") if isinstance(value, dict) else value)
    if moment is not None:
        stamp["t"] = moment
    if "datasetId" in each:
        stamp["d"] = each["datasetId"]
    return stamp


def _drop(entity: Entity, iri: str) -> None:
    entity.document.pop(iri, None)
    entity.stamps.pop(iri, None)
    entity.changed[iri] = False


def _widen(entity: Entity, told: Payload, at: float) -> None:
    """Types are added, scopes replaced."""
    wider = list(dict.fromkeys([*entity.types, *told.types]))
    if wider != entity.types:
        entity.types, entity.modified = wider, at
    if told.scopes is not None:
        entity.scopes, entity.modified = told.scopes, at


def _held(entity: Entity, iri: str, dataset: str | None) -> Instance | None:
    return next(
        (e for e in _listed(entity.document.get(iri)) if e.get("datasetId") == dataset), None
    )


def _listed(several: Any) -> list[dict[str, Any]]:
    if several is None:
        return []
    return several if isinstance(several, list) else [several]


def _unlisted(several: list[dict[str, Any]]) -> Any:
    return several[0] if len(several) == 1 else several


def is_deep(document: Mapping[str, Any]) -> bool:
    """Whether something inside attributes has to be said anew for each context."""
    return any(
        "vocab" in each or "objectType" in each or not attributes.KNOWN.issuperset(each)
        for several in document.values()
        for each in _listed(several)
    )
