"""Reading the sequence, forwards from a position or backwards from its head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.foundation import rows

from ..rules import Filter

#: Parameters in this order: topics twice, places twice.
MATCHES = """(cardinality(%s::text[]) = 0 OR EXISTS (
    SELECT FROM unnest(%s::text[]) AS wanted
    WHERE topic = wanted OR starts_with(topic, wanted || '.')))
AND (cardinality(%s::text[]) = 0 OR place = '' OR place = ANY (%s::text[]))"""
_COLUMNS = "position, id, topic, kind, subject, place, at, numbered_at, data::text"
AFTER = (
    f"SELECT {_COLUMNS} FROM broadcast_change"  # noqa: S608 -- ours
    f" WHERE position > %s AND is_public AND {MATCHES} ORDER BY position LIMIT %s"
)
_RECENT = (
    f"SELECT {_COLUMNS} FROM broadcast_change"  # noqa: S608 -- ours
    f" WHERE position < %s AND is_public AND {MATCHES} ORDER BY position DESC LIMIT %s"
)
REACH = "SELECT first, position FROM broadcast_sequencehead"
_NO_END = 2**62


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """A change as it was told. `raw` is its data as JSON text."""

    position: int
    id: UUID
    topic: str
    kind: str
    subject: str
    place: str
    at: datetime
    numbered_at: datetime
    raw: str

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.json.decode(self.raw)
        return found


@dataclass(frozen=True, slots=True)
class Reach:
    """The first position that is still kept, and the last that was given (0: none yet)."""

    first: int
    head: int


def public_reach() -> Reach:
    """From where to where the sequence can be read."""
    found = rows.fetch(REACH)
    return Reach(*found[0]) if found else Reach(1, 0)


def public_head() -> int:
    """The last position given; 0 before the first."""
    return public_reach().head


def public_after(
    position: int, topics: Sequence[str] = (), places: Sequence[str] = (), limit: int = 100
) -> list[ChangeCard]:
    """What was told after a position, oldest first. Whether something is missing, `public_reach`
    says: its `first` is then beyond `position + 1`."""
    return _cards(AFTER, position, Filter(tuple(topics), tuple(places)), limit)


def public_recent(
    topics: Sequence[str] = (),
    places: Sequence[str] = (),
    limit: int = 50,
    before: int | None = None,
) -> list[ChangeCard]:
    """What was told last, newest first; before a position, if one is given."""
    until = _NO_END if before is None else before
    return _cards(_RECENT, until, Filter(tuple(topics), tuple(places)), limit)


def _cards(statement: str, position: int, wanted: Filter, limit: int) -> list[ChangeCard]:
    topics, places = list(wanted.topics), list(wanted.places)
    found = rows.fetch(statement, [position, topics, topics, places, places, limit])
    return [ChangeCard(*row) for row in found]
