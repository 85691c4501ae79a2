"""What linked data says of a package, read from its canonical form.

The canonical form was checked when the package was imported; here only the parts are read that a
description needs, which is a hundred times quicker than reading the files again.
"""

from typing import Literal

import msgspec

from motcua.kernel.words import Text


class Words(msgspec.Struct, frozen=True):
    """Vietnamese with its English."""

    vi: str | int | None = ""
    en: str | int | None = ""


#: A plain line of YAML may have been read as a number or a word of truth.
Said = Words | str | int | bool | None


class Named(msgspec.Struct, frozen=True):
    code: str | int = ""
    name: Said = ""


class Competence(msgspec.Struct, frozen=True):
    kind: str
    name: Said


class National(msgspec.Struct, frozen=True):
    """The national portal's own record, where the procedure came from there."""

    id: str | int = ""


class Time(msgspec.Struct, frozen=True):
    says: Said = ""
    amount: str | int | None = None
    unit: str = ""


class Case(msgspec.Struct, frozen=True):
    code: str | int = ""
    name: Said = ""
    time: Time | None = None


class Step(msgspec.Struct, frozen=True):
    title: Said = ""
    text: Said = ""


class Decision(msgspec.Struct, frozen=True):
    number: str | int = ""
    issuer: Said = ""


class Effective(msgspec.Struct, frozen=True, rename={"since": "from", "until": "to"}):
    since: str | None = None
    until: str | None = None


class Procedure(msgspec.Struct, frozen=True):
    code: str
    name: Said
    short_name: Said = None
    summary: Said = None
    sector: Named = Named()
    agencies: tuple[Competence, ...] = ()
    audience: tuple[str, ...] = ()
    legal_basis: tuple[Named, ...] = ()
    decision: Decision = Decision()
    cases: tuple[Case, ...] = ()
    channels: dict[str, Time] = {}
    requirements: Said = None
    steps: tuple[Step, ...] = ()
    results: tuple[Named, ...] = ()
    everyday: tuple[Said, ...] = ()
    life_events: tuple[str, ...] = ()
    effective: Effective = Effective()
    national: National | None = None


class Component(msgspec.Struct, frozen=True):
    key: str
    code: str | int = ""
    name: Said = ""
    when_says: Said = None
    note: Said = None
    need: str = ""


class Price(msgspec.Struct, frozen=True):
    amount: str | int | bool | None = None
    says: Said = None


class Charge(msgspec.Struct, frozen=True):
    code: str
    name: Said = ""
    basis: str | int = ""
    prices: dict[str, Price] = {}


class Stated(msgspec.Struct, frozen=True):
    """A fee as a source states it, at information level."""

    kind: str
    channel: str = ""
    amount: int | str | None = None
    currency: str | None = ""
    says: Said = None


class Fees(msgspec.Struct, frozen=True):
    says: Said = None
    charges: tuple[Charge, ...] | None = ()
    stated: tuple[Stated, ...] | None = None


class Files(msgspec.Struct, frozen=True):
    """`form` is there in a complete package; one of information level has none."""

    procedure: Procedure
    components: tuple[Component, ...] | None = ()
    fees: Fees | None = None
    form: msgspec.Raw = msgspec.Raw()

    @property
    def is_free(self) -> bool:
        """Nobody pays anything. Without a form, no charge may as well mean that none is known."""
        return bool(bytes(self.form)) and self.fees is not None and not self.fees.charges


class Content(msgspec.Struct, frozen=True):
    files: Files
    format: Literal[1] = 1


_DECODER = msgspec.json.Decoder(Content)


def content_of(canonical: bytes | str) -> Content:
    """:raises msgspec.ValidationError: not the canonical form of a package"""
    return _DECODER.decode(canonical)


def words(said: Said) -> Text:
    if isinstance(said, Words):
        return Text(line(said.vi), line(said.en))
    return Text(line(said))


def line(value: str | int | None) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()
