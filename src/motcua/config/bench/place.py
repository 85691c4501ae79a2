"""Where a measurement happens: a home of its own, its database, and the city served from it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from .knocking import Line, get

HOST = "127.0.0.1"
START_LIMIT_SECONDS = 90


class NotServed(Exception):
    """The city did not start; the message is what it said."""


@contextmanager
def home() -> Iterator[Path]:
    """A temporary MOTCUA_HOME, demo profile, a free port; must be entered before Django loads."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    os.environ |= {
        "MOTCUA_HOME": str(folder),
        "MOTCUA_PROFILE": "demo",
        "MOTCUA_PORT": str(_free_port()),
        "MOTCUA_HOST": HOST,
        "MOTCUA_LOG_LEVEL": "WARNING",
    }
    for name in ("MOTCUA_DATABASE_URL", "MOTCUA_DDL_DATABASE_URL", "MOTCUA_BASE_URL"):
        os.environ.pop(name, None)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def port() -> int:
    return int(os.environ["MOTCUA_PORT"])


@contextmanager
def served(
    *, database: str = "", processes: int = 1, lives: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """`motcua serve` as anybody starts it, until healthy; stopped at the end.

    With `database` it uses that server, else it starts the embedded one itself. Where it `lives`
    the simulator runs too, which would disturb what is measured of anything else.

    :raises NotServed: it gave up, or took too long
    """
    env = {
        **os.environ,
        "MOTCUA_DATABASE_URL": database,
        "MOTCUA_WEB_PROCESSES": str(processes),
        "MOTCUA_SIMULATE": "on" if lives else "off",
    }
    log = Path(os.environ["MOTCUA_HOME"]) / "serve.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "motcua", "serve"], env=env, stdout=said, stderr=said
        )
    try:
        _until_healthy(process, log)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def memory_of(process: subprocess.Popen[bytes]) -> dict[str, dict[str, float]]:
    """Megabytes of RSS and PSS of supervisor, web server and worker; PostgreSQL is left out."""
    tree = psutil.Process(process.pid)
    found: dict[str, dict[str, float]] = {}
    for each in [tree, *tree.children(recursive=True)]:
        words = " ".join(each.cmdline())
        if "postgres" in each.name():
            continue
        part = "web" if "granian" in words else "worker" if " work" in words else "supervisor"
        told = each.memory_full_info()
        sums = found.setdefault(part, {"rss": 0.0, "pss": 0.0})
        sums["rss"] += told.rss / 2**20
        sums["pss"] += getattr(told, "pss", told.rss) / 2**20
    return found


def is_healthy() -> bool:
    try:
        line = Line(HOST, port())
        answer = line.ask(get("/healthz"))
        line.close()
    except OSError:
        return False
    return answer.status == 200


def _until_healthy(process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise NotServed(log.read_text(errors="replace")[-2000:])
        if is_healthy():
            return
        time.sleep(0.02)
    raise NotServed("not healthy in time")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        found: int = probe.getsockname()[1]
    return found
