"""The clients of the filing measurement, as a process of their own: `python -m … client`.

Reads what to send from standard input and writes what came back to standard output, as JSON.
"""

import sys
import threading
import time
from collections import deque

import msgspec

from .knocking import Line


class Task(msgspec.Struct):
    """Requests for `clients` connections, each taking the next that is left."""

    host: str
    port: int
    clients: int
    requests: list[bytes]


class Outcome(msgspec.Struct):
    """Seconds from the first request to the last answer, and each answer's status and time."""

    seconds: float
    statuses: dict[int, int]
    latencies: list[float]


def main() -> None:
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    left, outcome = deque(task.requests), Outcome(0.0, {}, [])
    ready = threading.Barrier(task.clients + 1)
    threads = [
        threading.Thread(target=_send, args=(task, left, outcome, ready))
        for _ in range(task.clients)
    ]
    for thread in threads:
        thread.start()
    ready.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    outcome.seconds = time.perf_counter() - start
    sys.stdout.buffer.write(msgspec.json.encode(outcome))


def _send(task: Task, left: deque[bytes], outcome: Outcome, ready: threading.Barrier) -> None:
    line = Line(task.host, task.port)
    ready.wait()
    while True:
        try:
            request = left.popleft()
        except IndexError:
            return line.close()
        answer = line.ask(request)
        outcome.statuses[answer.status] = outcome.statuses.get(answer.status, 0) + 1
        outcome.latencies.append(answer.seconds)


if __name__ == "__main__":
    main()
