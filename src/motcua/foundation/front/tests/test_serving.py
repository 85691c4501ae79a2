"""The front under the real web server: whole answers, and attacks that hold up nobody."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path

import pytest

from .small import LARGEST
from .small_urls import PIECE, PIECES

START_LIMIT_SECONDS = 30
SLOW_ONES = 200


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A web server of one process with the small front."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(found), "--no-ws",
        "--backpressure", "4096", "--log-level", "error",
        "motcua.foundation.front.tests.small:application",
    ]  # fmt: skip
    server = subprocess.Popen(command)  # noqa: S603 -- ourselves
    limit = time.monotonic() + START_LIMIT_SECONDS
    while not _listens(found):
        assert server.poll() is None
        assert time.monotonic() < limit
    yield found
    server.terminate()
    server.wait(10)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def ask(
    port: int, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    found = answer.read()
    connection.close()
    return answer, found


def raw(port: int, text: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 20)
    line.sendall(text)
    return line


def half_a_post(port: int, path: str = "/echo") -> socket.socket:
    return raw(
        port, f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf".encode()
    )


def everything(line: socket.socket) -> bytes:
    """All until the other side hangs up."""
    found = b""
    while piece := line.recv(65536):
        found += piece
    line.close()
    return found


def test_pages_headers_and_cookies(port: int) -> None:
    answer, body = ask(port, "GET", "/?q=tr%C3%A0")

    assert (answer.status, body.decode()) == (200, "GET trà")
    assert answer.headers.get_all("Set-Cookie") == ["one=1; Path=/", "two=2; Path=/"]


def test_head_has_no_body(port: int) -> None:
    for path in ("/", "/long", "/file"):
        answer, body = ask(port, "HEAD", path)
        assert (answer.status, body) == (200, b"")


def test_cookies_of_several_headers_are_one(port: int) -> None:
    line = raw(
        port, b"GET /meta HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: a=1; b=2\r\n\r\n"
    )

    assert everything(line).endswith(b"a=1; b=2|127.0.0.1")


@pytest.mark.parametrize("size", [0, 1, 70_000, LARGEST])
def test_bodies_arrive_whole(port: int, size: int) -> None:
    body = os.urandom(size)

    _, said = ask(port, "POST", "/echo", body)

    assert said.split()[0].decode() == hashlib.sha256(body).hexdigest()


def test_a_body_in_chunks_of_unknown_length_arrives_whole(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", "/echo", iter([b"a" * 70_000, b"b"]), encode_chunked=True)

    said = connection.getresponse().read()

    assert said.split()[0].decode() == hashlib.sha256(b"a" * 70_000 + b"b").hexdigest()


def test_the_same_connection_serves_again(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    for number in range(3):
        connection.request("POST", "/echo", b"x" * number * 100_000)
        assert connection.getresponse().read()


def test_whoever_expects_to_go_on_is_told_so(port: int) -> None:
    line = raw(
        port,
        b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
        b"Connection: close\r\n\r\n",
    )

    assert line.recv(65536).startswith(b"HTTP/1.1 100")
    line.sendall(b"abc")
    assert hashlib.sha256(b"abc").hexdigest().encode() in everything(line)


def test_whoever_announces_too_much_need_not_send_it(port: int) -> None:
    line = raw(
        port,
        f"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGEST + 1}\r\n"
        "Expect: 100-continue\r\n\r\n".encode(),
    )

    said = everything(line)

    assert said.startswith(b"HTTP/1.1 413")
    assert b"body-too-large" in said
    assert b"x-always: yes" in said


def test_too_much_without_announcement_is_refused(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    with suppress(ConnectionError):  # it does not listen to the end
        connection.request("POST", "/echo", iter([b"a" * 500_000] * 12), encode_chunked=True)
    try:
        assert connection.getresponse().status == 413
    except (ConnectionError, HTTPException):
        assert ask(port, "GET", "/")[0].status == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-GB,en", b"too large"), ("vi", "quá lớn".encode()), ("fr", "quá".encode())],
)
def test_refusals_speak_the_readers_language(port: int, language: str, words: bytes) -> None:
    _, said = ask(port, "POST", "/echo", None, Accept_Language=language, Content_Length="9999999")

    assert words in said


def test_a_browser_gets_a_page(port: int) -> None:
    answer, said = ask(port, "POST", "/echo", None, Accept="text/html", Content_Length="9999999")

    assert answer.headers["Content-Type"].startswith("text/html")
    assert said.startswith(b"<!doctype html>")


def test_long_streams_and_files_arrive_whole(port: int) -> None:
    assert ask(port, "GET", "/long")[1] == PIECE * PIECES
    assert len(ask(port, "GET", "/file")[1]) == 3_000_000


def test_a_stream_that_breaks_does_not_look_whole(port: int) -> None:
    with pytest.raises(HTTPException):
        ask(port, "GET", "/broken")


def test_a_fault_is_an_answer(port: int) -> None:
    assert ask(port, "GET", "/fall")[0].status == 500
    assert ask(port, "GET", "/%ff%fe?q=%ff")[0].status == 404
    assert everything(
        raw(port, b"GET /?q=\xff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    ).startswith(b"HTTP/1.1 4")


def test_pages_are_answered_while_many_send_slowly(port: int) -> None:
    slow = [half_a_post(port) for _ in range(SLOW_ONES)]

    for _ in range(20):
        assert ask(port, "GET", "/")[0].status == 200
    said = everything(slow[0])
    rest = [everything(line) for line in slow[1:]]

    assert said.startswith(b"HTTP/1.1 408")
    assert b"body-too-slow" in said
    assert all(each.startswith(b"HTTP/1.1 408") for each in rest)


def test_who_hangs_up_in_mid_body_leaves_nothing(port: int) -> None:
    for _ in range(50):
        half_a_post(port).close()

    assert ask(port, "GET", "/")[0].status == 200


def test_who_reads_slowly_holds_no_thread(port: int) -> None:
    slow = [raw(port, b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(6)]

    assert [line.recv(100)[:12] for line in slow] == [b"HTTP/1.1 200"] * 6
    assert ask(port, "GET", "/")[0].status == 200

    for line in slow:
        line.close()
    assert ask(port, "GET", "/long")[1] == PIECE * PIECES


def test_a_full_lane_refuses_at_once_and_the_other_goes_on(port: int, tmp_path: Path) -> None:
    fifo = tmp_path / "go"
    os.mkfifo(fifo)
    request = f"GET /machine/wait?fifo={fifo} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    waiting = [raw(port, request.encode()) for _ in range(3)]
    limit = time.monotonic() + START_LIMIT_SECONDS
    while ask(port, "GET", "/inside")[1] != b"3":
        assert time.monotonic() < limit

    answer, _ = ask(port, "POST", "/machine/echo", b"x")

    assert answer.status == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert ask(port, "GET", "/")[0].status == 200
    opened = os.open(fifo, os.O_RDWR)  # and held open, so that those who still wait come in too
    for line in waiting:
        assert b"done" in everything(line)
    os.close(opened)
    assert ask(port, "POST", "/machine/echo", b"x")[0].status == 200


def test_a_lane_may_be_chosen_by_the_end_of_an_address(port: int) -> None:
    assert ask(port, "GET", "/some/by-the-other.csv")[1].split()[1] == b"machines-1"
    assert ask(port, "GET", "/echo")[1].split()[1].startswith(b"people")
