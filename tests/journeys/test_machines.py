"""Machines at the gate of a running city: killed, guessed at, flooded; people notice nothing."""

import json
import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from typing import Any

import psutil
import pytest

from .conftest import City, free_port, is_healthy, start_city, stop_city

pytestmark = pytest.mark.journey
PATH = "/gate/v1/observations"
ROWS = 1000
LIMIT_SECONDS = 60
#: Less than the supervisor waits before it ends a web server that does not end by itself.
PATIENCE_SECONDS = 12


class Machine:
    """Sends for the demo's simulated source."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.token = (city.home / "secrets" / "simulated-source-token").read_text().strip()
        _, told = self.ask("GET", "/gate/v1/series")
        self.series = [item["series"] for item in told["items"] if item["property"] == "no2"]

    def ask(
        self, method: str, path: str, body: bytes | None = None, *, token: str = "", key: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """:raises OSError, HTTPException: no answer"""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        headers |= {"Content-Type": "application/json"} if body else {}
        headers |= {"Idempotency-Key": key} if key else {}
        line = HTTPConnection("127.0.0.1", int(self.city.url.rpartition(":")[2]), timeout=30)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            told = json.loads(answer.read() or b"{}")
            told["retry-after"] = answer.headers.get("Retry-After")
            return answer.status, told
        finally:
            line.close()

    def batch(self, number: int, rows: int = ROWS) -> bytes:
        """Readings of long ago, another hour for each batch."""
        start = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=number)
        return json.dumps([
            {
                "series": self.series[n % len(self.series)],
                "time": (start + timedelta(seconds=n // len(self.series))).isoformat(),
                "value": 10 + n % 50,
            }
            for n in range(rows)
        ]).encode()  # fmt: skip

    def until_told(self, body: bytes, key: str) -> dict[str, Any]:
        """Send until there is a receipt, as the handbook says."""
        limit = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < limit:
            try:
                status, told = self.ask("POST", PATH, body, key=key)
            except (OSError, HTTPException):
                continue
            if status in (200, 201):
                return told
            assert status in (429, 503)
        raise AssertionError("no receipt in time")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of our own: its web server will be killed."""
    running = start_city(tmp_path_factory.mktemp("machines"), free_port())
    yield running
    stop_city(running)


@pytest.fixture(scope="module")
def machine(own: City) -> Machine:
    return Machine(own)


def web_of(city: City) -> list[psutil.Process]:
    """The processes that answer, not the one that watches over them."""
    tree = psutil.Process(city.process.pid).children(recursive=True)
    web = [each for each in tree if "granian" in " ".join(each.cmdline())]
    return [each for each in web if each.ppid() in {other.pid for other in web}]


def page(city: City) -> int:
    line = HTTPConnection("127.0.0.1", int(city.url.rpartition(":")[2]), timeout=30)
    line.request("GET", "/procedures?q=khai+sinh")
    status = line.getresponse().status
    line.close()
    return status


def test_killed_in_mid_batch_nothing_is_lost_and_nothing_doubled(
    own: City, machine: Machine
) -> None:
    told: dict[int, dict[str, Any]] = {}
    taken = threading.Semaphore(0)

    def send(numbers: range) -> None:
        for number in numbers:
            told[number] = machine.until_told(machine.batch(number), f"killed-{number}")
            taken.release()

    senders = [threading.Thread(target=send, args=(range(n, 24, 3),)) for n in range(3)]
    for each in senders:
        each.start()
    assert all(taken.acquire(timeout=LIMIT_SECONDS) for _ in range(6))
    for process in web_of(own):
        process.send_signal(signal.SIGKILL)
    for each in senders:
        each.join(LIMIT_SECONDS)

    assert sorted(told) == list(range(24))
    assert all(each["counts"]["accepted"] == ROWS for each in told.values())
    assert len({each["batch"] for each in told.values()}) == 24
    again = [machine.until_told(machine.batch(number), "") for number in range(24)]
    assert all(each["counts"]["duplicate"] == ROWS for each in again)


def test_a_web_server_that_falls_stands_up_again(own: City) -> None:
    tree = psutil.Process(own.process.pid).children()
    (watched,) = [each for each in tree if "granian" in " ".join(each.cmdline())]
    watched.send_signal(signal.SIGKILL)
    watched.wait(LIMIT_SECONDS)

    limit = time.monotonic() + LIMIT_SECONDS
    while not (is_healthy(own.url) and web_of(own)):
        assert time.monotonic() < limit
        time.sleep(0.2)
    assert page(own) == 200


def test_guessing_tokens_slows_nobody(own: City, machine: Machine) -> None:
    stop, statuses = threading.Event(), Counter[int]()

    def guess(number: int) -> None:
        while not stop.is_set():
            status, _ = machine.ask("POST", PATH, b"[]", token=f"guess-{number}-{len(statuses)}")
            statuses[status] += 1

    guessers = [threading.Thread(target=guess, args=(n,)) for n in range(4)]
    for each in guessers:
        each.start()
    while statuses.total() < 50:
        assert page(own) == 200
    for number in range(10):
        assert machine.ask("POST", PATH, machine.batch(100 + number))[0] == 201
        assert page(own) == 200
    stop.set()
    for each in guessers:
        each.join()

    assert set(statuses) == {401, 429}


def test_a_crowd_of_batches_is_refused_in_part_and_people_are_served(
    own: City, machine: Machine
) -> None:
    answers: list[tuple[int, dict[str, Any]]] = []
    bodies = [machine.batch(200 + n) for n in range(60)]

    def send(body: bytes) -> None:
        try:
            answers.append(machine.ask("POST", PATH, body))
        except (OSError, HTTPException):
            answers.append((429, {"retry-after": "1"}))  # refused while we still sent

    crowd = [threading.Thread(target=send, args=(body,)) for body in bodies]
    for each in crowd:
        each.start()
    assert page(own) == 200
    assert is_healthy(own.url)
    for each in crowd:
        each.join(LIMIT_SECONDS)

    statuses = Counter(status for status, _ in answers)
    assert set(statuses) == {201, 429}
    assert all(told["retry-after"] for status, told in answers if status == 429)
    for body in bodies:
        assert machine.until_told(body, "")["counts"]["rows"] == ROWS


def test_many_slow_senders_are_not_felt(own: City) -> None:
    port = int(own.url.rpartition(":")[2])
    slow = []
    for n in range(200):
        line = socket.create_connection(("127.0.0.1", port), 20)
        path = "/sign-in" if n % 2 else PATH
        line.sendall(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nh".encode()
        )
        slow.append(line)

    assert [page(own) for _ in range(20)] == [200] * 20
    assert is_healthy(own.url)

    for line in slow:
        line.close()


def test_who_listens_is_let_go_when_it_stops(tmp_path_factory: pytest.TempPathFactory) -> None:
    city = start_city(tmp_path_factory.mktemp("stopping"), free_port())
    port = int(city.url.rpartition(":")[2])
    line = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
    line.sendall(b"GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b"200" in line.recv(1000)

    os.kill(city.process.pid, signal.SIGTERM)

    while line.recv(1000):
        pass
    assert city.process.wait(LIMIT_SECONDS) == 0
    line.close()
