"""Entities found: by id, or by a search, a page at a time, in the order they were created."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from time import monotonic, thread_time
from typing import Any

import msgspec
from django.db import DataError, InternalError

from motcua.foundation import rows

from ..rules import geometry
from ..rules.areas import Area
from ..rules.problems import BadContent, TooComplexQuery
from .bounded import bounded
from .searching import FEW as FEW  # tests change it here
from .searching import Clause, Search, conditions, outline

#: As many shapes are looked at one by one, and no more.
MOST_SHAPES = 20_000
#: Corners asked about times corners looked at, and seconds of the processor, of one question.
MOST_PAIRS = 2_000_000
MOST_SECONDS = 3.0
#: Further on, a page is found by walking over all before it: within bounds of time.
NEAR_BY = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as it stands in the table: document and stamps are JSON text. Stamps, and when it
    was created and modified (seconds since 1970), are there where they were asked for."""

    id: str
    types: list[str]
    scopes: list[str]
    document: str
    is_deep: bool
    stamps: str | None = None
    created: float = 0.0
    modified: float = 0.0


_PLAIN = "e.uri, e.types, e.scopes, e.document::text, e.is_deep"
_STAMPED = (
    f"{_PLAIN}, e.stamps::text, extract(epoch FROM e.created_at)::float8,"
    " extract(epoch FROM e.modified_at)::float8"
)


def _columns(*, stamps: bool) -> str:
    return _STAMPED if stamps else _PLAIN


def public_entity(uri: str, *, stamps: bool = False) -> Found | None:
    """The entity of that id, or None."""
    columns = _columns(stamps=stamps)
    found = rows.fetch(f"SELECT {columns} FROM entities_entity e WHERE e.uri = %s", [uri])  # noqa: S608 -- ours
    return Found(*found[0]) if found else None


def public_entities(
    search: Search, *, limit: int, offset: int = 0, stamps: bool = False
) -> list[Found]:
    """One page of a search.

    :raises BadContent: a regular expression is none
    :raises TooComplexQuery: too many shapes would have to be looked at
    """
    return public_page(search, limit=limit, offset=offset, stamps=stamps)[0]


def public_count(search: Search) -> int:
    """How many entities a search finds in all.

    :raises BadContent: a regular expression is none
    :raises TooComplexQuery: too many shapes would have to be looked at, or it takes too long
    """
    return public_page(search, limit=0, count=True)[1]


def public_page(
    search: Search, *, limit: int, offset: int = 0, stamps: bool = False, count: bool = False
) -> tuple[list[Found], int]:
    """One page of a search, and if `count` how many it finds in all (else 0); shapes are looked at
    once for both.

    :raises BadContent: a regular expression is none
    :raises TooComplexQuery: too many shapes would have to be looked at, or it takes too long
    """
    light = search.is_light and not count and offset <= NEAR_BY
    with nullcontext() if light else bounded():
        shapes = _fitting(search.area, search) if search.area is not None else None
        found: list[Found] = []
        if limit:
            text, parameters = _page(search, shapes, _columns(stamps=stamps))
            found = [Found(*row) for row in _ask(text, [*parameters, limit, offset])]
        return found, _count(search, shapes) if count else 0


def _count(search: Search, shapes: list[object] | None) -> int:
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


def _page(search: Search, shapes: list[object] | None, columns: str) -> tuple[str, list[object]]:
    """The statement and its parameters but limit and offset.

    Three ways lead to the same answer. Where few facts answer, they are sorted; where few entities
    are of the type, each is looked at; else facts are walked along in order of their entities, and
    as many answer, enough of them come soon.
    """
    anchor = search.anchor
    if anchor is None or search.ids:
        return _by_keys(search, shapes, columns, *_in_order(search))
    few, asked = _candidates(search, limited=True)
    text = f"SELECT count(*) FROM ({few}) AS found"  # noqa: S608 -- ours
    if int(rows.fetch(text, asked)[0][0]) <= FEW:
        keys = f"SELECT DISTINCT key FROM ({few}) AS found"  # noqa: S608 -- ours
        return _by_keys(search, shapes, columns, keys, asked, with_type=True)
    if search.one_type and _is_rare(search.one_type):
        return _by_keys(search, shapes, columns, *_in_order(search))
    return _walk(search, shapes, columns)


