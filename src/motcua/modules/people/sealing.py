"""People's fields between their sealed columns and plain values."""

from dataclasses import asdict
from datetime import date

import msgspec

from motcua.foundation import vault

from .facts import Address

Sealed = bytes | memoryview | None


def seal(plain: str) -> bytes | None:
    """None for the empty text, so that nothing is nothing in the database too."""
    return vault.seal(plain.encode()) if plain else None


def unseal(sealed: Sealed) -> str:
    return vault.unseal(bytes(sealed)).decode() if sealed else ""


def date_to_text(value: date | None) -> str:
    return value.isoformat() if value else ""


def text_to_date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def address_to_text(address: Address) -> str:
    return msgspec.json.encode(asdict(address)).decode() if address else ""


def text_to_address(text: str) -> Address:
    return msgspec.json.decode(text, type=Address) if text else Address()
