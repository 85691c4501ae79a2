"""Giving keys and ending them."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal, rows, vault
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, NotFound

from . import events, rules
from .models import Key
from .rules import Kind, TooManyKeys, Wish

#: Its owner sees when a key was used last, to the hour; a program's every request need not write.
_USE_NOTED_EVERY = timedelta(hours=1)
NOBODYS = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Given:
    """A new key and its secret, which is told this once."""

    id: UUID
    secret: str


@transaction.atomic(durable=True)
def give_key(*, wish: Wish, by: Actor, at: datetime) -> Given:
    """Make a key for a program of this person; only the fingerprint of its secret is kept.

    :raises NotAllowed: not a person
    :raises TooManyKeys: the person has enough of them
    """
    if by.person is None:
        raise NotAllowed("keys belong to people", act="key")
    # One after the other, so that two requests at once cannot both find room for the last one.
    rows.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"keys:{by.person}"])
    if Key.objects.filter(owner=by.person, ends_at__gt=at).count() >= rules.MOST_KEYS:
        raise TooManyKeys("enough keys", most=rules.MOST_KEYS)
    start = rules.TOKEN if wish.kind is Kind.TOKEN else rules.SECRET
    secret = start + secrets.token_urlsafe(32)
    key = Key.objects.create(
        id=new_id(),
        owner=by.person,
        kind=wish.kind,
        label_sealed=vault.seal(wish.label.encode()),
        secret_print=vault.fingerprint(secret),
        scopes=[str(scope) for scope in wish.scopes],
        given_at=at,
        ends_at=wish.ends_at,
    )
    scopes = tuple(str(scope) for scope in wish.scopes)
    given = events.KeyGiven(key.id, str(wish.kind), scopes, wish.ends_at, at)
    journal.record(given, by=by, subject=_subject(key.id))
    return Given(key.id, secret)


@transaction.atomic(durable=True)
def end_key(*, key_id: UUID, by: Actor, at: datetime) -> None:
    """From now on nothing opens with it, nor with a pass it got.

    :raises NotFound: not a key of this person that works
    """
    live = Key.objects.filter(id=key_id, owner=by.person or NOBODYS, ends_at__gt=at)
    if not live.update(ends_at=at):
        raise NotFound("no such key")
    journal.record(events.KeyEnded(key_id, at), by=by, subject=_subject(key_id))


@transaction.atomic(durable=True)
def end_all(*, owner: UUID, by: Actor, at: datetime) -> int:
    """End every key of somebody who is erased, and forget what they called them. Returns how many
    still worked.

    :raises NotAllowed: only the machinery does this
    """
    if by != SYSTEM:
        raise NotAllowed("only the system ends keys of others", act="key")
    live = list(Key.objects.select_for_update().filter(owner=owner, ends_at__gt=at))
    for key in live:
        key.ends_at = at
        key.save(update_fields=["ends_at"])
        journal.record(events.KeyEnded(key.id, at), by=by, subject=_subject(key.id))
    Key.objects.filter(owner=owner).delete()
    return len(live)


@transaction.atomic(durable=True)
def note_use(*, key_id: UUID, used_at: datetime | None, by: Actor, at: datetime) -> None:
    """That its owner's program (`by`) showed the key; `used_at` is what is known of it so far."""
    if used_at is None or at - used_at >= _USE_NOTED_EVERY:
        Key.objects.filter(id=key_id, owner=by.person or NOBODYS).update(used_at=at)


def _subject(key_id: UUID) -> tuple[str, str]:
    return ("access.key", str(key_id))
