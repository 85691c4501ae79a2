"""A small clamd: the part of the protocol that we speak, over real sockets."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from motcua.adapters.scanning.eicar import EICAR


@dataclass
class SmallClamd:
    """`hangs_up`: in the middle of an answer, as a daemon does that is being stopped."""

    address: str
    most: int = 1024 * 1024
    says: bytes = b""
    hangs_up: bool = False
    is_silent: bool = False
    seen: list[int] = field(default_factory=list)

    def answer(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as told:
            command = _until_zero(told.read)
            if command == b"zVERSION":
                line.sendall(b"ClamAV 1.4.6/27812/Sun Nov 22 09:00:00 2026\0")
                return
            content = b""
            while (length := struct.unpack(">I", told.read(4))[0]) != 0:
                content += told.read(length)
                if len(content) > self.most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.seen.append(len(content))
            if self.is_silent:
                told.read(1)
                return
            line.sendall(self._verdict(content))

    def _verdict(self, content: bytes) -> bytes:
        if self.hangs_up:
            return b"stream: OK"
        if self.says:
            return self.says
        return b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0"


def _until_zero(read: Callable[[int], bytes]) -> bytes:
    command = b""
    while (byte := read(1)) not in (b"\0", b""):
        command += byte
    return command


@contextmanager
def small_clamd(folder: Path, *, tcp: bool = False) -> Iterator[SmallClamd]:
    path = folder / "clamd.sock"
    listening = socket.socket(socket.AF_INET if tcp else socket.AF_UNIX)
    listening.bind(("127.0.0.1", 0) if tcp else str(path))
    listening.listen()
    address = f"tcp://127.0.0.1:{listening.getsockname()[1]}" if tcp else f"unix:{path}"
    daemon = SmallClamd(address)

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            daemon.answer(line)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield daemon
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
