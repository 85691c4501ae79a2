"""Requests over keep-alive connections, as cheap for the machine as a client can be."""

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last byte read."""

    status: int
    location: str
    size: int
    seconds: float


class Line:
    """One connection. `source` is the loopback address it comes from, so that a city that limits
    how often one address may ask can be asked often."""

    def __init__(self, host: str, port: int, *, source: str = "127.0.0.1") -> None:
        self.socket = socket.create_connection((host, port), 30, (source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, request: bytes) -> Answer:
        """:raises ConnectionError: the other side hung up"""
        start = time.perf_counter()
        self.socket.sendall(request)
        head = self._head()
        lines = head.split(b"\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in lines[1:] if b": " in line)
        size = self._body(fields)
        seconds = time.perf_counter() - start
        location = next((x[10:] for x in lines if x.lower().startswith(b"location: ")), b"")
        return Answer(int(lines[0].split()[1]), location.decode(), size, seconds)

    def close(self) -> None:
        self.socket.close()

    def _head(self) -> bytes:
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        return head

    def _body(self, fields: dict[bytes, bytes]) -> int:
        if b"chunked" in fields.get(b"transfer-encoding", b""):
            return self._chunks()
        length = int(fields.get(b"content-length", b"0"))
        self._skip(length)
        return length

    def _chunks(self) -> int:
        whole = 0
        while True:
            while b"\r\n" not in self.rest:
                self._more()
            told, _, self.rest = self.rest.partition(b"\r\n")
            length = int(told, 16)
            self._skip(length + 2)
            if length == 0:
                return whole
            whole += length

    def _skip(self, length: int) -> None:
        while len(self.rest) < length:
            self._more()
        self.rest = self.rest[length:]

    def _more(self) -> None:
        found = self.socket.recv(65536)
        if not found:
            raise ConnectionError("the server hung up")
        self.rest += found


def get(path: str, *, cookies: str = "") -> bytes:
    """A GET request, ready to be sent."""
    return _request("GET", path, cookies, b"")


def post(path: str, *, cookies: str, body: str) -> bytes:
    """A POST of a form, ready to be sent."""
    return _request("POST", path, cookies, body.encode())


def _request(method: str, path: str, cookies: str, body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Language: vi"]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]
