"""What keys are, what they open, and how long they may last. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.kernel.errors import Invalid, Refusal
from motcua.kernel.words import Text, nfc

#: So that whoever finds one in a log or in code knows what it is.
TOKEN, SECRET, PASS = "motcua-key-", "motcua-secret-", "motcua-pass-"
LONGEST_LABEL = 80
LONGEST_SECRET = 400
#: Nobody looks after more; programs that are gone should not leave keys behind.
MOST_KEYS = 20
#: A pass that a client got for its secret (RFC 6749, 4.4) works this long.
PASS_LIFE = timedelta(hours=1)
#: The lives a person may choose for a key, in days. At most a year: each is looked at again.
LIVES = (30, 90, 180, 366)
_PLAUSIBLE = re.compile(r"[A-Za-z0-9_=.-]+")


class Kind(StrEnum):
    """A token is shown as it is; a client shows its secret to get a pass for an hour."""

    TOKEN = "token"  # noqa: S105 -- a kind
    CLIENT = "client"


class Scope(StrEnum):
    """What a key opens."""

    READ = "dossiers:read"
    FILE = "dossiers:file"
    DRAFT = "drafts:write"


SCOPES: dict[Scope, Text] = {
    Scope.READ: Text("Xem hồ sơ của tôi", "See my applications"),
    Scope.FILE: Text(
        "Gửi tệp, nộp, bổ sung và rút hồ sơ cho tôi",
        "Send files, file, complete and withdraw applications for me",
    ),
    Scope.DRAFT: Text("Điền sẵn bản nháp để tôi xem lại", "Fill in drafts for me to look through"),
}


class TooManyKeys(Refusal):
    """The person has as many keys as one may have; `params["most"]`."""

    code = "too-many-keys"
    status = 409


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a key, checked."""

    label: str
    kind: Kind
    scopes: tuple[Scope, ...]
    ends_at: datetime


def wish(*, label: str, kind: str, scopes: Iterable[str], days: int, at: datetime) -> Wish:
    """:raises Invalid: `params["field"]` says what to change"""
    name = " ".join(nfc(label).split())
    if not 0 < len(name) <= LONGEST_LABEL or not name.isprintable():
        raise Invalid("name the key", field="label", most=LONGEST_LABEL)
    if kind not in set(Kind):
        raise Invalid("token or client", field="kind")
    chosen = tuple(scope for scope in Scope if scope in set(scopes))
    if not chosen:
        raise Invalid("choose what the key opens", field="scopes")
    if days not in LIVES:
        raise Invalid("choose how long it works", field="days")
    return Wish(name, Kind(kind), chosen, at + timedelta(days=days))


def granted(held: Iterable[Scope], asked: str) -> tuple[Scope, ...] | None:
    """The scopes of a pass (RFC 6749, 3.3): those asked for, or all; None for more than held."""
    mine = tuple(held)
    words = asked.split()
    if not words:
        return mine
    return tuple(s for s in mine if s in words) if set(words) <= set(mine) else None


def is_plausible(secret: str, start: str) -> bool:
    """Whether it is worth looking for."""
    return (
        len(secret) <= LONGEST_SECRET
        and secret.startswith(start)
        and bool(_PLAUSIBLE.fullmatch(secret))
    )
