"""What became of rows that were sent, however they went."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

BATCH = 5000


@dataclass(slots=True)
class Fed:
    """Rows sent, and how many of them were what."""

    rows: int = 0
    accepted: int = 0
    duplicate: int = 0
    quarantined: int = 0
    refused: int = 0

    def add(self, more: "Fed") -> None:
        self.rows += more.rows
        self.accepted += more.accepted
        self.duplicate += more.duplicate
        self.quarantined += more.quarantined
        self.refused += more.refused


def batched(many: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The same in lists of at most `size`."""
    left = iter(many)
    while some := list(islice(left, size)):
        yield some
