"""Dossiers filed a second through the portal's last step, against the bare inserts of pgbench."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import msgspec
from django.db import connection

from motcua.adapters.embedded_postgres import Server
from motcua.foundation.database.bootstrap import city_schema

from . import place
from .bare import script
from .client import Outcome, Task
from .knocking import percentile, post
from .people import CSRF, Draft
from .report import Figure, Report

AIM = 0.5


class NotFiled(Exception):
    """The city refused a dossier that was complete; the message says how it answered."""


def measure(report: Report, drafts: list[Draft], *, clients: int, processes: int) -> float:
    """File all drafts by `clients` connections at once. Returns dossiers a second."""
    requests = [
        post(
            f"/drafts/{draft.id}/check",
            cookies=draft.owner.cookies,
            body=f"csrfmiddlewaretoken={CSRF}",
        )
        for draft in drafts
    ]
    # Every thread of every process connects, reads the package and has its statements prepared.
    warm = len(requests) // 4
    _run(requests[:warm], clients)
    outcome = _run(requests[warm:], clients)
    filed = len(requests) - warm
    rate = filed / outcome.seconds
    report.add(
        Figure(
            f"dossiers filed, web processes: {processes}",
            rate,
            "/s",
            detail=f"{filed} by {clients} clients; one takes"
            f" {percentile(outcome.latencies, 0.5) * 1000:.1f} ms,"
            f" p95 {percentile(outcome.latencies, 0.95) * 1000:.1f} ms",
        )
    )
    return rate


def _run(requests: list[bytes], clients: int) -> Outcome:
    task = Task(place.HOST, place.port(), clients, requests)
    done = subprocess.run(
        [sys.executable, "-m", "motcua.config.bench.client"],
        input=msgspec.json.encode(task),
        stdout=subprocess.PIPE,
        check=True,
    )
    outcome = msgspec.json.decode(done.stdout, type=Outcome)
    if set(outcome.statuses) != {302}:
        raise NotFiled(str(outcome.statuses))
    return outcome


def compare(
    report: Report, rate: float, server: Server, filed: UUID, *, clients: int, seconds: int
) -> None:
    """The rows of a filed dossier by pgbench, again and again, and the ratio."""
    bare = script(filed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bare.sql"
        file.write_text(bare.text, encoding="utf-8")
        commits = _pgbench(file, server, clients=clients, seconds=seconds)
    report.add(
        Figure(
            "bare inserts by pgbench", commits, "/s",
            detail=f"{bare.inserts} statements a commit, {clients} clients, prepared",
        ),
        Figure("filing ÷ pgbench", rate / commits, "", AIM),
    )  # fmt: skip


def _pgbench(file: Path, server: Server, *, clients: int, seconds: int) -> float:
    schema = city_schema(connection)
    settings = connection.settings_dict
    env = {**os.environ, "PGPASSWORD": settings["PASSWORD"],
           "PGOPTIONS": f"-c search_path={schema}"}  # fmt: skip
    run = f"run={int(time.time())}"
    done = subprocess.run(  # noqa: S603 -- our own binary
        [
            str(server.bin / "pgbench"), "--no-vacuum", "-f", str(file), "-M", "prepared",
            "-D", "n=0", "-D", run, "-c", str(clients), "-j", "1", "-T", str(seconds),
            "-h", settings["HOST"], "-U", settings["USER"], settings["NAME"],
        ],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps = "))
    return float(line.split()[2])
