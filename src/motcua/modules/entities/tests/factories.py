"""Entities for tests, made as their clients make them."""

from datetime import UTC, datetime
from typing import Any

from motcua.kernel.actors import Actor
from motcua.modules.entities import operations
from motcua.modules.entities.rules import contexts, entities

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
SOURCE = Actor("source:air")
CORE = contexts.core_context()


def payload(told: dict[str, Any], *, lenient: bool = False) -> entities.Payload:
    """As the door reads it, with the core context."""
    return entities.payload(told, CORE, lenient=lenient, whole=not lenient)


def an_entity(name: str = "a", kind: str = "Room", **attributes: Any) -> str:
    """Made by a source. Returns its id."""
    uri = f"urn:ngsi-ld:{kind}:{name}"
    told = {"id": uri, "type": kind, **attributes}
    operations.create_entity(told=payload(told), by=SOURCE, at=AT)
    return uri
