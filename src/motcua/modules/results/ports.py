"""What results need from the outside: somebody who sets type, and somebody who signs.

Both speak bytes and values. A signer may be a demo authority on disk today and a remote signing
service tomorrow: nothing here waits for a key, only for a signed file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from motcua.kernel.errors import Invalid, Refusal


class Place(StrEnum):
    """The places of a paper that are filled after it was typeset."""

    NUMBER = "number"
    ISSUED = "issued"
    SIGNATORY = "signatory"
    ORGANISATION = "organisation"


RESULT_PLACES = frozenset(Place)
LETTER_PLACES = frozenset({Place.ORGANISATION})


@dataclass(frozen=True, slots=True)
class City:
    """Where we are: what papers print about the place they come from. Provided by wiring."""

    base_url: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything the typesetter needs. `data` is JSON-able; strings in it are never markup.

    `codes` are texts to be shown as QR codes, by name. `twin` is the machine-readable content that
    travels inside the PDF. `at` fixes the time stamps of the file, so that the same paper always
    gives the same bytes.
    """

    template: str
    data: Mapping[str, object]
    at: datetime
    places: frozenset[Place]
    codes: Mapping[str, str] = field(default_factory=dict)
    twin: Mapping[str, object] | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong with a template, with its line (0 where it has none)."""

    line: int
    message: str


class TemplateBroken(Refusal):
    """The template cannot be typeset with this data."""

    code = "template-broken"
    status = 422

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        said = "; ".join(f"line {t.line}: {t.message}" for t in troubles)
        super().__init__(said, troubles=tuple(troubles))
        self.troubles = tuple(troubles)


class NotAPdf(Invalid):
    """The bytes cannot be read as a PDF."""

    code = "not-a-pdf"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a place in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Look:
    """What a filled place shows."""

    place: Place
    size: Size
    lines: tuple[str, ...]
    seal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Looks as pages of one PDF, page by page in the order of `places`."""

    places: tuple[Place, ...]
    pdf: bytes


class Typesetter(Protocol):
    """Turns data and a template into PDF/A."""

    def typeset(self, paper: Paper) -> bytes:
        """A tagged PDF/A-3a with the places as empty form fields; the same paper, the same bytes.

        :raises TemplateBroken: the template does not fit the data, or lacks a place
        """

    def places(self, pdf: bytes) -> dict[Place, Size]:
        """The sizes of the places of a PDF that `typeset` made. :raises NotAPdf: unreadable"""

    def draw(self, looks: Sequence[Look], *, at: datetime) -> Drawn:
        """Pages exactly as large as their places, to be drawn into them."""


@dataclass(frozen=True, slots=True)
class SignerRef:
    """Whose signature: `key` is opaque and stable (`officer:…`, `agency:…`)."""

    key: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """One signature on one file. `certify` marks the first one, which fixes what may follow.

    `texts` are put into their places by the same act as the signature; `drawn` shows them and it.
    """

    place: Place
    signer: SignerRef
    at: datetime
    drawn: Drawn
    reason: str
    certify: bool = False
    texts: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What is known about one signature of a file.

    `intact`: the signed bytes are unchanged. `undisturbed`: what was added later is only what the
    signature allowed. `trusted`: the chain leads to a root we trust and every certificate was
    valid, and not revoked, when it was signed. `demo`: made by an authority for demonstrations.
    """

    field: str
    signer: str
    organisation: str
    claimed_at: datetime | None
    stamped_at: datetime | None
    intact: bool
    undisturbed: bool
    trusted: bool
    demo: bool
    covers_file: bool

    @property
    def holds(self) -> bool:
        return self.intact and self.undisturbed and self.trusted

    @property
    def signed_at(self) -> datetime | None:
        return self.stamped_at or self.claimed_at


class Signer(Protocol):
    """Signs PDFs and checks signatures (PAdES-B-T)."""

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        """The file with one more signature; what was signed before stays valid.

        :raises Weather: the signing service is away; try again
        :raises Invalid: the place does not exist or is signed already
        """

    def check(self, pdf: bytes) -> list[SignatureReport]:
        """Every signature of the file, in the order of signing. :raises NotAPdf: unreadable"""
