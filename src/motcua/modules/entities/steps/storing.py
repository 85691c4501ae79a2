"""Entities written: rows, their types, and their facts. A row is locked before its facts change.

Callers send what is here together (`rows.together`).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec

from motcua.foundation import rows
from motcua.foundation.identifiers import new_id

from ..rules import core, facts, geometry
from ..rules.entities import Entity, is_deep
from .loading import Row

_INSERT = """
INSERT INTO entities_entity (key, uri, types, scopes, document, stamps, is_deep, keeper,
    created_at, modified_at, point, extent)
SELECT key, uri, ARRAY(SELECT jsonb_array_elements_text(types)),
    ARRAY(SELECT jsonb_array_elements_text(scopes)), document, stamps, is_deep, %s, %s, %s,
    CASE WHEN west = east AND south = north THEN point(west, south) END,
    box(point(west, south), point(east, north))
FROM unnest(%s::uuid[], %s::text[], %s::jsonb[], %s::jsonb[], %s::jsonb[], %s::jsonb[], %s::bool[],
    %s::float8[], %s::float8[], %s::float8[], %s::float8[])
    AS new (key, uri, types, scopes, document, stamps, is_deep, west, south, east, north)
ON CONFLICT (uri) DO NOTHING RETURNING uri
"""
#: The commonest write by far: attributes of one entity, and not its place.
_ATTRIBUTES = """
UPDATE entities_entity SET document = (document - %s::text[]) || %s::jsonb,
    stamps = (stamps - %s::text[]) || %s::jsonb, is_deep = %s, modified_at = %s WHERE key = %s
"""
_ATTRIBUTES_OF_MANY = """
UPDATE entities_entity AS entity
SET document = (entity.document - ARRAY(SELECT jsonb_array_elements_text(gone))) || new.document,
    stamps = (entity.stamps - ARRAY(SELECT jsonb_array_elements_text(gone))) || new.stamps,
    is_deep = new.is_deep, modified_at = %s
FROM unnest(%s::uuid[], %s::jsonb[], %s::jsonb[], %s::jsonb[], %s::bool[])
    AS new (key, gone, document, stamps, is_deep)
WHERE entity.key = new.key
"""
_ALL = """
UPDATE entities_entity AS entity
SET types = ARRAY(SELECT jsonb_array_elements_text(new.types)),
    scopes = ARRAY(SELECT jsonb_array_elements_text(new.scopes)),
    document = new.document, stamps = new.stamps, is_deep = new.is_deep, modified_at = %s,
    point = CASE WHEN west = east AND south = north THEN point(west, south) END,
    extent = box(point(west, south), point(east, north))
FROM unnest(%s::uuid[], %s::text[], %s::jsonb[], %s::jsonb[], %s::jsonb[], %s::jsonb[], %s::bool[],
    %s::float8[], %s::float8[], %s::float8[], %s::float8[])
    AS new (key, uri, types, scopes, document, stamps, is_deep, west, south, east, north)
