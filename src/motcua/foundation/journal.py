"""The journal: one append-only table that is both the audit trail and the outbox.

A fact is written once. The same row is the audit entry, the timeline the citizen sees, and the
message that makes other modules act. Entries hold ids and values, never personal data.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

import msgspec
from django.db import connection, transaction
from uuid_utils import uuid7

from motcua.kernel.actors import Actor

from . import jobs, rows
from .copying import copy_rows
from .identifiers import new_id


class Event(Protocol):
    """A fact in the past tense: a frozen dataclass with a versioned kind."""

    kind: ClassVar[str]

    @property
    def at(self) -> datetime: ...


E = TypeVar("E", bound=Event)

#: Set by the doors' middleware, so that an entry can be traced to the request that caused it.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_reactions: dict[str, list[str]] = defaultdict(list)
#: Reactions that look at what is there: event kind -> name and the key of those told together.
_soon: dict[str, list[tuple[str, Callable[[Any], str | None]]]] = defaultdict(list)
_by_name: dict[str, tuple[type[Any], Callable[[Any], None]]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as read back. `fact` has the event's fields as JSON values."""

    id: UUID
    kind: str
    recorded_at: datetime
    at: datetime
    actor: str
    on_behalf_of: str | None
    fact: dict[str, Any]


def reacts_to(
    event: type[E], *, name: str, together: Callable[[E], str | None] | None = None
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a reaction under a name that survives a rename of the function.

    The reaction runs as a job after the fact is committed, at least once: it must be idempotent.

    `together` is for reactions that look at what is there and not at the event, to events that come
    many times a second: events of one key are told by one job about a second later, the first of
    them, however many there are; those without a key (None) are not told. An event that is still
    being written when the job begins waits for the next one: sweep up now and then.
    """

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        if name in _by_name:
            raise ValueError(f"two reactions are named {name}")
        _by_name[name] = (event, reaction)
        if together is None:
            _reactions[event.kind].append(name)
        else:
            _soon[event.kind].append((name, together))
        return reaction

    return register


@dataclass(frozen=True, slots=True)
class Fact:
    """An event with who caused it, and what it belongs to."""

    event: Event
    actor: str
    subject: tuple[str, str]
    on_behalf_of: str | None = None


def record(
    event: Event, *, by: Actor, subject: tuple[str, str], on_behalf_of: str | None = None
) -> UUID:
    """Write the fact and queue one job per reaction, inside the caller's transaction.

    :raises TransactionManagementError: outside a transaction, where fact and deed could part
    """
    return record_all([Fact(event, by.id, subject, on_behalf_of)])[0]


def record_all(facts: Sequence[Fact]) -> list[UUID]:
    """Write facts in their order and queue one job per reaction, all in one statement.

    :raises TransactionManagementError: outside a transaction, where fact and deed could part
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded inside a transaction")
    if not facts:
        return []
    entries: list[UUID] = []
    parameters: list[Any] = []
    for fact in facts:
        entries.append(new_id())
        parameters += [
            entries[-1], fact.event.kind, fact.event.at, fact.actor, fact.on_behalf_of,
            *fact.subject, request_id.get(), msgspec.json.encode(fact.event).decode(),
        ]  # fmt: skip
    written = _WRITE + ", ".join([_ROW] * len(facts))
    waiting = {kind: _reactions[kind] for f in facts if (kind := f.event.kind) in _reactions}
    soon = _told_soon(entries, facts)
    statement = f"WITH entry AS ({written} RETURNING id, kind, recorded_at)"
    if soon and waiting:
        statement = f"{statement}, soon AS ({_SOON}) {_QUEUE}"
    elif soon or waiting:
        statement = f"{statement} {_SOON if soon else _QUEUE}"
    else:
        statement = written
    if soon:
        parameters += [REACT, *(list(column) for column in zip(*soon, strict=True))]
    if waiting:
        kinds = [kind for kind, names in waiting.items() for _ in names]
        names = [name for names in waiting.values() for name in names]
        parameters += [REACT, kinds, names]
    rows.run(statement, parameters)
    return entries


def _told_soon(entries: Sequence[UUID], facts: Sequence[Fact]) -> list[tuple[UUID, str, str]]:
    """Entry, reaction and lock of what is told together."""
    return [
        (entry, name, f"{jobs.SOON}{name} {key}")
        for entry, fact in zip(entries, facts, strict=True)
        for name, together in _soon.get(fact.event.kind, ())
        if (key := together(fact.event)) is not None
    ]


REACT = "journal.react"
_WRITE = (
    "INSERT INTO foundation_entry (id, recorded_at, kind, at, actor, on_behalf_of,"
    " subject_type, subject_id, request_id, fact) VALUES "
)
_ROW = "(%s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s::jsonb)"
#: At most one waits of those told together.
_SOON = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, queueing_lock, args, scheduled_at)
SELECT 'default', %s, 0, lock, jsonb_build_object(
    'reaction', name, 'entry', entry.id, 'recorded_at', recorded_at
), clock_timestamp() + interval '1 second'
FROM entry JOIN unnest(%s::uuid[], %s::text[], %s::text[]) AS told (of_entry, name, lock)
ON of_entry = entry.id
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
"""
#: What `jobs.defer_all` would do, one journey to the database earlier.
_QUEUE = """
SELECT procrastinate_defer_jobs_v1(array_agg(
    ROW('default', %s, 0, NULL, NULL, jsonb_build_object(
        'reaction', name, 'entry', entry.id, 'recorded_at', recorded_at
    ), NULL)::procrastinate_job_to_defer_v1 ORDER BY recorded_at, entry.id, place
)) FROM entry
JOIN unnest(%s::text[], %s::text[]) WITH ORDINALITY AS reaction (of_kind, name, place)
ON of_kind = kind
"""


def take_over(facts: Iterable[Fact], *, batch: str) -> int:
    """Write facts of before in one go. Returns how many.

    They keep the moment they happened as the moment they were recorded, name the batch in place of
    a request, and queue nothing: what follows from them has long been done. Their months must have
    been made (`partitions.cover`).

    :raises TransactionManagementError: outside a transaction
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a fact is recorded inside a transaction")
    return copy_rows(
        "foundation_entry",
        (
            "id", "recorded_at", "kind", "at", "actor", "on_behalf_of", "subject_type",
            "subject_id", "request_id", "fact",
        ),
        (
            (
                str(uuid7()), fact.event.at, fact.event.kind, fact.event.at, fact.actor,
                fact.on_behalf_of, *fact.subject, batch, msgspec.json.encode(fact.event).decode(),
            )
            for fact in facts
        ),
    )  # fmt: skip


