"""Contexts hosted here, or pinned under their remote address. Nothing is ever fetched."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor

from .. import events, policies, queries, steps
from ..rules import contexts
from ..rules.problems import BadContent


@transaction.atomic(durable=True)
def host_context(*, document: object, by: Actor, at: datetime, url: str | None = None) -> UUID:
    """Keep a context (clause 5.13.2). With a `url` it stands for that remote address.

    :raises BadContent: it is no context
    :raises LdContextNotAvailable: it names one that is not here
    """
    policies.must_write(by)
    if not isinstance(document, dict) or "@context" not in document:
        raise BadContent("an object with an @context is expected")
    told = {"@context": document["@context"]}
    contexts.compiled(told["@context"], queries.public_context_document)
    digest = contexts.digest(told)
    key = steps.hosted(told, digest, url=url, keeper=by.id, at=at)
    fact = events.ContextHosted(str(key), url or "", digest, at)
    journal.record(fact, by=by, subject=("context", str(key)))
    return key


@transaction.atomic(durable=True)
def drop_context(*, context: UUID, by: Actor, at: datetime) -> None:
    """:raises ResourceNotFound: no such context (clause 5.13.5)"""
    policies.must_write(by)
    policies.must_keep(by, steps.dropped(context))
    journal.record(
        events.ContextDropped(str(context), at), by=by, subject=("context", str(context))
    )
