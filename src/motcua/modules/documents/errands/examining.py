"""All that happens to what was handed in before an officer may read it. Writes nothing.

Called by a job after the upload was committed, outside any transaction; whoever calls stores the
copy and the thumbnail and writes down the rest in an operation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.foundation import plugs
from motcua.modules.documents.ports import (
    IMAGES,
    MOST_BYTES,
    MOST_PAGES,
    Copied,
    Inspected,
    Inspector,
    Normaliser,
    Part,
    Scanned,
    Scanner,
    Trouble,
    Verdict,
    Warned,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a document afterwards.

    `trouble`: it cannot be taken, and nothing else is filled. `verdict` infected: to quarantine,
    there is no copy. Else there is a copy, and `warnings` tell what a person might look at again;
    their pages are pages of the copy.
    """

    media_type: str
    pages: int = 0
    width: int = 0
    height: int = 0
    trouble: Trouble | None = None
    verdict: Verdict | None = None
    warnings: tuple[Warned, ...] = ()
    copied: Copied | None = None

    @property
    def is_infected(self) -> bool:
        return self.verdict is not None and self.verdict.scanned is Scanned.INFECTED

    @property
    def is_ready(self) -> bool:
        return self.trouble is None and self.copied is not None and not self.is_infected


def examine(contents: Sequence[bytes], *, at: datetime) -> Examined:
    """Look into the parts of one document, scan them, and make the copy.

    :raises Weather: a scanner or a helper is away; the document goes on waiting, and is examined
        again later
    """
    inspected = [look(content) for content in contents]
    first = inspected[0]
    for each in inspected:
        if each.trouble is not None:
            return Examined(each.media_type, trouble=each.trouble)
    if len(inspected) > 1 and not {each.media_type for each in inspected} <= IMAGES:
        return Examined(first.media_type, trouble=Trouble.UNKNOWN_KIND)
    verdict = _scanned(contents, at)
    known = Examined(
        first.media_type, sum(each.pages for each in inspected), first.width, first.height,
        verdict=verdict, warnings=tuple(_warnings(inspected)),
    )  # fmt: skip
    if known.is_infected:
        return known
    parts = [
        Part(content, each.media_type) for content, each in zip(contents, inspected, strict=True)
    ]
    copied = plugs.get(Normaliser).copy(parts)
    if copied.trouble is not None:
        return Examined(first.media_type, trouble=copied.trouble, verdict=verdict)
    return replace(known, pages=copied.pages, copied=copied)


def look(content: bytes) -> Inspected:
    """What one content is; what is empty or too large is not even opened.

    :raises Weather: whoever looks into files is away
    """
    if not content:
        return Inspected("", Trouble.EMPTY)
    if len(content) > MOST_BYTES:
        return Inspected("", Trouble.TOO_LARGE)
    inspected = plugs.get(Inspector).inspect(content)
    if inspected.trouble is None and inspected.pages > MOST_PAGES:
        return replace(inspected, trouble=Trouble.TOO_MANY_PAGES)
    return inspected


def _scanned(contents: Sequence[bytes], at: datetime) -> Verdict:
    """The first bad verdict, or the last good one."""
    scanner = plugs.get(Scanner)
    verdict = scanner.scan(contents[0])
    for content in contents[1:]:
        if verdict.scanned is Scanned.INFECTED:
            break
        verdict = scanner.scan(content)
    return replace(verdict, scanned_at=at)


def _warnings(inspected: Sequence[Inspected]) -> Iterator[Warned]:
    before = 0
    for each in inspected:
        yield from (Warned(found.doubt, before + found.page) for found in each.warnings)
        before += each.pages
