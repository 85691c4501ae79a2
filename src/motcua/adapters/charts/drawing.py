"""The `Draughtsman` of a city: asks the drawing process, starts it when needed, keeps drawings."""

import contextlib
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from motcua.design.charts import NUMBERS, Drawn, NotDrawn, Spec, digest

# Not from `easel`: it loads the engine.
from .meeting import MOST_WAITING, PATIENCE_SECONDS, SOCKET, STARTING_SECONDS, TURN_SECONDS

MOST_KEPT = 2000  # drawings of some 15 KB: about 30 MB on disk
CHECK_EVERY = 100
MODULE = "motcua.adapters.charts.easel"


class VegaDraughtsman:
    """Draws by `easel`, at most one process for all web processes of a home."""

    def __init__(self, home: Path, *, fonts: Path) -> None:
        """Drawings are kept in `home`; the socket lies elsewhere, since its path must be short."""
        self.kept = home / "charts"
        self.fonts = fonts
        name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
        # Not what TMPDIR says: all processes of a home must find the same socket.
        self.folder = Path("/tmp") / f"motcua-charts-{os.getuid()}-{name}"  # noqa: S108 -- checked
        self._starting = threading.Lock()
        # Charts nobody drew yet must not take all threads from the pages.
        self._turns = threading.BoundedSemaphore(MOST_WAITING)
        self._children: list[subprocess.Popen[bytes]] = []
        self._written = 0

    def draw(self, spec: Spec, language: str) -> Drawn:
        """
        :raises NotDrawn: the process did not answer in time, or the specification is wrong
        """
        name = digest(spec, language)
        if (found := self._found(name)) is not None:
            return found
        question = json.dumps({"spec": spec, "numbers": NUMBERS[language]}).encode()
        answer = json.loads(self._in_turn(question))
        if "problem" in answer:
            raise NotDrawn(str(answer["problem"]))
        vega = json.dumps(answer["vega"], ensure_ascii=False, separators=(",", ":"))
        drawn = Drawn(name, answer["svg"].encode(), vega.encode())
        self._keep(drawn)
        return drawn

    def processes(self) -> list[int]:
        """Process ids of the drawing processes that this object started and that still run."""
        self._children = [child for child in self._children if child.poll() is None]
        return [child.pid for child in self._children]

    def is_drawing(self) -> bool:
        """Whether a process listens, whoever started it."""
        return self._listens()

    def leave(self) -> None:
        """Stop what this object started, and wait for it."""
        for child in self._children:
            child.terminate()
            child.wait()
        self._children = []
        if not self._listens():
            shutil.rmtree(self.folder, ignore_errors=True)

    def _in_turn(self, question: bytes) -> bytes:
        if not self._turns.acquire(timeout=TURN_SECONDS):
            raise NotDrawn("too many wait for drawings")
        try:
            return self._asked(question)
        finally:
            self._turns.release()

    def _asked(self, question: bytes) -> bytes:
        limit = time.monotonic() + PATIENCE_SECONDS
        self._own_folder()
        for _ in range(2):
            if answer := self._call(question, limit):
                return answer
            # Nobody there, or it left, idle, between our knock and our question.
            self._start(time.monotonic() + STARTING_SECONDS)
        if answer := self._call(question, limit):
            return answer
        raise NotDrawn("the drawing process does not answer")

    def _call(self, question: bytes, limit: float) -> bytes:
        """Empty where nobody answers any more."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(max(0.1, limit - time.monotonic()))
                line.connect(str(self.folder / SOCKET))
                line.sendall(question)
                line.shutdown(socket.SHUT_WR)
                parts = []
                while part := line.recv(65536):
                    parts.append(part)
                    line.settimeout(max(0.1, limit - time.monotonic()))
                return b"".join(parts)
        except TimeoutError:
            raise NotDrawn("the drawing process is late") from None
        except OSError:
            return b""

    def _start(self, limit: float) -> None:
        """Have a process that listens; whoever comes first starts it, the others wait for it."""
        if self._listens():
            return
        with self._starting:
            if self._listens():
                return
            self.processes()
            started = subprocess.Popen(  # noqa: S603 -- ourselves
                [sys.executable, "-m", MODULE, str(self.folder), str(self.fonts)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._children.append(started)
            while not self._listens():
                if time.monotonic() > limit:
                    raise NotDrawn("the drawing process does not start")
                time.sleep(0.02)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(STARTING_SECONDS)
            return probe.connect_ex(str(self.folder / SOCKET)) == 0

    def _own_folder(self) -> None:
        """
        :raises NotDrawn: somebody else could stand at the socket in the process's place
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        found = self.folder.lstat()
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise NotDrawn(f"{self.folder} belongs to somebody else, or is open to others")

    def _found(self, name: str) -> Drawn | None:
        picture, live = self._paths(name)
        try:
            drawn = Drawn(name, picture.read_bytes(), live.read_bytes())
        except FileNotFoundError:
            return None
        with contextlib.suppress(OSError):
            os.utime(picture)  # what is asked for stays
        return drawn

    def _keep(self, drawn: Drawn) -> None:
        """A full or broken disk is no reason not to show what was drawn."""
        picture, live = self._paths(drawn.digest)
        with contextlib.suppress(OSError):
            picture.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(live, drawn.vega)
            _write(picture, drawn.svg)
            if self._written % CHECK_EVERY == 0:
                self._forget()
            self._written += 1

    def _forget(self) -> None:
        """Remove the drawings asked for longest ago, beyond the most that are kept."""
        by_age = sorted(self.kept.glob("??/*.svg"), key=lambda path: path.stat().st_mtime)
        for picture in by_age[: max(0, len(by_age) - MOST_KEPT)]:
            for path in self._paths(picture.stem):
                path.unlink(missing_ok=True)

    def _paths(self, name: str) -> tuple[Path, Path]:
        folder = self.kept / name[:2]
        return folder / f"{name}.svg", folder / f"{name}.json"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also when two write the same."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="part-", delete=False) as part:
        part.write(content)
    Path(part.name).replace(path)
