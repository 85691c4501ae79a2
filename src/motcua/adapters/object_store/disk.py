"""Files in a folder: `ab/cd/abcd…`, written whole or not at all, and flushed before they count."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path


class DiskShelf:
    """A `foundation.files.Shelf` on a local or mounted folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        target = self._path(key)
        if target.exists():
            os.utime(target)
            return
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def get(self, key: str) -> bytes | None:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def keys(self, *, older_than: datetime) -> Iterator[str]:
        for path in self.root.glob("??/??/*"):
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
        return self.root / key[:2] / key[2:4] / key
