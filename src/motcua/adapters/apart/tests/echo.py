"""Something small to be asked from afar."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    LOUD = "loud"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Call:
    words: bytes
    tone: Tone
    at: datetime


class Valley(Protocol):
    """The port."""

    def answer(self, call: Call, *, times: int) -> list[Call]: ...

    def tones(self, heard: Sequence[Call]) -> dict[Tone, int]: ...

    def process(self) -> int: ...

    def fall(self) -> None: ...

    def refuse(self) -> None: ...


class Echo:
    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix

    def answer(self, call: Call, *, times: int) -> list[Call]:
        return [Call(self.prefix + call.words, call.tone, call.at)] * times

    def tones(self, heard: Sequence[Call]) -> dict[Tone, int]:
        return {tone: sum(call.tone is tone for call in heard) for tone in Tone}

    def process(self) -> int:
        print("this must not get between the answers")  # noqa: T201 -- as a library might
        return os.getpid()

    def fall(self) -> None:
        os._exit(1)

    def refuse(self) -> None:
        raise ValueError("not today")