def timeline(subject: tuple[str, str]) -> list[Entry]:
    """Everything recorded about a subject, oldest first. Who may read it is the caller's matter."""
    found = rows.fetch(_TIMELINE, subject)
    return [
        Entry(key, kind, recorded_at, at, actor, for_whom, _fact(fact))
        for key, kind, recorded_at, at, actor, for_whom, fact in found
    ]


_TIMELINE = (
    "SELECT id, kind, recorded_at, at, actor, on_behalf_of, fact FROM foundation_entry"
    " WHERE subject_type = %s AND subject_id = %s ORDER BY recorded_at, id"
)


def reactions() -> dict[str, tuple[str, ...]]:
    """Event kind -> names of its reactions, for the handbook and the shape tests."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, names in _reactions.items():
        found[kind] += names
    for kind, told in _soon.items():
        found[kind] += [name for name, _ in told]
    return {kind: tuple(names) for kind, names in sorted(found.items())}


@jobs.task(name=REACT)
def react(*, reaction: str, entry: str, recorded_at: str) -> None:
    event_type, handle = _by_name[reaction]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT fact FROM foundation_entry WHERE recorded_at = %s AND id = %s",
            [recorded_at, entry],
        )
        (fact,) = cursor.fetchone()
    handle(msgspec.convert(_fact(fact), event_type, strict=False))


def _fact(raw: Any) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(raw) if isinstance(raw, str | bytes) else raw
    return found
