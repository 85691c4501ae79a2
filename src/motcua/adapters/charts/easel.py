"""The drawing process: answers one specification at a time on a private socket, then leaves.

Started by `drawing` as `python -m motcua.adapters.charts.easel`; knows no Django. The engine
takes some 85 MB, which is why it does not live in a web process.
"""

import contextlib
import fcntl
import json
import signal
import socket
import sys
from pathlib import Path

import vl_convert

from .meeting import DRAWING_SECONDS, IDLE_SECONDS, LARGEST, LOCK, READING_SECONDS, SOCKET

VEGA_LITE = "6.4"  # the line whose Vega is the one that browsers get from assets/package.json


def main(folder: Path, fonts: Path) -> int:
    """Serve until idle. 0 at once where another process draws already."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        if fonts.is_dir():
            vl_convert.register_font_directory(str(fonts))
        path = folder / SOCKET
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(path))
            door.listen(64)
            door.settimeout(IDLE_SECONDS)
            try:
                _serve(door)
            finally:
                path.unlink(missing_ok=True)
    return 0


def _serve(door: socket.socket) -> None:
    while True:
        try:
            caller, _ = door.accept()
        except TimeoutError:
            return
        # A caller that left or stammers is no reason to stop drawing for the others.
        with caller, contextlib.suppress(OSError):
            caller.settimeout(READING_SECONDS)
            asked = _read(caller)
            signal.alarm(DRAWING_SECONDS)
            answer = _answer(asked)
            signal.alarm(0)
            caller.sendall(answer)


def _read(caller: socket.socket) -> bytes:
    """All up to the end of what the caller writes."""
    parts, size = [], 0
    while part := caller.recv(65536):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            return b""
    return b"".join(parts)


def _answer(asked: bytes) -> bytes:
    try:
        question = json.loads(asked)
        spec, numbers = question["spec"], question["numbers"]
        vega = vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE)
        svg = vl_convert.vega_to_svg(vega, allowed_base_urls=[], format_locale=numbers)
    except (ValueError, KeyError, TypeError) as problem:
        return json.dumps({"problem": str(problem)[:500]}).encode()
    return json.dumps({"svg": svg, "vega": vega}).encode()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
