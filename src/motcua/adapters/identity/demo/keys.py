"""The demo provider's signing key: made once, kept in a folder for the owner's eyes only."""

import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from joserfc.jwk import ECKey

FILE = "demo-identity.pem"


@cache
def signing_key(folder: Path) -> ECKey:
    """The key of the folder, made if there is none; two processes at once agree on one."""
    path = folder / FILE
    if not path.exists():
        _make(path)
    key = ECKey.import_key(path.read_bytes())
    key.ensure_kid()
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = ECKey.generate_key("P-256", auto_kid=False).as_pem(private=True)
    # Written whole beside it, then linked: a reader sees all of one key or nothing.
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(fresh)
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
