"""ClamAV, asked over a socket by its INSTREAM command (clamd(8)).

A few lines of our own: the library of that name has not been looked after since 2014, and takes an
answer that was cut short for a good one.
"""

import socket
import struct
import time
from contextlib import closing
from dataclasses import dataclass

from motcua.kernel.errors import Weather
from motcua.modules.documents.ports import Scanned, Verdict

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
CONNECT_SECONDS = 5.0
#: ClamAV gives up on one file after 120 s by itself.
SCAN_SECONDS = 130.0


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd at `unix:/path` or `tcp://host:port`."""

    address: str
    seconds: float = SCAN_SECONDS

    def __post_init__(self) -> None:
        _read_address(self.address)

    def scan(self, content: bytes) -> Verdict:
        """
        :raises Weather: no answer, or one that does not say that all of it was looked at
        """
        engine = self.check()
        answer = self._ask(b"zINSTREAM\0", content)
        said = answer.removeprefix("stream: ")
        if said == "OK":
            return Verdict(Scanned.CLEAN, engine)
        if said.endswith(" FOUND"):
            return Verdict(Scanned.INFECTED, engine, said.removesuffix(" FOUND")[:200])
        raise Weather(f"clamd does not say clean nor infected: {answer[:200]}")

    def check(self) -> str:
        """Program and signatures, as `ClamAV 1.4.6/27812`. :raises Weather: away"""
        version = self._ask(b"zVERSION\0")
        if not version.startswith("ClamAV "):
            raise Weather(f"not a clamd: {version[:100]}")
        return "/".join(version.split("/")[:2])[:100]

    def _ask(self, command: bytes, content: bytes | None = None) -> str:
        limit = time.monotonic() + self.seconds
        try:
            with closing(_connect(self.address)) as line:
                line.settimeout(self.seconds)
                line.sendall(command)
                if content is not None:
                    _stream(line, content)
                return _answer(line, limit)
        except (OSError, UnicodeDecodeError) as wrong:
            raise Weather(f"clamd does not answer: {wrong}") from wrong


def _stream(line: socket.socket, content: bytes) -> None:
    try:
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # It hangs up on what is larger than its StreamMaxLength, and says so before.
        return


def _answer(line: socket.socket, limit: float) -> str:
    """All that comes before the zero byte; an answer without one was cut short."""
    told = b""
    while b"\0" not in told:
        left = limit - time.monotonic()
        if left <= 0 or len(told) > LONGEST_ANSWER:
            raise TimeoutError("no end of the answer")
        line.settimeout(left)
        part = line.recv(LONGEST_ANSWER)
        if not part:
            raise ConnectionError("hung up in the middle")
        told += part
    return told.partition(b"\0")[0].decode().strip()


def _connect(address: str) -> socket.socket:
    where = _read_address(address)
    if isinstance(where, tuple):
        return socket.create_connection(where, timeout=CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(CONNECT_SECONDS)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def _read_address(address: str) -> str | tuple[str, int]:
    """:raises ValueError: neither `unix:/path` nor `tcp://host:port`"""
    kind, _, rest = address.partition(":")
    if kind == "unix" and rest.startswith("/"):
        return rest
    host, _, port = rest.removeprefix("//").rpartition(":")
    if kind == "tcp" and host and port.isdigit():
        return host.strip("[]"), int(port)
    raise ValueError(f"unix:/path or tcp://host:port, not «{address}»")
