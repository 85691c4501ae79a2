"""Machines that pour: in the order of each source, again what was refused, as long as told."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import msgspec
import pytest

from motcua.config.bench.pouring import Poured, Pouring

TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
REFUSED = b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"


class Gate:
    """Refuses the first request of each line, and takes the others; remembers what it took."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.taken: list[bytes] = []
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        first = True
        while request := line.recv(65536):
            if first:
                line.sendall(REFUSED)
            else:
                self.taken.append(request.split()[1])
                line.sendall(TAKEN)
            first = False


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.listening.close()


def pour(gate: Gate, streams: list[list[str]], *, seconds: float, rate: float = 0) -> Poured:
    port = gate.listening.getsockname()[1]
    requests = [[f"GET {path} HTTP/1.1\r\n\r\n".encode() for path in paths] for paths in streams]
    task = Pouring("127.0.0.1", port, len(streams), seconds, rate, requests)
    done = subprocess.run(
        [sys.executable, "-m", "motcua.config.bench.pouring"],
        input=msgspec.json.encode(task), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return msgspec.json.decode(done.stdout, type=Poured)


def test_each_source_keeps_its_order_and_sends_again_what_was_refused(gate: Gate) -> None:
    poured = pour(gate, [["/a1", "/a2"], ["/b1", "/b2"]], seconds=30)

    assert poured.statuses == {429: 2, 201: 4}
    assert len(poured.latencies) == 4
    assert [path for path in gate.taken if b"a" in path] == [b"/a1", b"/a2"]
    assert [path for path in gate.taken if b"b" in path] == [b"/b1", b"/b2"]


def test_a_rate_ends_with_its_time(gate: Gate) -> None:
    poured = pour(gate, [[f"/{n}" for n in range(100)]], seconds=0.3, rate=10)

    assert sum(poured.statuses.values()) <= 3
