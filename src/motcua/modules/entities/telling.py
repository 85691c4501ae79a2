"""What is recorded and told of written entities: one journal entry, one change for each."""

import re
from collections.abc import Sequence
from datetime import datetime

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.modules.broadcast import steps as broadcast
from motcua.modules.broadcast.rules import Change

from . import events
from .rules.contexts import core_context
from .rules.entities import Entity

CREATED, REPLACED, UPDATED, DELETED = "created", "replaced", "updated", "deleted"
_NOT_IN_TOPICS = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST_SUBJECT = 256
MOST_NAMES = 100


def told(act: str, entities: Sequence[Entity], *, by: Actor, at: datetime) -> None:
    """Record what was done, and publish it, inside the caller's transaction."""
    if not entities:
        return
    ids = tuple(entity.id for entity in entities)
    subject = ("entity", ids[0] if len(ids) == 1 else "batch")
    journal.record(events.EntitiesWritten(act, ids, at), by=by, subject=subject)
    broadcast.publish([_change(act, entity, at) for entity in entities])


def _change(act: str, entity: Entity, at: datetime) -> Change:
    short = core_context().compact
    changed = entity.changed if act == UPDATED else entity.document
    data = {
        "id": entity.id,
        "type": [short(iri) for iri in entity.types],
        "act": act,
        "attributes": [short(iri) for iri in changed][:MOST_NAMES],
    }
    topic = f"entities.{topic_word(entity.types[0])}"
    kind = f"vn.motcua.entity.{act}.v1"
    return Change(topic, kind, f"entity:{entity.id}"[:LONGEST_SUBJECT], "", at, data)


def topic_word(iri: str) -> str:
    """The last word of a type's IRI, as topics are spelt."""
    last = re.split(r"[/#:]", iri.rstrip("/#:"))[-1]
    return _NOT_IN_TOPICS.sub("_", last)[:64] or "_"
