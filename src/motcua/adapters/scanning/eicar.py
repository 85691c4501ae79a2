"""A scanner for demonstrations and tests: it knows one file, the harmless one made for trying.

Bytes of the EICAR test file are put together here, so that no scanner finds them in our source.
"""

import io
import zipfile
from collections.abc import Iterator

from motcua.modules.documents.ports import Scanned, Verdict

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
ENGINE = "Demo"
NAME = "Eicar-Test-File"
_MOST_UNPACKED = 8 * 1024 * 1024
_MOST_MEMBERS = 200


class DemoScanner:
    """:raises ValueError: in production, where it would call everything clean"""

    def __init__(self, *, profile: str) -> None:
        if profile == "production":
            raise ValueError("the demonstration's scanner finds nothing real")

    def scan(self, content: bytes) -> Verdict:
        if any(EICAR in each for each in (content, *_unpacked(content))):
            return Verdict(Scanned.INFECTED, ENGINE, NAME)
        return Verdict(Scanned.CLEAN, ENGINE)

    def check(self) -> str:
        return ENGINE


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What lies in a DOCX, as far as it is small."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist()[:_MOST_MEMBERS]:
                with packed.open(member) as stream:
                    yield stream.read(_MOST_UNPACKED)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return
