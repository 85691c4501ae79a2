"""What a listener asked for: topics, places and where to go on from, out of an ASGI scope."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from motcua.kernel.errors import Invalid
from motcua.modules.broadcast.rules import Filter
from motcua.modules.broadcast.rules.filters import filter_of

Scope = MutableMapping[str, Any]
LONGEST_POSITION = 18  # digits


@dataclass(frozen=True, slots=True)
class Asked:
    """`after` is None for whoever listens from now on."""

    wanted: Filter
    after: int | None


def asked(scope: Scope) -> Asked:
    """:raises Invalid: a word or a position is not spelt like one; params: field"""
    told = parse_qs(bytes(scope.get("query_string", b"")).decode("ascii", "replace"))
    wanted = filter_of(_words(told, "topics"), _words(told, "places"))
    # What the browser says by itself when it comes back is newer than what the page once asked.
    said = headers_of(scope).get("last-event-id", "").strip()
    said = said or (told.get("last_event_id") or [""])[-1].strip()
    if said and not (said.isascii() and said.isdigit() and len(said) <= LONGEST_POSITION):
        raise Invalid("Last-Event-ID is a position, as the stream told it", field="last_event_id")
    return Asked(wanted, int(said) if said else None)


def headers_of(scope: Scope) -> dict[str, str]:
    found = scope.get("headers", ())
    return {bytes(k).decode("latin-1").lower(): bytes(v).decode("latin-1") for k, v in found}


def _words(told: Mapping[str, list[str]], name: str) -> list[str]:
    return [word for given in told.get(name, ()) for word in given.split(",")]