WHERE entity.key = new.key
"""
_TYPES = """
INSERT INTO entities_entitytype (type, key) SELECT * FROM unnest(%s::text[], %s::uuid[])
ON CONFLICT DO NOTHING
"""
_OTHER_TYPES = "DELETE FROM entities_entitytype WHERE key = %s AND type <> ALL(%s::text[])"
_FACTS = """
INSERT INTO entities_entityfact (key, name, place, number, text)
SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::smallint[], %s::float8[], %s::text[])
ON CONFLICT (name, key, place) DO UPDATE SET number = excluded.number, text = excluded.text
"""
_NO_FACTS = """
DELETE FROM entities_entityfact AS fact USING unnest(%s::uuid[], %s::bigint[]) AS old (key, name)
WHERE fact.key = old.key AND fact.name = old.name
"""
_FACT = """
INSERT INTO entities_entityfact (key, name, place, number, text) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (name, key, place) DO UPDATE SET number = excluded.number, text = excluded.text
"""
_DELETE = (
    "DELETE FROM entities_entitytype WHERE key = ANY(%s::uuid[])",
    "DELETE FROM entities_entity WHERE key = ANY(%s::uuid[])",
)
Line = tuple[UUID, int, int, float | None, str | None]


def insert(entities: Sequence[Entity], *, keeper: str, at: datetime) -> set[str]:
    """Write new entities. Returns the ids of those that were not there before."""
    if not entities:
        return set()
    keys = {entity.id: new_id() for entity in entities}
    columns = _columns([(keys[entity.id], entity) for entity in entities])
    made = {uri for (uri,) in rows.fetch(_INSERT, [keeper, at, at, *columns])}
    new = [entity for entity in entities if entity.id in made]
    _write_types([(keys[entity.id], entity.types) for entity in new])
    _write_facts([
        line for entity in new for line in _lines(keys[entity.id], entity)
    ])  # fmt: skip
    return made


def save(changed: Sequence[Row], *, at: datetime) -> None:
    """Write what was changed of entities that are locked."""
    moved = [row for row in changed if _is_moved(row)]
    stayed = [row for row in changed if not _is_moved(row)]
    if len(stayed) == 1:
        _save_attributes(stayed[0], at)
    elif stayed:
        _save_attributes_of(stayed, at)
    if moved:
        rows.run(_ALL, [at, *_columns([(row.key, row.entity) for row in moved])])
    retyped = [row for row in moved if row.types != row.entity.types]
    for row in retyped:
        rows.run(_OTHER_TYPES, [row.key, row.entity.types])
    _write_types([(row.key, row.entity.types) for row in retyped])
    _renew_facts(changed)


def delete(gone: Sequence[Row]) -> None:
    """Remove locked entities with all that stands in indexes for them."""
    lines = {(row.key, line[1]): None for row in gone for line in _lines(row.key, row.entity)}
    if lines:
        rows.run(_NO_FACTS, [[key for key, _ in lines], [name for _, name in lines]])
    for statement in _DELETE:
        rows.run(statement, [[row.key for row in gone]])


def _save_attributes(row: Row, at: datetime) -> None:
    gone, there, stamps, deep = _written(row.entity)
    rows.run(_ATTRIBUTES, [gone, _json(there), gone, _json(stamps), deep, at, row.key])


def _save_attributes_of(several: Sequence[Row], at: datetime) -> None:
    written = [_written(row.entity) for row in several]
    rows.run(_ATTRIBUTES_OF_MANY, [
        at,
        [row.key for row in several],
        *([_json(each[part]) for each in written] for part in range(3)),
        [each[3] for each in written],
    ])  # fmt: skip


def _written(entity: Entity) -> tuple[list[str], dict[str, Any], dict[str, Any], bool]:
    """Names that are gone, instances and stamps that are new, and whether it is deep now."""
    gone = [iri for iri, is_there in entity.changed.items() if not is_there]
    there = [iri for iri, is_there in entity.changed.items() if is_there]
    return (
        gone,
        {iri: entity.document[iri] for iri in there},
        {iri: entity.stamps[iri] for iri in there},
        is_deep(entity.document),
    )


def _is_moved(row: Row) -> bool:
    entity = row.entity
    return (
        core.LOCATION in entity.changed or entity.types != row.types or entity.scopes != row.scopes
    )


def _columns(entities: Sequence[tuple[UUID, Entity]]) -> list[list[Any]]:
    lines = [
        (
            key, entity.id, _json(entity.types), _json(entity.scopes), _json(entity.document),
            _json(entity.stamps), is_deep(entity.document), *_box(entity),
        )
        for key, entity in entities
    ]  # fmt: skip
    return [list(column) for column in zip(*lines, strict=True)]


def _box(entity: Entity) -> tuple[float | None, ...]:
    several = entity.document.get(core.LOCATION)
    first = several[0] if isinstance(several, list) else several
    if not first or first["type"] != "GeoProperty":
        return (None,) * 4
    return geometry.box(geometry.parts(first["value"]))


def _write_types(types: Sequence[tuple[UUID, list[str]]]) -> None:
    if types:
        pairs = [(each, key) for key, several in types for each in several]
        rows.run(_TYPES, [[each for each, _ in pairs], [key for _, key in pairs]])


def _renew_facts(changed: Sequence[Row]) -> None:
    """Facts of changed attributes, where they changed; fewer than before are deleted first."""
    gone: list[tuple[UUID, int]] = []
    new: list[Line] = []
    for row in changed:
        for iri in row.entity.changed:
            before = _facts(iri, row.document, row.stamps)
            now = _facts(iri, row.entity.document, row.entity.stamps)
            if before == now:
                continue
            old, fresh = list(_numbered(row.key, before)), list(_numbered(row.key, now))
            if not {line[1:3] for line in old} <= {line[1:3] for line in fresh}:
                gone += {(row.key, line[1]): None for line in old}
            new += fresh
    if gone:
        rows.run(_NO_FACTS, [[key for key, _ in gone], [name for _, name in gone]])
    _write_facts(new)


def _facts(iri: str, document: dict[str, Any], stamps: dict[str, Any]) -> list[facts.Fact]:
    return facts.of_attribute(iri, document[iri], stamps[iri]) if iri in document else []


def _lines(key: UUID, entity: Entity) -> Iterator[Line]:
    for iri in entity.document:
        yield from _numbered(key, _facts(iri, entity.document, entity.stamps))


def _numbered(key: UUID, found: list[facts.Fact]) -> Iterator[Line]:
    """Lines of the index. Place 0 alone tells whether to look at the entity: of several values it
    is wild, so that who walks along the index meets each entity once."""
    for name, group in groupby(sorted(found, key=_name), key=_name):
        several = list(group)
        if len(several) > 1:
            wild = facts.Fact(name)
            several = [wild, *(fact for fact in several if fact != wild)]
        for place, fact in enumerate(several):
            yield key, fact.name, place, fact.number, fact.text


def _name(fact: facts.Fact) -> int:
    return fact.name


def _write_facts(lines: Sequence[Line]) -> None:
    if len(lines) == 1:
        rows.run(_FACT, lines[0])
    elif lines:
        rows.run(_FACTS, [list(column) for column in zip(*lines, strict=True)])


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
