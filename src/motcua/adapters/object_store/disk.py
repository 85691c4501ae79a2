"""Files in a folder: `ab/cd/abcd…`, written whole or not at all, and flushed before they count."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

#: Where bytes lie while they are being written; no digest begins so.
PARTS = "part"
_PART = re.compile(rf"{PARTS}-[A-Za-z0-9_]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class DiskShelf:
    """A `foundation.files.Shelf` on a local or mounted folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        target = self._path(key)
        if target.exists():
            os.utime(target)
            return
        for folder in (target.parent, self.root / PARTS):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(
            dir=self.root / PARTS, prefix=f"{PARTS}-", delete=False
        ) as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(target)
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def get(self, key: str) -> bytes | None:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def keys(self, *, older_than: datetime) -> Iterator[str]:
        """Also of what was being written when the machine stopped; it names no content."""
        for path in chain(self.root.glob("??/??/*"), self.root.glob(f"{PARTS}/*")):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < older_than:
                yield path.name

    def check(self) -> None:
        """Prove that the folder takes a write.

        :raises OSError: it does not
        """
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=self.root) as probe:
            probe.write(b"motcua")

    def free(self) -> int | None:
        """Bytes left on the disk."""
        return shutil.disk_usage(self.root).free

    def _path(self, key: str) -> Path:
        """:raises ValueError: not a digest in hex; no other name leads anywhere"""
        if _PART.fullmatch(key):
            return self.root / PARTS / key
        if not _DIGEST.fullmatch(key):
            raise ValueError("not a SHA-256 in hex")
        return self.root / key[:2] / key[2:4] / key
