"""Entities read and locked, to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from motcua.foundation import rows

from ..rules.entities import Entity
from ..rules.problems import ResourceNotFound

_COLUMNS = (
    "SELECT key, uri, types, scopes, document::text, stamps::text,"
    " extract(epoch FROM created_at)::float8, extract(epoch FROM modified_at)::float8, keeper"
    " FROM entities_entity "
)
_ONE = _COLUMNS + "WHERE uri = %s FOR UPDATE"
# In one order for all, so that two who lock several never wait for each other.
_SEVERAL = _COLUMNS + "WHERE uri = ANY(%s::text[]) ORDER BY key FOR UPDATE"
_read = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(slots=True)
class Row:
    """An entity under change, and what it was when it was read."""

    key: UUID
    entity: Entity
    keeper: str
    document: dict[str, Any]
    stamps: dict[str, Any]
    types: list[str]
    scopes: list[str]


def locked(uri: str) -> Row:
    """:raises ResourceNotFound: no such entity"""
    found = rows.fetch(_ONE, [uri])
    if not found:
        raise ResourceNotFound("there is no such entity")
    return _row(found[0])


def locked_all(uris: Sequence[str]) -> dict[str, Row]:
    """Those of them that are there, by id."""
    return {row[1]: _row(row) for row in rows.fetch(_SEVERAL, [list(dict.fromkeys(uris))])}


def _row(row: Sequence[Any]) -> Row:
    key, uri, types, scopes, document, stamps, created, modified, keeper = row
    told, beside = _read(document), _read(stamps)
    entity = Entity(uri, types, scopes, told, beside, created, modified)
    return Row(key, entity, keeper, dict(told), dict(beside), types, scopes)
