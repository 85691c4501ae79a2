"""Something small to be asked from afar."""

import ctypes
import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
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


class Stranger(Protocol):
    """A port that opens what strangers send."""

    def length(self, content: bytes) -> int: ...

    def think_for_ever(self) -> None: ...

    def swallow(self, megabytes: int) -> int: ...

    def fall(self) -> None: ...

    def remember(self) -> int: ...

    def reach(self, path: str) -> dict[str, bool]: ...

    def surroundings(self) -> list[str]: ...

    def pipes(self) -> list[int]: ...


class Glutton:
    """As bad as a parser can be that somebody has taken over."""

    def __init__(self) -> None:
        self.met = 0

    def length(self, content: bytes) -> int:
        return len(content)

    def think_for_ever(self) -> None:
        while True:
            pass

    def swallow(self, megabytes: int) -> int:
        return len(bytearray(megabytes * 1024 * 1024))

    def fall(self) -> None:
        ctypes.string_at(0)

    def remember(self) -> int:
        self.met += 1
        return self.met

    def reach(self, path: str) -> dict[str, bool]:
        return {
            "read": _goes(lambda: Path(path).read_bytes()),
            "write": _goes(lambda: Path(path + ".new").write_bytes(b"x")),
            "network": _goes(socket.socket),
            "program": _goes(lambda: os.execv("/bin/true", ["true"])),  # noqa: S606 -- the point
            "kill": _goes(lambda: os.kill(os.getppid(), 0)),
        }

    def surroundings(self) -> list[str]:
        return sorted(os.environ)

    def pipes(self) -> list[int]:
        return [each for each in range(3, 64) if _goes(partial(os.fstat, each))]


def _goes(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return False
    return True
