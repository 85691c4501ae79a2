"""What goes over the pipe: whole messages, each after its length."""

import struct
from typing import IO

_LENGTH = struct.Struct(">I")


def write(stream: IO[bytes], content: bytes) -> None:
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the other side has left."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None
