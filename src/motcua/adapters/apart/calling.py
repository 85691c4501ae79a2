"""The near side: starts the process when somebody asks, asks it, lets it go when idle."""

import inspect
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from typing import IO, TypeVar, get_type_hints

import msgspec

from . import frames
from .limits import Limits

P = TypeVar("P")

MODULE = "motcua.adapters.apart.answering"
IDLE_SECONDS = 20.0


class Lost(Exception):
    """The process did not answer, or failed; whoever asked may ask again."""


class TooMuch(Lost):
    """The answer would have cost more time or memory than it may."""


class Apart:
    """One implementation elsewhere. `maker` is `module:name`, called with `arguments` there.

    With `limits` each question is answered by a fork that may take no more than they say, and the
    process gets nothing of our environment: it is for what strangers send.
    """

    def __init__(
        self,
        maker: str,
        arguments: Mapping[str, object],
        *,
        idle: float = IDLE_SECONDS,
        limits: Limits | None = None,
    ) -> None:
        self._made_by = msgspec.msgpack.encode([maker, dict(arguments), limits])
        self._environment = None if limits is None else {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
        self._idle = idle
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._leaving: threading.Timer | None = None

    @property
    def is_there(self) -> bool:
        """Whether the process lives at this moment."""
        return self._process is not None and self._process.poll() is None

    def ask(self, method: str, arguments: Mapping[str, object]) -> bytes:
        """What the method gives, encoded.

        :raises TooMuch: the answer would have cost more than the limits
        :raises Lost: the process failed or was killed meanwhile
        """
        with self._one_at_a_time:
            self._stay()
            writing, reading = self._pipes()
            try:
                frames.write(writing, msgspec.msgpack.encode([method, dict(arguments)]))
                answer = frames.read(reading)
            except OSError:
                answer = None
            if answer is None:
                self._go()
                raise Lost(f"{method}: the process was lost")
            self._leave_later()
        how, content = answer[:1], answer[1:]
        if how != b"\x01":
            kind = TooMuch if how == b"\x02" else Lost
            raise kind(f"{method}: {content.decode(errors='replace')}")
        return content

    def leave(self) -> None:
        """Let the process end, and wait for it."""
        with self._one_at_a_time:
            self._stay()
            self._go()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if not self.is_there:
            self._go()
            # It ends by itself when this process does: nobody writes to it any more.
            self._process = subprocess.Popen(  # noqa: S603 -- ourselves
                [sys.executable, "-m", MODULE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=self._environment,
            )
            assert self._process.stdin is not None
            frames.write(self._process.stdin, self._made_by)
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def _leave_later(self) -> None:
        self._leaving = threading.Timer(self._idle, self.leave)
        self._leaving.daemon = True
        self._leaving.start()

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _go(self) -> None:
        gone, self._process = self._process, None
        if gone is None:
            return
        for pipe in (gone.stdin, gone.stdout):
            if pipe is not None:
                pipe.close()
        try:
            gone.wait(5)
        except subprocess.TimeoutExpired:
            gone.kill()
            gone.wait()


def standing_in(port: type[P], apart: Apart) -> P:
    """An object with the port's methods, each of which asks the process.

    Refusals of the implementation come back as `Lost`: for those who only need the good answer.
    """
    methods = {
        name: _asking(name, function, apart)
        for name, function in inspect.getmembers(port, inspect.isfunction)
        if not name.startswith("_")
    }
    made: P = type(f"{port.__name__}Apart", (), methods)()
    return made


def _asking(name: str, function: Callable[..., object], apart: Apart) -> Callable[..., object]:
    signature = inspect.signature(function)
    kind = get_type_hints(function)["return"]

    def ask(*given: object, **named: object) -> object:
        told = signature.bind(*given, **named).arguments
        told.pop("self")
        return msgspec.msgpack.decode(apart.ask(name, told), type=kind)

    return ask
