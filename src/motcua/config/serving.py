"""Runs the city: the embedded database, one worker, the web server; stops them in that order back.

This process stays small: it loads neither Django nor the web server, it only watches over them.
"""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from rich.console import Console

from motcua.adapters.embedded_postgres import Server

from . import environment

say = Console(stderr=True, highlight=False)
START_LIMIT_SECONDS = 120
PR_SET_PDEATHSIG = 1
CONNECTIONS = 16_384  # held at once by one web process: most of them wait, for news or for a body
DATABASE_TURNS = 10  # of half a second each
#: A web server that falls so often within so many seconds will not stand.
MOST_FALLS, FALLS_SECONDS = 5, 60


class Database(AbstractContextManager["Database"]):
    """The embedded server while it is needed; nothing at all when an address is configured."""

    def __init__(self) -> None:
        self._server: Server | None = None

    def __enter__(self) -> "Database":
        if not environment.text("MOTCUA_DATABASE_URL"):
            self._server = Server(environment.home())
            self._server.join()
            os.environ["MOTCUA_DATABASE_URL"] = self._server.url()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.leave()

    def keep(self) -> None:
        """Start the embedded server again if it fell."""
        if self._server is not None and not self._server.is_running():
            say.print("[yellow]The database stopped by itself; starting it again.[/]")
            self._server.start()


def serve() -> int:
    """Run until Ctrl-C or SIGTERM. Returns the exit code."""
    started = time.monotonic()
    host, port = environment.text("MOTCUA_HOST"), environment.number("MOTCUA_PORT", lowest=1)
    claim = _claim(host, port)
    if claim is None:
        say.print(
            f"[red]Port {port} on {host} is taken.[/] Stop what uses it, or choose another:"
            f" MOTCUA_PORT={port + 1} make run"
        )
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):
        # Also where SIGINT came ignored, as to what a shell starts in the background.
        signal.signal(number, _interrupt)
    with claim, Database() as database, tempfile.TemporaryDirectory(prefix="motcua-run-") as run:
        running = Running(Path(run) / "ready", host, port)
        try:
            if not running.wait():
                return 1
            _announce(time.monotonic() - started, people=running.ready.read_text())
            return running.watch(database)
        except KeyboardInterrupt:
            say.print("\nStopping …")
            return 0
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            running.stop()


class Running:
    """The worker and the web server, while they run."""

    def __init__(self, ready: Path, host: str, port: int) -> None:
        self.ready = ready
        self.health = f"http://{host}:{port}/healthz"
        self._address = host, port
        self._falls: deque[float] = deque(maxlen=MOST_FALLS)
        self.worker = _start_worker(ready)
        self.web = _start_web(host, port, ready)

    def wait(self) -> bool:
        """Until healthy. False when one of them gave up, or it took too long."""
        limit = time.monotonic() + START_LIMIT_SECONDS
        while time.monotonic() < limit:
            if self.worker.poll() is not None or self.web.poll() is not None:
                return False
            if self.ready.exists() and _answers(self.health):
                return True
            time.sleep(0.05)
        say.print("[red]The server did not become healthy in time.[/]")
        return False

    def watch(self, database: Database) -> int:
        """Start again what fell; end when the web server falls again and again."""
        for turn in count(1):
            if self.web.poll() is not None and not self._restart_web():
                break
            if turn % DATABASE_TURNS == 0:
                database.keep()
            if self.worker.poll() is not None:
                say.print("[yellow]The worker stopped by itself; starting it again.[/]")
                time.sleep(1)
                self.worker = _start_worker(self.ready)
            time.sleep(0.5)
        say.print("[red]The web server stops again and again; giving up.[/]")
        return 1

    def _restart_web(self) -> bool:
        """False when it has fallen too often of late."""
        self._falls.append(time.monotonic())
        if len(self._falls) == MOST_FALLS and self._falls[-1] - self._falls[0] < FALLS_SECONDS:
            return False
        say.print("[yellow]The web server stopped by itself; starting it again.[/]")
        _stop(self.web)
        time.sleep(1)
        self.web = _start_web(*self._address, self.ready)
        return True

    def stop(self) -> None:
        # A web server that still waits for the database to be prepared would not hear of the end.
        self.ready.touch()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.web.pid, signal.SIGWINCH)  # its listeners are let go; others ignore it
        _stop(self.web)
        _stop(self.worker)


def _start_worker(ready: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "motcua", "work", "--ready", str(ready)]
    return subprocess.Popen(  # noqa: S603 -- ourselves
        command, start_new_session=True, preexec_fn=die_with_parent
    )


def _start_web(host: str, port: int, ready: Path) -> subprocess.Popen[bytes]:
    processes = environment.number("MOTCUA_WEB_PROCESSES", lowest=1, highest=256)
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", host,
        # HTTP/2 is for the proxy in front, which also speaks TLS; behind it nobody needs it.
        "--http", "1",
        "--port", str(port), "--workers", str(processes), "--backpressure", str(CONNECTIONS),
        "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "--backlog", "1024",
        "motcua.config.asgi:application",
    ]  # fmt: skip
    return subprocess.Popen(  # noqa: S603 -- ourselves
        command,
        start_new_session=True,
        preexec_fn=die_with_parent,
        env={**os.environ, "MOTCUA_READY_FILE": str(ready)},
    )


def die_with_parent() -> None:
    # If this process is killed outright, the children must not live on and hold the port.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def _claim(host: str, port: int) -> IO[str] | None:
    """The right to serve on this port, kept while the file is open; None if it is taken.

    Web processes share their port, so that two cities started in the same moment could both listen
    on it: the lock tells them apart.
    """
    name = f"motcua-{os.getuid()}-port-{port}.lock"
    lock = (Path(tempfile.gettempdir()) / name).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        lock.close()
        return None
    return lock


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 -- our own loopback address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    # A web server that is stopped while it starts leaves its own children behind.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _announce(seconds: float, *, people: str) -> None:
    base = environment.base_url()
    say.print(f"\n[bold]Motcua is ready[/] after {seconds:.1f} s.  Ctrl-C stops everything.\n")
    for label, path in (
        ("People / Người dân", "/"),
        ("In English", "/en/"),
        ("Officers / Cán bộ", "/desk/"),
        ("API", "/api/v1/docs"),
        ("Health", "/healthz"),
    ):
        say.print(f"  {label:22} {base}{path}")
    if people:
        say.print("\n  Sign in as one of these demo people (no password):")
        for line in people.splitlines():
            say.print(f"    {line}", markup=False)
    say.print("")
