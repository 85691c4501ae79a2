"""What documents need from outside: who looks into a file, who copies it, who scans it.

All three take bytes of strangers and answer values. Inspector and Normaliser never raise for what a
file holds: a file that is wrong is an answer. Where the work itself failed they raise `Weather`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = (PDF, JPEG, PNG, HEIC, DOCX)
IMAGES = frozenset({JPEG, PNG, HEIC})

#: What nobody's paper needs, and what would take too long to look into.
MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 500
#: The Inspector and the Normaliser work no longer than this, whatever the file holds.
SECONDS = 60


class Trouble(StrEnum):
    """Why a file cannot be taken. Refusal codes: each has a sentence where people read it."""

    EMPTY = "file-empty"
    TOO_LARGE = "file-too-large"
    UNKNOWN_KIND = "file-kind-unknown"
    BROKEN = "file-broken"
    LOCKED = "file-locked"
    TWO_KINDS = "file-of-two-kinds"
    HAS_PROGRAM = "file-has-program"
    UNPACKS_TOO_LARGE = "file-unpacks-too-large"
    TOO_MANY_PIXELS = "file-too-many-pixels"
    TOO_MANY_PAGES = "file-too-many-pages"
    TOO_COSTLY = "file-too-costly"


class Doubt(StrEnum):
    """What a person should look at again before they file it; it stops nobody."""

    BLURRED = "photo-blurred"
    DARK = "photo-dark"
    PALE = "photo-pale"
    SMALL = "photo-small"
    BLANK = "page-blank"
    DAMAGED = "file-damaged"


class Departure(StrEnum):
    """Where the officer's copy is not what the original is; the original is kept beside it."""

    DRAWN_AS_IMAGE = "copy-drawn-as-image"
    FONTS_REPLACED = "copy-fonts-replaced"
    LAYOUT_CHANGED = "copy-layout-changed"
    PARTS_LEFT_OUT = "copy-parts-left-out"
    SIGNATURES_NOT_CARRIED = "copy-signatures-not-carried"
    ATTACHMENTS_REMOVED = "copy-attachments-removed"
    ACTIONS_REMOVED = "copy-actions-removed"
    SCALED_DOWN = "copy-scaled-down"


@dataclass(frozen=True, slots=True)
class Warned:
    """A doubt about one page, counted from 1."""

    doubt: Doubt
    page: int = 1


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a content is. `media_type` is '' where it is nothing we know; with `trouble` the rest
    is what could be learned until then.

    `width` and `height` are pixels of an image as it stands upright, else 0; `pages` is 0 where
    nobody can count them before it is copied (DOCX).
    """

    media_type: str
    trouble: Trouble | None = None
    pages: int = 0
    width: int = 0
    height: int = 0
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One content of a document: the whole of it, or one photo of several."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy that officers read: PDF/A-2b without metadata, and a small JPEG of its first page.

    With `trouble` there is no copy, and `pdf` and `thumbnail` are empty.
    """

    pdf: bytes
    pages: int
    thumbnail: bytes
    departures: tuple[Departure, ...] = ()
    trouble: Trouble | None = None


class Inspector(Protocol):
    """Says what a file is, by what it holds and by nothing else."""

    def inspect(self, content: bytes) -> Inspected:
        """:raises Weather: whoever looks into files is away"""


class Normaliser(Protocol):
    """Makes what officers read out of what people gave; never changes the original."""

    def copy(self, parts: Sequence[Part]) -> Copied:
        """One copy of all parts in their order; several parts are images.

        Give only what an Inspector found nothing wrong with.

        :raises Weather: whoever makes copies is away
        """

    def thumbnail(self, part: Part) -> bytes:
        """A small JPEG of the first page; empty where none can be drawn.

        :raises Weather: whoever draws is away
        """


class Scanned(StrEnum):
    """What a scan says. There is no third answer: a scanner that is away raises `Weather`."""

    CLEAN = "clean"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`engine` names program and signatures, as `ClamAV 1.4.6/27812`; `found` the malware's name.

    `scanned_at` is put there by whoever asked.
    """

    scanned: Scanned
    engine: str
    found: str = ""
    scanned_at: datetime | None = None


class Scanner(Protocol):
    """Looks for malware."""

    def scan(self, content: bytes) -> Verdict:
        """:raises Weather: it did not look at all of it (away, busy, refused); never «clean»"""

    def check(self) -> str:
        """The name of the engine, for those who run the city. :raises Weather: away"""
