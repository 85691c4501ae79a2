"""Many machines that send at a steady rate, whether or not they are served: a process of its own.

Reads what to send from standard input and writes what came of it to standard output, as JSON.
"""

import sys
import threading
import time
from collections import Counter, deque
from itertools import count

import msgspec

from .knocking import Line


class Pouring(msgspec.Struct):
    """`clients` connections that offer `rate` requests a second together, for so many seconds;
    0: each as soon as it was answered. Each stream is what one source sends, in this order: who is
    refused offers the same again. A client serves its own streams in turn."""

    host: str
    port: int
    clients: int
    seconds: float
    rate: float
    streams: list[list[bytes]]


class Poured(msgspec.Struct):
    """What was answered within the time: how often which status, and how long the served took."""

    seconds: float = 0.0
    statuses: dict[int, int] = {}
    latencies: list[float] = []
    hung_up: int = 0


class _Rain:
    """The connections and what they share."""

    def __init__(self, task: Pouring) -> None:
        self.task = task
        self.statuses: Counter[int] = Counter()
        self.latencies: list[float] = []
        self.hung_up = 0
        self.ready = threading.Barrier(task.clients + 1)
        self.start = 0.0

    def run(self) -> Poured:
        threads = [threading.Thread(target=self._pour, args=(n,)) for n in range(self.task.clients)]
        for thread in threads:
            thread.start()
        self.start = time.perf_counter()
        self.ready.wait()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - self.start
        return Poured(seconds, dict(self.statuses), self.latencies, self.hung_up)

    def _pour(self, number: int) -> None:
        own = deque(deque(stream) for stream in self.task.streams[number :: self.task.clients])
        line = None
        self.ready.wait()
        for turn in count():
            if not own or not self._in_time(number, turn):
                break
            stream = own[0]
            own.rotate()
            try:
                line = line or Line(self.task.host, self.task.port)
                answer = line.ask(stream[0])
            except OSError:
                # A refusal may close the line while we still send.
                self.hung_up += 1
                line = None
                continue
            self.statuses[answer.status] += 1
            if answer.status < 300:
                self.latencies.append(answer.seconds)
                stream.popleft()
                if not stream:
                    own.remove(stream)

    def _in_time(self, number: int, turn: int) -> bool:
        """Wait until the turn is due. False at the end."""
        end = self.start + self.task.seconds
        if not self.task.rate:
            return time.perf_counter() < end
        due = self.start + (turn * self.task.clients + number) / self.task.rate
        time.sleep(max(0.0, min(due, end) - time.perf_counter()))
        return due < end


def main() -> None:
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Pouring)
    sys.stdout.buffer.write(msgspec.json.encode(_Rain(task).run()))


if __name__ == "__main__":
    main()
