"""The far side: both ports in one, as the process apart makes it."""

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from PIL import Image

from motcua.modules.documents.ports import (
    DOCX,
    IMAGES,
    MOST_PAGES,
    PDF,
    PNG,
    Copied,
    Departure,
    Inspected,
    Part,
    Trouble,
)

from . import archiving, bookbinding, drawing, kinds, pictures, portable, wordfile
from .setting import Setter

R = TypeVar("R")

log = logging.getLogger(__name__)

#: 300 dpi on A4.
PHOTO_SIDE = 3508
THUMBNAIL_SIDE = 320
Page = tuple[Image.Image, tuple[float, float]]


class Workbench:
    """Inspector and Normaliser. Whatever a file holds, what comes back is an answer."""

    def __init__(self, fonts: Path) -> None:
        self._setter = Setter(fonts)

    def inspect(self, content: bytes) -> Inspected:
        media_type, trouble = kinds.kind(content)
        if trouble is not None:
            return Inspected(media_type, trouble)
        return _or_broken(lambda: _look(content, media_type), Inspected(media_type, Trouble.BROKEN))

    def copy(self, parts: Sequence[Part]) -> Copied:
        return _or_broken(lambda: self._copy(parts), Copied(b"", 0, b"", trouble=Trouble.BROKEN))

    def thumbnail(self, part: Part) -> bytes:
        return _or_broken(lambda: self._thumbnail(part), b"")

    def _copy(self, parts: Sequence[Part]) -> Copied:
        if parts[0].media_type in IMAGES:
            return _album(parts)
        content, told = parts[0].content, set[Departure]()
        if parts[0].media_type == DOCX:
            content, told = self._setter.pdf(content)
        pdf, pages, departures = archiving.archive(content)
        if pages > MOST_PAGES:
            return Copied(b"", pages, b"", trouble=Trouble.TOO_MANY_PAGES)
        return Copied(pdf, pages, _first_page(pdf), tuple(sorted(departures | told)))

    def _thumbnail(self, part: Part) -> bytes:
        if part.media_type in IMAGES:
            picture = pictures.opened(part.content, part.media_type)
            return drawing.thumbnail(pictures.reduced(picture, THUMBNAIL_SIDE), THUMBNAIL_SIDE)
        is_pdf = part.media_type == PDF
        return _first_page(part.content if is_pdf else self._setter.pdf(part.content)[0])


def workbench(*, fonts: str) -> Workbench:
    """What the process apart begins with; ready, since each file is opened by a fork of it."""
    bookbinding.get_ready()
    return Workbench(Path(fonts))


def _or_broken(work: Callable[[], R], broken: R) -> R:
    try:
        return work()
    except MemoryError:
        raise
    except Exception as wrong:  # noqa: BLE001 -- the door of strangers' bytes: all of it is said
        log.warning("a file could not be read: %s", type(wrong).__name__)
        return broken


def _look(content: bytes, media_type: str) -> Inspected:
    if media_type in IMAGES:
        return pictures.inspect(content, media_type)
    return wordfile.inspect(content) if media_type == DOCX else portable.inspect(content)


def _album(parts: Sequence[Part]) -> Copied:
    departures: set[Departure] = set()
    thumbnails: list[bytes] = []

    def pages() -> Iterator[Page]:
        for part in parts:
            picture = pictures.opened(part.content, part.media_type)
            if max(picture.size) > PHOTO_SIDE:
                departures.add(Departure.SCALED_DOWN)
            page = pictures.reduced(picture, PHOTO_SIDE)
            if not thumbnails:
                thumbnails.append(drawing.thumbnail(page, THUMBNAIL_SIDE))
            yield page, bookbinding.on_a4(page)

    pdf = bookbinding.bind(pages(), drawn=all(part.media_type == PNG for part in parts))
    return Copied(pdf, len(parts), thumbnails[0], tuple(sorted(departures)))


def _first_page(pdf: bytes) -> bytes:
    with drawing.pages(pdf) as document:
        return drawing.thumbnail(drawing.page(document, 0, side=2 * THUMBNAIL_SIDE), THUMBNAIL_SIDE)
