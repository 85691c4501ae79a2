"""What telling needs from outside: under which name the city speaks, and who carries webhooks."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the city's address, which is the `source` of its CloudEvents."""

    base_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is posted, and where."""

    address: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` is 0 where no answer came; `problem` then says why, in a word.

    `retry_after`: seconds the endpoint asked for. `body`: the beginning of the answer.
    """

    status: int
    problem: str = ""
    retry_after: float | None = None
    body: bytes = b""

    @property
    def told(self) -> str:
        """For people who look why: the word, or the status."""
        return self.problem or f"http-{self.status}"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an endpoint may take to be reached and to answer, and how much of it is read."""

    connect: timedelta
    answer: timedelta
    most_bytes: int


class Line(Protocol):
    """Posts letters, many at once, from one event loop."""

    async def post(self, letter: Letter) -> Reply:
        """Never raises for what happens outside: that, too, is a reply. Redirects are replies."""
        ...


class Courier(Protocol):
    """Carries webhooks. No letter goes to an address inside the city's own walls."""

    def check(self, address: str) -> None:
        """Whether letters may go there, as far as its spelling tells.

        :raises AddressRefused: they may not
        """
        ...

    def line(self, patience: Patience) -> AbstractAsyncContextManager[Line]:
        """A line, open while it is needed; for the loop it was opened in."""
        ...
