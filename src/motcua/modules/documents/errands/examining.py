"""All that happens to what was handed in before an officer may read it. Writes nothing.

Called by a job after the upload was committed, outside any transaction, in three steps: look, scan,
copy. Whoever calls writes down what each step found.
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
class Looked:
    """What is known of a document once it was looked into, before it is scanned and copied.

    `trouble`: it cannot be taken, and the rest is what could be learned until then. `warnings` tell
    what a person might look at again; their pages are counted through all parts.
    """

    parts: tuple[Part, ...]
    pages: int = 0
    trouble: Trouble | None = None
    warnings: tuple[Warned, ...] = ()


def look_into(contents: Sequence[bytes]) -> Looked:
    """What the parts of one document are.

    :raises Weather: whoever looks into files is away
    """
    inspected = [look(content) for content in contents]
    parts = tuple(
        Part(content, each.media_type) for content, each in zip(contents, inspected, strict=True)
    )
    troubles = [each.trouble for each in inspected if each.trouble is not None]
    if not troubles and len(parts) > 1 and not {each.media_type for each in parts} <= IMAGES:
        troubles = [Trouble.UNKNOWN_KIND]
    pages = sum(each.pages for each in inspected)
    if troubles:
        return Looked(parts, pages, troubles[0])
    return Looked(parts, pages, None, tuple(_warnings(inspected)))


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


def scanned(contents: Sequence[bytes], *, at: datetime) -> Verdict:
    """The first bad verdict, or the last good one.

    :raises Weather: the scanner is away; nothing is known then
    """
    scanner = plugs.get(Scanner)
    verdict = scanner.scan(contents[0])
    for content in contents[1:]:
        if verdict.scanned is Scanned.INFECTED:
            break
        verdict = scanner.scan(content)
    return replace(verdict, scanned_at=at)


def copied(looked: Looked) -> Copied:
    """What officers read, made of all parts. :raises Weather: whoever makes copies is away"""
    return plugs.get(Normaliser).copy(looked.parts)


def _warnings(inspected: Sequence[Inspected]) -> Iterator[Warned]:
    before = 0
    for each in inspected:
        yield from (Warned(found.doubt, before + found.page) for found in each.warnings)
        before += each.pages
