"""Reading the sequence, forwards from a position or backwards from its head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from motcua.foundation import rows
from motcua.kernel.words import Text

from ..rules import Filter

_COLUMNS = "position, id, topic, kind, subject, place, at, numbered_at, data::text"
#: Everything, in the order of positions.
_ALL = "SELECT {columns} FROM broadcast_change WHERE position {beyond} %(position)s AND is_public"
#: A topic told about once a month among a million others is found by the index: page by page for
#: each topic wanted, and the pages merged.
_BY_TOPIC = """
WITH RECURSIVE known AS (
    (SELECT topic FROM broadcast_change ORDER BY topic LIMIT 1)
    UNION ALL
    SELECT (SELECT c.topic FROM broadcast_change c WHERE c.topic > k.topic ORDER BY c.topic LIMIT 1)
    FROM known k WHERE k.topic IS NOT NULL
), wanted AS (
    SELECT k.topic AS wanted_topic FROM known k WHERE EXISTS (
        SELECT FROM unnest(%(topics)s::text[]) AS prefix
        WHERE k.topic = prefix OR starts_with(k.topic, prefix || '.'))
)
SELECT {columns} FROM wanted w CROSS JOIN LATERAL (
    SELECT c.* FROM broadcast_change c
    WHERE c.topic = w.wanted_topic AND c.position {beyond} %(position)s AND c.is_public
    AND (cardinality(%(places)s::text[]) = 0 OR c.place = '' OR c.place = ANY (%(places)s::text[]))
    ORDER BY c.position {order} LIMIT %(limit)s
) found"""
_BY_PLACE = """
SELECT {columns} FROM unnest(%(places)s::text[] || '{{""}}') AS wanted (code) CROSS JOIN LATERAL (
    SELECT c.* FROM broadcast_change c
    WHERE c.place = wanted.code AND c.position {beyond} %(position)s AND c.is_public
    ORDER BY c.position {order} LIMIT %(limit)s
) found"""


def _statements(beyond: str, order: str) -> tuple[str, str, str]:
    """For all, by topic, by place."""
    end = f" ORDER BY position {order} LIMIT %(limit)s"
    told = {"columns": _COLUMNS, "beyond": beyond, "order": order}
    return (
        _ALL.format(**told) + end,
        _BY_TOPIC.format(**told) + end,
        _BY_PLACE.format(**told) + end,
    )


_FORWARDS, _BACKWARDS = _statements(">", "ASC"), _statements("<", "DESC")
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
    return _cards(position, Filter(tuple(topics), tuple(places)), limit)


def public_recent(
    topics: Sequence[str] = (),
    places: Sequence[str] = (),
    limit: int = 50,
    before: int | None = None,
) -> list[ChangeCard]:
    """What was told last, newest first; before a position, if one is given."""
    until = _NO_END if before is None else before
    return _cards(until, Filter(tuple(topics), tuple(places)), limit, backwards=True)


def asking(
    position: int, wanted: Filter, limit: int, *, backwards: bool = False
) -> tuple[str, dict[str, int | list[str]]]:
    """The statement and its parameters; whoever asks has a connection of their own kind."""
    for_all, by_topic, by_place = _BACKWARDS if backwards else _FORWARDS
    statement = by_topic if wanted.topics else by_place if wanted.places else for_all
    return statement, {
        "position": position,
        "topics": list(wanted.topics),
        "places": list(wanted.places),
        "limit": limit,
    }


def _cards(
    position: int, wanted: Filter, limit: int, *, backwards: bool = False
) -> list[ChangeCard]:
    with connection.cursor() as cursor:
        cursor.execute(*asking(position, wanted, limit, backwards=backwards))
        return [ChangeCard(*row) for row in cursor.fetchall()]
