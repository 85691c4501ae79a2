"""What papers say about people, on its way into and out of the database: sealed JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import msgspec

from motcua.foundation import vault

from .rules.content import AgencyLines, Receiver, Signatory


@dataclass(frozen=True, slots=True)
class Content:
    """The data of a paper without what is known only later (number, signatory, address)."""

    agency: AgencyLines
    facts: dict[str, object]
    body: dict[str, object]
    recipients: tuple[str, ...] = ()
    values: dict[str, object] | None = None
    words: dict[str, str] | None = None

    def data(self, *, signatory: Signatory) -> dict[str, object]:
        return {
            **self.facts,
            **self.body,
            "agency": asdict(self.agency),
            "recipients": list(self.recipients),
            "signatory": asdict(signatory),
        }


def seal(value: object) -> bytes:
    return vault.seal(msgspec.json.encode(value))


def open_content(sealed: bytes | memoryview) -> Content:
    return msgspec.json.decode(vault.unseal(bytes(sealed)), type=Content)


def open_receiver(sealed: bytes | memoryview) -> Receiver:
    return msgspec.json.decode(vault.unseal(bytes(sealed)), type=Receiver)


def open_text(sealed: bytes | memoryview | None) -> str:
    return "" if sealed is None else vault.unseal(bytes(sealed)).decode()


def seal_text(text: str) -> bytes:
    return vault.seal(text.encode())


def plain(mapping: Mapping[str, object]) -> dict[str, object]:
    """The same through JSON and back: dates and tuples become what a template gets."""
    return msgspec.json.decode(msgspec.json.encode(mapping), type=dict[str, object])
