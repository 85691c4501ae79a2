"""The far side: makes the implementation once, and answers until nobody is there any more.

Started by `calling` as `python -m motcua.adapters.apart.answering`.
"""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_type_hints

import msgspec

from . import frames
from .limits import Limits, Spent, answered


def main() -> int:
    """0 when the other side has left."""
    # Ctrl-C is for the city; whoever asked closes the pipe when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    made_by = frames.read(asked)
    if made_by is None:
        return 0
    maker, arguments, told = msgspec.msgpack.decode(made_by)
    limits = None if told is None else msgspec.convert(told, Limits)
    module, _, name = maker.partition(":")
    made = getattr(import_module(module), name)(**arguments)
    while (question := frames.read(asked)) is not None:
        frames.write(answers, _answer(made, question, limits))
        del question  # it may be large, and the next one may be long in coming
    return 0


def _answer(made: Any, question: bytes, limits: Limits | None) -> bytes:
    if limits is None:
        return _worked_out(made, question)
    try:
        return answered(lambda: _worked_out(made, question), limits)
    except Spent as spent:
        return b"\x02" + str(spent).encode()


def _worked_out(made: Any, question: bytes) -> bytes:
    method, told = msgspec.msgpack.decode(question)
    function: Callable[..., object] = getattr(made, method)
    hints = get_type_hints(function)
    try:
        arguments = {
            name: msgspec.convert(value, hints[name], strict=False) for name, value in told.items()
        }
        return b"\x01" + msgspec.msgpack.encode(function(**arguments))
    except MemoryError:
        return b"\x02too much memory"
    except Exception as wrong:  # noqa: BLE001 -- this is the door: the other side must hear of it
        return b"\x00" + f"{type(wrong).__name__}: {wrong}".encode()[:2000]


if __name__ == "__main__":
    sys.exit(main())
