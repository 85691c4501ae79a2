"""Documents for tests, handed in as anybody would; and whoever looks into them."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from PIL import Image

from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Weather
from motcua.modules.documents import errands, queries
from motcua.modules.documents.ports import (
    DOCX,
    PDF,
    Copied,
    Inspected,
    Inspector,
    Normaliser,
    Part,
    Scanned,
    Scanner,
    Trouble,
    Verdict,
)

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
AN = UUID("01997000-0000-7000-8000-00000000000a")
BINH = UUID("01997000-0000-7000-8000-00000000000b")
A_PDF = b"%PDF-1.7 a paper of An's"
MALWARE = b"%PDF-1.7 with EICAR in it"
BROKEN = b"%PDF-1.7 broken"


def person(key: UUID) -> Actor:
    return Actor(f"person:{key}")


def a_photo(shade: int = 200) -> bytes:
    """A small JPEG of one grey."""
    out = io.BytesIO()
    Image.new("L", (8, 8), shade).save(out, "JPEG")
    return out.getvalue()


def a_document(
    content: bytes = A_PDF, *, of: UUID = AN, name: str = "giấy tờ.pdf", at: datetime = AT
) -> queries.DocumentCard:
    return errands.receive(content=content, owner=of, name=name, by=person(of), at=at)


class Desk:
    """Looks into contents by what they say of themselves; may be away."""

    def __init__(self) -> None:
        self.is_away = False

    def inspect(self, content: bytes) -> Inspected:
        trouble = Trouble.BROKEN if b"broken" in content else None
        return Inspected(PDF if content[:4] == b"%PDF" else "image/jpeg", trouble, pages=1)

    def copy(self, parts: Sequence[Part]) -> Copied:
        marks = b"-".join(part.media_type.encode() for part in parts)
        digest = b"".join(part.content[-8:] for part in parts).hex().encode()
        return Copied(b"%PDF-1.7 copy " + marks + digest, len(parts), a_photo(90))

    def thumbnail(self, part: Part) -> bytes:
        return b"" if part.media_type == DOCX else a_photo(80)

    def scan(self, content: bytes) -> Verdict:
        if self.is_away:
            raise Weather("the scanner is away")
        if b"EICAR" in content:
            return Verdict(Scanned.INFECTED, "desk 1", "EICAR-Test")
        return Verdict(Scanned.CLEAN, "desk 1")

    def check(self) -> str:
        return "desk 1"


@contextmanager
def a_desk() -> Iterator[Desk]:
    """Everything a document meets, in place of what looks into real files."""
    desk = Desk()
    with (
        plugs.instead(Inspector, desk),
        plugs.instead(Normaliser, desk),
        plugs.instead(Scanner, desk),
    ):
        yield desk
