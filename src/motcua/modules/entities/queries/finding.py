"""Entities found: by id, or by a search, a page at a time, in the order they were created."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import DataError, InternalError

from motcua.foundation import rows

from ..rules.areas import Area
from ..rules.problems import BadRequestData, TooComplexQuery
from .searching import FEW, Clause, Search, conditions, outline

#: As many shapes are looked at one by one, and no more.
MOST_SHAPES = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as it stands in the table: document and stamps are JSON text."""

    id: str
    types: list[str]
    scopes: list[str]
    document: str
    stamps: str | None
    created_at: datetime
    modified_at: datetime
    is_deep: bool


_COLUMNS = "e.uri, e.types, e.scopes, e.document::text, {}, e.created_at, e.modified_at, e.is_deep"


def _columns(*, stamps: bool) -> str:
    return _COLUMNS.format("e.stamps::text" if stamps else "NULL")


def public_entity(uri: str, *, stamps: bool = False) -> Found | None:
    """The entity of that id, or None."""
    columns = _columns(stamps=stamps)
    found = rows.fetch(f"SELECT {columns} FROM entities_entity e WHERE e.uri = %s", [uri])  # noqa: S608 -- ours
    return Found(*found[0]) if found else None


def public_entities(
    search: Search, *, limit: int, offset: int = 0, stamps: bool = False
) -> list[Found]:
    """One page of a search.

    :raises BadRequestData: a regular expression is none
    :raises TooComplexQuery: too many shapes would have to be looked at
    """
    shapes = _fitting(search.area, search) if search.area is not None else None
    text, parameters = _page(search, shapes, _columns(stamps=stamps))
    return [Found(*row) for row in _ask(text, [*parameters(limit, offset)])]


def public_count(search: Search) -> int:
    """How many entities a search finds in all.

    :raises BadRequestData: a regular expression is none
    """
    shapes = _fitting(search.area, search) if search.area is not None else None
    clause = conditions(search, shapes=shapes, with_type=not search.one_type)
    start, values = "entities_entity e", []
    if search.one_type:
        start = "entities_entitytype t JOIN entities_entity e ON e.key = t.key AND t.type = %s"
        values = [search.one_type]
        if not clause.tests:
            start = "entities_entitytype t WHERE t.type = %s AND true"
            return int(_ask(f"SELECT count(*) FROM {start}", values)[0][0])  # noqa: S608 -- ours
    if search.anchor is not None:
        few, more = _candidates(search, limited=False)
        clause.add(f"e.key IN ({few})", *more)
    text = f"SELECT count(*) FROM {start} WHERE {clause.text}"  # noqa: S608 -- ours
    return int(_ask(text, [*values, *clause.parameters])[0][0])


def public_keys(search: Search, *, limit: int) -> list[str]:
    """Ids alone of what a search finds."""
    return [found.id for found in public_entities(search, limit=limit)]


def _page(search: Search, shapes: list[object] | None, columns: str) -> tuple[str, Any]:
    """The statement, and what makes its parameters of a limit and an offset."""
    ordered = conditions(search, shapes=shapes, with_type=not search.one_type)
    start, first = _in_order(search)
    walk = (
        f"SELECT {columns} FROM {start} WHERE {ordered.text}"  # noqa: S608 -- ours
        f" ORDER BY {'t' if search.one_type else 'e'}.key LIMIT %s OFFSET %s"
    )
    if search.anchor is None or search.ids:
        return walk, lambda limit, offset: [*first, *ordered.parameters, limit, offset]
    few, asked = _candidates(search, limited=True)
    every = conditions(search, shapes=shapes)
    text = f"""
    WITH candidate AS MATERIALIZED ({few}),
    few AS MATERIALIZED (SELECT count(*) <= {FEW} AS is_so FROM candidate)
    (SELECT {columns} FROM (SELECT DISTINCT key FROM candidate ORDER BY key) c
        JOIN entities_entity e ON e.key = c.key
        WHERE (SELECT is_so FROM few) AND {every.text} ORDER BY c.key LIMIT %s OFFSET %s)
    UNION ALL
    (SELECT {columns} FROM {start} WHERE NOT (SELECT is_so FROM few) AND {ordered.text}
        ORDER BY {"t" if search.one_type else "e"}.key LIMIT %s OFFSET %s)
    """  # noqa: S608 -- ours
    return text, lambda limit, offset: [
        *asked, *every.parameters, limit, offset, *first, *ordered.parameters, limit, offset,
    ]  # fmt: skip


def _in_order(search: Search) -> tuple[str, list[object]]:
    if not search.one_type:
        return "entities_entity e", []
    return (
        "entities_entitytype t JOIN entities_entity e ON e.key = t.key AND t.type = %s",
        [search.one_type],
    )


def _candidates(search: Search, *, limited: bool) -> tuple[str, list[object]]:
    """Keys of entities that have a fact such as the anchor asks for, or a wild one."""
    anchor = search.anchor
    assert anchor is not None
    clause = Clause([], [])
    clause.add("f.name = %s::bigint", anchor.name)
    if anchor.texts:
        clause.add("f.text = ANY(%s::text[])", list(anchor.texts))
    else:
        clause.add("f.number >= %s::float8", anchor.low)
        clause.add("f.number <= %s::float8", anchor.high)
    limit = f"LIMIT {FEW + 1}" if limited else ""
    text = (
        f"(SELECT f.key FROM entities_entityfact f WHERE {clause.text} {limit})"  # noqa: S608 -- ours
        " UNION ALL (SELECT f.key FROM entities_entityfact f WHERE f.name = %s::bigint"
        f" AND f.number IS NULL AND f.text IS NULL {limit})"
    )
    return text, [*clause.parameters, anchor.name]


def _fitting(area: Area, search: Search) -> list[object]:
    """Keys of entities whose shapes were looked at and fit."""
    clause = outline(area)
    if search.types is not None:
        narrow = conditions(Search(types=search.types))
        clause.add(narrow.text, *narrow.parameters)
    text = (
        "SELECT e.key, (e.document -> %s)::text FROM entities_entity e"
        f" WHERE {clause.text} LIMIT {MOST_SHAPES + 1}"
    )
    found = rows.fetch(text, [area.attribute, *clause.parameters])
    if len(found) > MOST_SHAPES:
        raise TooComplexQuery("the area covers too many shapes: make it smaller, or name a type")
    return [key for key, told in found if _fits(area, msgspec.json.decode(told))]


def _fits(area: Area, several: Any) -> bool:
    instances = several if isinstance(several, list) else [several]
    return any(
        each.get("type") == "GeoProperty" and area.holds(each["value"]) for each in instances
    )


def _ask(text: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
    try:
        return rows.fetch(text, parameters)
    except (DataError, InternalError) as wrong:
        if "regular expression" in str(wrong):
            raise BadRequestData("a regular expression is not understood") from None
        raise
