"""One question in a process of its own: whatever the question holds, it costs no more than this.

For implementations that open what strangers send. Each question is answered by a fork that may take
so much time and memory, writes no file, and is gone afterwards, with all it has seen.
"""

import os
import resource
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from . import walls

_READ_AT_ONCE = 1024 * 1024
MOST_OPEN_FILES = 64
#: A good file must not be refused because others are being worked on at the same time.
BUSY = 3


class Limits(msgspec.Struct, frozen=True):
    """`memory` in bytes, beyond what the process has before the question; `seconds` of work, and
    on a busy machine three times as many by the clock on the wall. It may read files in `readable`
    only, where the kernel can see to that."""

    seconds: int
    memory: int
    readable: tuple[str, ...] = ()


class Spent(Exception):
    """The question was not answered within its limits, or brought its process down."""


def answered(answer: Callable[[], bytes], limits: Limits) -> bytes:
    """What `answer` gives, worked out in a fork.

    :raises Spent: it took too long or too much, or fell
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(answer, limits, writing)
    os.close(writing)
    try:
        content = _read(reading, limits.seconds * BUSY)
    finally:
        os.close(reading)
    if _end(child, kill=content is None) != 0 or content is None:
        raise Spent("too much time or memory, or it fell")
    return content


def _work(answer: Callable[[], bytes], limits: Limits, writing: int) -> None:
    """In the fork; never comes back."""
    status = 1
    try:
        _let_go_of_others(writing)
        _confine(limits)
        content = memoryview(answer())
        while content:
            content = content[os.write(writing, content) :]
        status = 0
    finally:
        os._exit(status)


def _let_go_of_others(writing: int) -> None:
    """The questions of others, and where their answers go, are nothing for this one."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for told in (0, 1):
        os.dup2(nothing, told)
    os.closerange(3, writing)
    os.closerange(writing + 1, max(nothing, writing) + MOST_OPEN_FILES)


def _confine(limits: Limits) -> None:
    for what, most in (
        (resource.RLIMIT_AS, _address_space() + limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    # What fails by memory fails by an exception; what is worse ends the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    walls.stand(limits.readable)


def _address_space() -> int:
    """Bytes; 0 where nobody tells, which is where the limit is not looked after either."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[0]) * resource.getpagesize() if told.exists() else 0


def _read(reading: int, seconds: float) -> bytes | None:
    """All that comes until the other end is closed; None where it takes too long."""
    limit, parts = time.monotonic() + seconds, list[bytes]()
    waiting = select.poll()
    waiting.register(reading, select.POLLIN)
    while (left := limit - time.monotonic()) > 0:
        if not waiting.poll(left * 1000):
            continue
        part = os.read(reading, _READ_AT_ONCE)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return None


def _end(child: int, *, kill: bool) -> int:
    """Its exit status, once it is gone."""
    if kill:
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]
