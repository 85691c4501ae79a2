"""A key for each person, so that what is sealed with it is gone for ever once the key is erased.

The keys themselves lie in the database, sealed by the vault. A copy of the database holds what
was erased until the copy itself is thrown away.
"""

import os
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from . import rows, vault

#: The city itself: what it issued stays readable, under the vault alone.
CITY = "city"
_MAKE = (
    "INSERT INTO foundation_key (subject, sealed, made_at) VALUES (%s, %s, %s)"
    " ON CONFLICT (subject) DO NOTHING"
)
#: Whoever erases the key meanwhile waits, or is waited for.
_OPEN = "SELECT sealed FROM foundation_key WHERE subject = %s FOR SHARE"
_READ = "SELECT sealed FROM foundation_key WHERE subject = %s"
_ERASE = "DELETE FROM foundation_key WHERE subject = %s RETURNING subject"


class Erased(Exception):
    """The key is no more (or never was): nobody can read this again."""


def person(key: object) -> str:
    """The subject of a person's key."""
    return f"person:{key}"


def seal(subject: str, plain: bytes, *, at: datetime, bound: bytes = b"") -> bytes:
    """Seal for somebody; their key is made if there is none. `bound` must be told again to unseal.

    :raises TransactionManagementError: outside a transaction, where the key could be gone at once
    """
    return vault.seal_with(_key(subject, at=at), plain, bound=bound)


def unseal(subject: str, sealed: bytes, *, bound: bytes = b"") -> bytes:
    """:raises Erased: there is no key, or another since"""
    found = rows.fetch(_READ, [subject])
    if not found:
        raise Erased
    try:
        return vault.unseal_with(vault.unseal(found[0][0]), bytes(sealed), bound=bound)
    except vault.Unreadable as wrong:
        raise Erased from wrong


def unseal_each(subject: str, sealed: Sequence[bytes]) -> list[bytes | None]:
    """Several at once; None for what cannot be read any more."""
    found = rows.fetch(_READ, [subject])
    key = vault.unseal(found[0][0]) if found else None
    return [_opened(key, bytes(each)) for each in sealed]


def _opened(key: bytes | None, sealed: bytes) -> bytes | None:
    try:
        return None if key is None else vault.unseal_with(key, sealed)
    except vault.Unreadable:
        return None


def erase(subject: str) -> bool:
    """Forget the key. Returns whether there was one.

    :raises ValueError: the city's own key is not erased
    """
    if subject == CITY:
        raise ValueError("the city keeps its key")
    return bool(rows.fetch(_ERASE, [subject]))


def _key(subject: str, *, at: datetime) -> bytes:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a key is used inside a transaction")
    found = rows.fetch(_OPEN, [subject])
    if not found:
        rows.run(_MAKE, [subject, vault.seal(os.urandom(32)), at])
        found = rows.fetch(_OPEN, [subject])
    return vault.unseal(found[0][0])
