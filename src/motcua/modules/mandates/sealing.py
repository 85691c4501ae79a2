"""Who is meant, between sealed columns and plain values."""

import msgspec

from motcua.foundation import vault

from .facts import Named


def seal_named(named: Named) -> bytes:
    return vault.seal(msgspec.json.encode(named))


def unseal_named(sealed: bytes | memoryview) -> Named:
    return msgspec.json.decode(vault.unseal(bytes(sealed)), type=Named)


def seal(words: str) -> bytes:
    return vault.seal(words.encode())


def unseal(sealed: bytes | memoryview | None) -> str:
    return vault.unseal(bytes(sealed)).decode() if sealed else ""


def listed(text: str) -> list[str]:
    """A JSON list of codes as the bare cursor gives it."""
    return msgspec.json.decode(text, type=list[str])
