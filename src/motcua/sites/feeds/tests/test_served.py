"""`/stream` from the web server as it runs: a client nobody here wrote hears and resumes."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import httpx
import pytest
from django.db import connection

from motcua.modules.broadcast.tests.factories import a_change, told

from .listening import Event, parsed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

START_SECONDS = 60


def environment() -> dict[str, str]:
    """For a server that works on the test's own database."""
    set_ = connection.settings_dict
    who = f"{quote(set_['USER'])}:{quote(set_['PASSWORD'])}@localhost"
    port = f":{set_['PORT']}" if set_["PORT"] else ""
    where = f"{quote(set_['NAME'])}?host={quote(set_['HOST'], safe='')}"
    return {**os.environ, "MOTCUA_DATABASE_URL": f"postgresql://{who}{port}/{where}"}


@contextmanager
def served() -> Iterator[str]:
    """The web server alone, until it listens; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1",
        "--port", str(port), "--log-level", "warning", "motcua.config.asgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment())  # noqa: S603 -- ourselves
    try:
        _until_it_listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _until_it_listens(port: int) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            continue
        return
    raise AssertionError("the server does not listen")


def events(answer: httpx.Response) -> Iterator[Event]:
    block: list[str] = []
    for line in answer.iter_lines():
        if line:
            block.append(line)
        else:
            yield parsed("\n".join(block))
            block = []


def test_a_listener_hears_leaves_and_resumes_where_it_was() -> None:
    with served() as city, httpx.Client(timeout=30, trust_env=False) as client:
        with client.stream("GET", f"{city}/stream?topics=alerts") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            heard = events(answer)
            assert next(heard).name == "ready"
            told(a_change(subject="1"), a_change("indicators.x", subject="no"))
            first = next(event for event in heard if event.data)
        told(a_change(subject="2"), a_change(subject="3"))
        headers = {"Last-Event-ID": first.id}
        with client.stream("GET", f"{city}/stream?topics=alerts", headers=headers) as answer:
            rest = [e for e, _ in zip(events(answer), range(3), strict=False) if e.data]

        assert json.loads(first.data)["subject"] == "1"
        found = [json.loads(e.data)["subject"] for e in rest if e.name == "message"]
        assert found == ["2", "3"]
        refused = client.get(f"{city}/stream?topics=a%20b")
        assert (refused.status_code, refused.json()["code"]) == (422, "bad-filter")
        assert client.post(f"{city}/stream").status_code == 405
