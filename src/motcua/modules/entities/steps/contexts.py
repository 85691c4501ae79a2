"""Contexts kept here."""

from datetime import datetime
from uuid import UUID

import msgspec

from motcua.foundation import rows
from motcua.foundation.identifiers import new_id

from ..rules.problems import ResourceNotFound

_HOST = """
INSERT INTO entities_hostedcontext (id, url, digest, document, keeper, created_at)
VALUES (%s, %s, %s, %s::jsonb, %s, %s)
ON CONFLICT (url) DO UPDATE
SET digest = excluded.digest, document = excluded.document, keeper = excluded.keeper,
    created_at = excluded.created_at
RETURNING id
"""
_DROP = "DELETE FROM entities_hostedcontext WHERE id = %s RETURNING keeper"


def hosted(document: object, digest: str, *, url: str | None, keeper: str, at: datetime) -> UUID:
    """Keep a context; one pinned under the same address is replaced. Returns its id."""
    told = msgspec.json.encode(document).decode()
    ((key,),) = rows.fetch(_HOST, [new_id(), url, digest, told, keeper, at])
    assert isinstance(key, UUID)
    return key


def dropped(key: UUID) -> str:
    """Forget it. Returns who kept it.

    :raises ResourceNotFound: no such context
    """
    found = rows.fetch(_DROP, [key])
    if not found:
        raise ResourceNotFound("there is no such context")
    return str(found[0][0])
