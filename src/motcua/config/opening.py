"""Files of strangers are opened elsewhere: in a process apart, within limits, behind walls.

What the city plugs in for `documents`. Loads nothing heavy, and opens no stranger's file itself.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from motcua.adapters.apart.calling import Apart, Lost, TooMuch, standing_in
from motcua.adapters.apart.limits import Limits
from motcua.kernel.errors import Weather
from motcua.modules.documents.ports import (
    SECONDS,
    Copied,
    Inspected,
    Inspector,
    Normaliser,
    Part,
    Trouble,
)

MAKER = "motcua.adapters.inspecting.workbench:workbench"
#: What one file may take while it is opened: a photo of 64 million pixels, twice.
MEMORY = 768 * 1024 * 1024
_SYSTEM = ("/usr/lib", "/usr/share/zoneinfo", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/urandom",
           "/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/sys/devices/system/cpu")  # fmt: skip


class FilesApart:
    """Inspector and Normaliser whose work is done elsewhere, within limits."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart
        self._inspector = standing_in(Inspector, apart)
        self._normaliser = standing_in(Normaliser, apart)

    def inspect(self, content: bytes) -> Inspected:
        try:
            return self._inspector.inspect(content)
        except TooMuch:
            return Inspected("", Trouble.TOO_COSTLY)
        except Lost as lost:
            raise Weather(f"files cannot be looked into: {lost}") from lost

    def copy(self, parts: Sequence[Part]) -> Copied:
        try:
            return self._normaliser.copy(parts)
        except TooMuch:
            return Copied(b"", 0, b"", trouble=Trouble.TOO_COSTLY)
        except Lost as lost:
            raise Weather(f"no copies can be made: {lost}") from lost

    def thumbnail(self, part: Part) -> bytes:
        try:
            return self._normaliser.thumbnail(part)
        except TooMuch:
            return b""
        except Lost as lost:
            raise Weather(f"nothing can be drawn: {lost}") from lost

    def leave(self) -> None:
        """Let the process end, and wait for it."""
        self._apart.leave()


def files_apart(*, fonts: Path, limits: Limits | None = None) -> FilesApart:
    """One process for as long as files come; it begins with the first of them."""
    within = limits or Limits(seconds=SECONDS, memory=MEMORY, readable=_readable(fonts))
    return FilesApart(Apart(MAKER, {"fonts": str(fonts)}, limits=within))


def _readable(fonts: Path) -> tuple[str, ...]:
    """The program itself, its libraries, the fonts; nothing of the city's."""
    source = Path(__file__).resolve().parents[1]
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix}
    return (*sorted(python), str(source), str(fonts), *_SYSTEM)
