"""Which types and attributes there are (clauses 5.7.5 to 5.7.10)."""

from dataclasses import dataclass

from motcua.foundation import rows

from .bounded import bounded


@dataclass(frozen=True, slots=True)
class TypeCard:
    """A type's IRI and its attributes; with how many entities where that was counted."""

    type: str
    attributes: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class AttributeCard:
    """An attribute's IRI, the types of entities that have it, kinds of attribute, how many."""

    attribute: str
    types: tuple[str, ...]
    kinds: tuple[str, ...]
    count: int


#: Jumps from type to type through the index: it costs the same however many entities there are.
_TYPES = """
WITH RECURSIVE found AS (
    (SELECT type FROM entities_entitytype ORDER BY type LIMIT 1)
    UNION ALL
    SELECT (SELECT type FROM entities_entitytype t WHERE t.type > found.type
            ORDER BY type LIMIT 1)
    FROM found WHERE found.type IS NOT NULL
)
SELECT type FROM found WHERE type IS NOT NULL
"""
_WITH_ATTRIBUTES = """
SELECT type, count(DISTINCT e.key), array_agg(DISTINCT name ORDER BY name)
        FILTER (WHERE name IS NOT NULL)
FROM entities_entity e CROSS JOIN LATERAL unnest(e.types) AS type
LEFT JOIN LATERAL jsonb_object_keys(e.document) AS name ON true
WHERE %s::text IS NULL OR type = %s GROUP BY type ORDER BY type
"""
_ATTRIBUTES = """
SELECT name, array_agg(DISTINCT type ORDER BY type), array_agg(DISTINCT kind ORDER BY kind),
    count(DISTINCT e.key)
FROM entities_entity e CROSS JOIN LATERAL unnest(e.types) AS type
CROSS JOIN LATERAL jsonb_each(e.document) AS attribute (name, told)
CROSS JOIN LATERAL jsonb_path_query(told, '$.type') AS k (word)
CROSS JOIN LATERAL (SELECT word #>> '{}' AS kind) AS kinds
WHERE (%s::text IS NULL OR name = %s) AND (%s::text IS NULL OR %s = ANY(e.types))
GROUP BY name ORDER BY name
"""


def public_types(*, details: bool = False, only: str | None = None) -> list[TypeCard]:
    """All types, or one; with attributes and counts if details are asked for."""
    if not details:
        return [TypeCard(iri) for (iri,) in rows.fetch(_TYPES)]
    with bounded():
        found = rows.fetch(_WITH_ATTRIBUTES, [only, only])
    return [TypeCard(iri, tuple(names or ()), count) for iri, count, names in found]


def public_attributes(
    *, only: str | None = None, of_type: str | None = None
) -> list[AttributeCard]:
    """All attributes, or one, or those of entities of one type."""
    with bounded():
        found = rows.fetch(_ATTRIBUTES, [only, only, of_type, of_type])
    return [
        AttributeCard(iri, tuple(types), tuple(kinds), count) for iri, types, kinds, count in found
    ]
