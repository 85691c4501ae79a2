"""What forms must know of files that were handed in: how far each is, and where they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

#: One file as an answer names it; see `kinds.file`.
Entry = Mapping[str, object]


class Standing(StrEnum):
    """How far a file is: it is being looked into, fit to be filed, or cannot be taken."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileState:
    """One file that is held. `trouble` is a code that says why it cannot be taken.

    `pages` is 0 until they were counted; `warnings` are pairs of a code and a page; `picture` is
    where a small picture of the first page lies, '' where there is none. `is_being_counted`: where
    pages are limited, filing waits a little until they are known.
    """

    standing: Standing
    trouble: str = ""
    pages: int = 0
    warnings: tuple[tuple[str, int], ...] = ()
    picture: str = ""
    is_being_counted: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Files that are held, by digest; `address` is where a script sends more, '' for nowhere."""

    states: Mapping[str, FileState] = field(default_factory=dict)
    address: str = ""


NOTHING_HELD = Held()


class Keeper(Protocol):
    """Where the files of a draft go, and where those are that its owner handed in before.

    What it refuses (`motcua.kernel.errors.Refusal`) is told beside the question.
    """

    def take(self, content: bytes, name: str) -> Entry:
        """Keep a file that was posted with the page."""

    def join(self, contents: Sequence[bytes], name: str) -> Entry:
        """Keep photos as the pages of one document."""

    def find(self, document: str) -> Entry | None:
        """A document that the owner of the draft handed in before; None if there is none."""

    def held(self, digests: Sequence[str]) -> Held:
        """How far these files are."""
