"""Reading keys: a person their own, a door the one that a program shows."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from motcua.foundation import vault
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed

from . import rules
from .models import Key
from .rules import Kind, Scope


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A key as its owner sees it. `used_at` is right to the hour."""

    id: UUID
    label: str
    kind: Kind
    scopes: tuple[Scope, ...]
    given_at: datetime
    ends_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entrant:
    """A program that showed a key: for whom it acts, what is open to it, and what it is called."""

    key: UUID
    actor: Actor
    scopes: frozenset[Scope]
    label: str
    used_at: datetime | None


class _Pass(msgspec.Struct, frozen=True):
    """What a pass says, sealed: nothing of it is kept here."""

    key: str
    scopes: list[str]
    until: datetime


def my_keys(*, by: Actor, at: datetime) -> list[KeyCard]:
    """The keys that work, the newest first.

    :raises NotAllowed: not a person
    """
    if by.person is None:
        raise NotAllowed("keys belong to people", act="key")
    found = Key.objects.filter(owner=by.person, ends_at__gt=at).order_by("-given_at", "-id")
    return [_card(key) for key in found]


def public_entrant(shown: str, *, at: datetime) -> Entrant | None:
    """Who shows this token or pass; None where it opens nothing.

    Only fingerprints are looked up, inside an index: how long it takes tells nothing of any key.
    """
    if rules.is_plausible(shown, rules.TOKEN):
        key = _live(at).filter(secret_print=vault.fingerprint(shown), kind=Kind.TOKEN).first()
        return _entrant(key, key.scopes) if key else None
    if rules.is_plausible(shown, rules.PASS):
        return _passed(shown, at)
    return None


@dataclass(frozen=True, slots=True)
class Pass:
    """An access token (RFC 6749, 1.4) and what it opens; `seconds` is how long."""

    token: str
    scopes: tuple[Scope, ...]
    seconds: int


class WrongClient(NotAllowed):
    """No client has this id and secret, or no longer."""

    code = "client-wrong"


class WrongScope(NotAllowed):
    """The client asked for more than its owner allowed."""

    code = "scope-wrong"


def public_pass(client: str, secret: str, *, scope: str, at: datetime) -> Pass:
    """A pass for whoever shows a client's secret (client credentials, RFC 6749, 4.4).

    :raises WrongClient: no such client, or another secret
    :raises WrongScope: it asks for what its owner did not open
    """
    key = _client(client, secret, at=at)
    if key is None:
        raise WrongClient("no such client, or another secret")
    scopes = rules.granted(map(Scope, key.scopes), scope)
    if scopes is None:
        raise WrongScope("more than the owner of this client opened")
    until = min(at + rules.PASS_LIFE, key.ends_at)
    said = msgspec.json.encode(_Pass(str(key.id), [str(each) for each in scopes], until))
    token = rules.PASS + urlsafe_b64encode(vault.seal(said)).decode()
    return Pass(token, scopes, int((until - at).total_seconds()))


def _client(client: str, secret: str, *, at: datetime) -> Key | None:
    """The client with this id whose secret this is."""
    if not rules.is_plausible(secret, rules.SECRET):
        return None
    found = _live(at).filter(secret_print=vault.fingerprint(secret), kind=Kind.CLIENT).first()
    is_its = found is not None and hmac.compare_digest(str(found.id), client.lower())
    return found if is_its else None


def _passed(shown: str, at: datetime) -> Entrant | None:
    try:
        sealed = urlsafe_b64decode(shown.removeprefix(rules.PASS))
        said = msgspec.json.decode(vault.unseal(sealed), type=_Pass)
    except (Error, vault.Unreadable, msgspec.DecodeError):
        return None
    if said.until <= at:
        return None
    key = _live(at).filter(id=said.key, kind=Kind.CLIENT).first()
    # What the owner closes to a client is closed to its passes at once.
    return _entrant(key, set(said.scopes) & set(key.scopes)) if key else None


def _live(at: datetime) -> QuerySet[Key]:
    return Key.objects.filter(ends_at__gt=at)


def _entrant(key: Key, scopes: Iterable[str]) -> Entrant:
    return Entrant(
        key=key.id,
        actor=Actor(f"person:{key.owner}"),
        scopes=frozenset(map(Scope, scopes)),
        label=_label(key),
        used_at=key.used_at,
    )


def _card(key: Key) -> KeyCard:
    return KeyCard(
        id=key.id,
        label=_label(key),
        kind=Kind(key.kind),
        scopes=tuple(map(Scope, key.scopes)),
        given_at=key.given_at,
        ends_at=key.ends_at,
        used_at=key.used_at,
    )


def _label(key: Key) -> str:
    return vault.unseal(bytes(key.label_sealed)).decode()
