"""Two ways to a city: the operation behind the gate, or the gate itself over HTTP with a token."""

from collections.abc import Iterable, Iterator
from typing import Protocol

import httpx
import msgspec

from .faults import Message
from .fed import Fed, batched

OBSERVATIONS = "/gate/v1/observations"


class Unheard(Exception):
    """The gate did not take a batch; the message says what it answered."""


class _Receipt(msgspec.Struct):
    counts: Fed


class Sender(Protocol):
    """Sends messages and says what became of them. `is_past`: nobody is to be alarmed by them."""

    def send(self, sent: Iterable[Message], *, is_past: bool) -> Fed: ...


class Gate:
    """The gate of a city that may be anywhere."""

    def __init__(self, client: httpx.Client, token: str) -> None:
        self._client = client
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/x-ndjson",
        }

    def send(self, sent: Iterable[Message], *, is_past: bool) -> Fed:
        """:raises Unheard: refused as a whole: a wrong token, too many at once, no such city"""
        fed = Fed()
        for some in batched(sent):
            try:
                answer = self._client.post(
                    OBSERVATIONS,
                    params={"backfill": "1"} if is_past else {},
                    content=b"".join(_lines(some)),
                    headers=self._headers,
                )
            except httpx.HTTPError as wrong:
                raise Unheard(str(wrong)) from wrong
            if not answer.is_success:
                raise Unheard(f"{answer.status_code}: {answer.text[:300]}")
            fed.add(msgspec.json.decode(answer.content, type=_Receipt).counts)
        return fed


def _lines(sent: Iterable[Message]) -> Iterator[bytes]:
    for each in sent:
        row = {"time": each.at, "value": each.value, "series": each.series}
        yield msgspec.json.encode(row) + b"\n"
