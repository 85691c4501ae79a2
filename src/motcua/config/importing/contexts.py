"""Copies of remote @contexts, pinned under their addresses: nothing is ever fetched at run time."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.entities import operations


def take(url: str, file: Path, *, say: Console) -> int:
    """Pin the file's context under the address; one pinned there before is replaced. Returns the
    exit code."""
    try:
        document = msgspec.json.decode(file.read_bytes())
        operations.host_context(document=document, url=url, by=SYSTEM, at=datetime.now(UTC))
    except (Refusal, msgspec.DecodeError, OSError) as wrong:
        say.print(f"  {wrong}", markup=False)
        return 1
    say.print(f"  pinned: {url}", markup=False)
    return 0