def _by_keys(
    search: Search, shapes: list[object] | None, columns: str, keys: str, asked: list[object],
    *, with_type: bool = False,
) -> tuple[str, list[object]]:  # fmt: skip
    """Entities by their keys in order, each looked at only once its turn has come."""
    clause = conditions(search, shapes=shapes, with_type=with_type or not search.one_type)
    text = (
        f"SELECT {columns} FROM ({keys} ORDER BY 1) k CROSS JOIN LATERAL"  # noqa: S608 -- ours
        " (SELECT * FROM entities_entity e WHERE e.key = k.key OFFSET 0) e"
        f" WHERE {clause.text} ORDER BY k.key LIMIT %s OFFSET %s"
    )
    return text, [*asked, *clause.parameters]


def _in_order(search: Search) -> tuple[str, list[object]]:
    if not search.one_type:
        return "SELECT key FROM entities_entity", []
    return "SELECT t.key FROM entities_entitytype t WHERE t.type = %s", [search.one_type]


def _walk(search: Search, shapes: list[object] | None, columns: str) -> tuple[str, list[object]]:
    """Facts that answer or are wild, in order of their entities.

    `IS TRUE` changes nothing but that the database does not look by value, and sort what may be
    nearly everything.
    """
    anchor = search.anchor
    assert anchor is not None
    clause = conditions(search, shapes=shapes, with_type=not search.one_type)
    kind = [search.one_type] if search.one_type else []
    of_type = "JOIN entities_entitytype t ON t.key = c.key AND t.type = %s" if kind else ""
    if anchor.texts:
        test = "c.text = ANY(%s::text[])"
        ends: list[object] = [list(anchor.texts)]
    else:
        test = "(c.number >= %s::float8 AND c.number <= %s::float8)"
        ends = [anchor.low, anchor.high]
    text = (
        f"SELECT {columns} FROM entities_entityfact c {of_type}"  # noqa: S608 -- ours
        " JOIN entities_entity e ON e.key = c.key"
        " WHERE c.name = %s::bigint AND c.place = 0"
        f" AND ({test} OR (c.number IS NULL AND c.text IS NULL)) IS TRUE AND {clause.text}"
        " ORDER BY c.key LIMIT %s OFFSET %s"
    )
    return text, [*kind, anchor.name, *ends, *clause.parameters]


def _is_rare(kind: str) -> bool:
    """Whether few entities are of a type; remembered for a while, as only the way depends on it."""
    now = monotonic()
    held = _rare.get(kind)
    if held is None or now - held[0] > REMEMBERED_SECONDS:
        text = (
            "SELECT count(*) FROM (SELECT FROM entities_entitytype WHERE type = %s"  # noqa: S608 -- ours
            f" ORDER BY key LIMIT {FEW + 1}) AS found"
        )
        if len(_rare) > MOST_REMEMBERED:
            _rare.clear()
        held = _rare[kind] = now, int(rows.fetch(text, [kind])[0][0]) <= FEW
    return held[1]


REMEMBERED_SECONDS = 10.0
MOST_REMEMBERED = 1000
_rare: dict[str, tuple[float, bool]] = {}


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
        "SELECT e.key, (e.document -> %s)::text FROM entities_entity e"  # noqa: S608 -- ours
        f" WHERE {clause.text} LIMIT {MOST_SHAPES + 1}"
    )
    found = rows.fetch(text, [area.attribute, *clause.parameters])
    if len(found) > MOST_SHAPES:
        raise TooComplexQuery("the area covers too many shapes: make it smaller, or name a type")
    meter = _Meter(area)
    return [key for key, told in found if _fits(area, msgspec.json.decode(told), meter)]


class _Meter:
    """What looking at shapes has cost so far."""

    def __init__(self, area: Area) -> None:
        self.corners = sum(1 for _ in area.parts.corners())
        self.pairs, self.end = 0, thread_time() + MOST_SECONDS

    def take(self, shape: Mapping[str, Any]) -> None:
        """:raises TooComplexQuery: it has been enough"""
        self.pairs += self.corners * sum(1 for _ in geometry.parts(shape).corners())
        if self.pairs > MOST_PAIRS or thread_time() > self.end:
            raise TooComplexQuery("the shapes have too many corners: ask with fewer, or nearer")


def _fits(area: Area, several: Any, meter: _Meter) -> bool:
    for each in several if isinstance(several, list) else [several]:
        if each.get("type") == "GeoProperty":
            meter.take(each["value"])
            if area.holds(each["value"]):
                return True
    return False


def _ask(text: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
    try:
        return rows.fetch(text, parameters)
    except (DataError, InternalError) as wrong:
        if "regular expression" in str(wrong):
            raise BadContent("a regular expression is not understood") from None
        raise
