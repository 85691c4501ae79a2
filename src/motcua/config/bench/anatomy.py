"""Where the time of one filing goes: statements, waiting for the database, and our own work."""

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from .people import CSRF, Draft
from .report import Figure, Report

#: First match names the part; paths are as Python's profiler tells them.
PARTS = (
    ("waiting for PostgreSQL", ("psycopg/connection.py:wait", "psycopg/_connection_base.py:wait")),
    ("psycopg", ("/psycopg/", "/psycopg_binary/", "psycopg_binary.")),
    ("Django's ORM and backend", ("/django/db/",)),
    ("Django's requests and sessions", ("/django/", "/asgiref/", "/whitenoise/")),
    ("checking and cleaning answers", ("/modules/forms/", "/kernel/expressions/",
                                       "/kernel/numbers.py")),
    ("sealing", ("/foundation/vault.py", "/dossiers/content.py", "AESGCM", "sha256", "json_")),
    ("journal and jobs", ("/foundation/journal.py", "/foundation/jobs.py", "/procrastinate/")),
    ("dossiers, payments, catalogue", ("/motcua/modules/",)),
    ("the door", ("/motcua/sites/", "/motcua/design/", "/motcua/adapters/",
                  "/motcua/foundation/")),
)  # fmt: skip


def measure(report: Report, drafts: list[Draft]) -> None:
    """File some drafts in this process, first with a watch, then with a profiler."""
    door = WSGIHandler()
    third = len(drafts) // 3
    for draft in drafts[:third]:
        _file(door, draft)
    statements: list[str] = []
    with connection.execute_wrapper(_noting(statements)):
        _file(door, drafts[third])
    watched, profiled = drafts[third + 1 : 2 * third], drafts[2 * third :]
    times = [_timed(door, draft) for draft in watched]
    wall = median(wall for wall, _ in times) * 1000
    cpu = median(work for _, work in times) * 1000
    shares = _shares(door, profiled)
    report.add(
        Figure(
            "one filing, alone in one process",
            wall,
            "ms",
            detail=f"{cpu:.1f} ms of it our processor time, {len(statements)} statements",
        )
    )
    report.notes["one filing"] = {
        "milliseconds": wall,
        "processor milliseconds": cpu,
        "statements": [" ".join(each.split())[:160] for each in statements],
        "share of the time": shares,
    }


def _timed(door: WSGIHandler, draft: Draft) -> tuple[float, float]:
    """Seconds, and seconds of them that were ours."""
    start, work = time.perf_counter(), time.process_time()
    _file(door, draft)
    return time.perf_counter() - start, time.process_time() - work


def _noting(statements: list[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        statements.append(str(sql))
        return execute(sql, params, *rest)

    return note


def _shares(door: WSGIHandler, drafts: list[Draft]) -> dict[str, float]:
    profile = cProfile.Profile()
    profile.enable()
    for draft in drafts:
        _file(door, draft)
    profile.disable()
    sums: Counter[str] = Counter()
    for (file, _, name), row in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined] # stubs lack it
        sums[_part(f"{file}:{name}")] += row[2]
    whole = sum(sums.values())
    return {part: round(seconds / whole, 3) for part, seconds in sums.most_common()}


def _part(where: str) -> str:
    for part, marks in PARTS:
        if any(mark in where for mark in marks):
            return part
    return "Python itself"


def _file(door: WSGIHandler, draft: Draft) -> None:
    body = f"csrfmiddlewaretoken={CSRF}".encode()
    path = f"/drafts/{draft.id}/check"
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": draft.owner.cookies,
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body), "wsgi.errors": BytesIO(), "wsgi.url_scheme": "http",
        "SCRIPT_NAME": "", "QUERY_STRING": "",
    }  # fmt: skip
    told: list[str] = []

    def start(status: str, _headers: object, *_rest: object) -> Callable[[bytes], object]:
        told.append(status)
        return lambda _: None

    answer = door(environ, start)
    for _ in answer:
        pass
    answer.close()
    if told != ["302 Found"]:
        raise RuntimeError(f"not filed: {told} {Path(path)}")
