"""What people wrote, on its way into and out of the database: sealed JSON, and its digest."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from motcua.foundation import vault
from motcua.modules.forms.rules import Source, Sources, provenance

Answers = dict[str, object]


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
