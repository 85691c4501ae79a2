"""Contexts that are here: the core, those posted here, and those pinned for an address."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.foundation import rows

from ..rules import core

#: Whatever host it is asked under, a context hosted here is known by the end of its address.
_OURS = re.compile(r"https?://[^/]+/ngsi-ld/v1/jsonldContexts/([0-9a-f-]{36})")
_COLUMNS = "SELECT id, url, digest, document::text, created_at FROM entities_hostedcontext "


@dataclass(frozen=True, slots=True)
class ContextCard:
    """A context kept here; `url` is the remote address it is pinned under, or ''."""

    id: UUID
    url: str
    digest: str
    document: object
    created_at: datetime


def public_context(key: UUID) -> ContextCard | None:
    """The context of that id, or None."""
    return next(iter(_cards("WHERE id = %s", key)), None)


def public_contexts() -> list[ContextCard]:
    """All contexts kept here, oldest first."""
    return _cards("ORDER BY created_at, id")


def public_context_document(url: str) -> object:
    """The document of a context by its address, or None: it is not here, and is not fetched."""
    if url in core.CORE_URLS:
        return core.document()
    ours = _OURS.fullmatch(url)
    if ours is not None:
        try:
            card = public_context(UUID(ours[1]))
        except ValueError:
            return None
        return card.document if card is not None else None
    found = _cards("WHERE url = %s", url)
    return found[0].document if found else None


def _cards(where: str, *parameters: object) -> list[ContextCard]:
    return [
        ContextCard(key, url or "", digest, msgspec.json.decode(document), created_at)
        for key, url, digest, document, created_at in rows.fetch(_COLUMNS + where, parameters)
    ]
