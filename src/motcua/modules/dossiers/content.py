"""What people wrote, on its way into and out of the database: sealed JSON, and its digest."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Protocol

import msgspec

from motcua.foundation import vault
from motcua.modules.forms.rules import Source, Sources, Typed, provenance

from .rules.merging import Touch
from .rules.writing import HalfTyped, Sheet

Answers = dict[str, object]


class Row(Protocol):
    """The columns that every table of drafts has for what is written."""

    answers: bytes | memoryview
    sources: bytes | memoryview | None
    tabs: Any
    unread: bytes | memoryview | None


#: Their names, for those who save a row.
SHEET = ("answers", "sources", "tabs", "unread")


def seal(value: object) -> bytes:
    return vault.seal(msgspec.json.encode(value))


def unseal(sealed: bytes | memoryview) -> Any:
    return msgspec.json.decode(vault.unseal(bytes(sealed)))


def unseal_text(sealed: bytes | memoryview | None) -> str:
    """The sealed words; empty where nothing was said."""
    return "" if sealed is None else str(unseal(sealed))


def unseal_answers(sealed: bytes | memoryview) -> Answers:
    return msgspec.convert(unseal(sealed), Answers)


def seal_sources(sources: Sources) -> bytes:
    """Where each answer comes from, as it lies beside them."""
    return seal(provenance.packed(sources))


def unseal_sources(sealed: bytes | memoryview | None) -> dict[str, Source]:
    """Nothing where nothing was kept."""
    return {} if sealed is None else provenance.unpacked(unseal(sealed))


def sheet(row: Row) -> Sheet:
    """What is written in a draft so far."""
    return Sheet(
        unseal_answers(row.answers),
        unseal_sources(row.sources),
        {key: Touch(*told) for key, told in (row.tabs or {}).items()},
        _halfway(row),
    )


def put_sheet(row: Row, written: Sheet) -> None:
    """Into the row's columns; whoever calls saves it."""
    row.answers, row.sources = seal(written.answers), seal_sources(written.sources)
    row.tabs = {
        key: [each.tab, each.turn, each.by, each.at] for key, each in written.touched.items()
    }
    row.unread = (
        seal({key: {"tab": e.tab, "parts": e.typed.parts} for key, e in written.unread.items()})
        if written.unread
        else None
    )


def unread(row: Row) -> dict[str, Typed]:
    """What was typed and is no answer yet."""
    return {key: each.typed for key, each in _halfway(row).items()}


def _halfway(row: Row) -> dict[str, HalfTyped]:
    told = {} if row.unread is None else unseal(row.unread)
    return {key: HalfTyped(each["tab"], Typed(each["parts"])) for key, each in told.items()}


def proofs_in(sources: Sources) -> list[str]:
    """The SHA-256 of every file that was given to correct what a register holds."""
    proofs = [each for source in sources.values() for each in source.proof]
    return list(dict.fromkeys(str(each["sha256"]) for each in proofs if "sha256" in each))


def listed(keys: Sequence[str]) -> str:
    """Keys as a JSON list, as the database keeps them."""
    return msgspec.json.encode(list(keys)).decode()


def digest(value: object) -> str:
    """SHA-256 in hex of the value's one canonical JSON form."""
    return sha256(msgspec.json.encode(value, order="sorted")).hexdigest()


def files_in(answers: Mapping[str, object]) -> list[str]:
    """The SHA-256 of every file the answers name, in order, once each."""
    found: dict[str, None] = {}
    for value in answers.values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and isinstance(item.get("sha256"), str):
                    found[item["sha256"]] = None
    return list(found)
