"""Reading the sequence, forwards from a position or backwards from its head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.foundation import rows
from motcua.kernel.words import Text

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
#: From one topic, or place, to the next by the index: as many steps as there are of them.
_EACH = """
WITH RECURSIVE each AS (
    (SELECT {0} FROM broadcast_change ORDER BY {0} LIMIT 1)
    UNION ALL
    SELECT (SELECT c.{0} FROM broadcast_change c WHERE c.{0} > e.{0} ORDER BY c.{0} LIMIT 1)
    FROM each e WHERE e.{0} IS NOT NULL
)
SELECT e.{0}, l.position, l.numbered_at, l.vi, l.en FROM each e CROSS JOIN LATERAL (
    SELECT position, numbered_at, coalesce(data #>> '{{title,vi}}', '') AS vi,
        coalesce(data #>> '{{title,en}}', '') AS en
    FROM broadcast_change c
    WHERE c.{0} = e.{0} AND is_public ORDER BY position DESC LIMIT 1
) l WHERE e.{0} IS NOT NULL ORDER BY e.{0}
"""
_TOPICS, _PLACES = _EACH.format("topic"), _EACH.format("place")
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


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic that was told about lately, when it last was, and under which title."""

    topic: str
    position: int
    told_at: datetime
    title: Text


def public_topics() -> list[TopicCard]:
    """Every topic of the changes still kept, by name."""
    return [
        TopicCard(topic, position, told_at, Text(vi, en))
        for topic, position, told_at, vi, en in rows.fetch(_TOPICS)
    ]


def public_places() -> list[str]:
    """Codes of every place of the changes still kept."""
    return [place for place, *_ in rows.fetch(_PLACES) if place]


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
