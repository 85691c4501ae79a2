"""PDF: whole, open to everybody, of a reasonable size when unpacked, and without programs."""

import io
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Name, Pdf

from motcua.modules.documents.ports import MOST_PAGES, PDF, Doubt, Inspected, Trouble, Warned

from . import drawing, legibility

MOST_OBJECTS = 300_000
#: A stream, and all streams together, unpacked. A whole page in colour at 600 dpi is 100 MB.
MOST_UNPACKED, MOST_UNPACKED_IN_ALL = 160 * 1024 * 1024, 640 * 1024 * 1024
MOST_PIXELS = 150_000_000
#: So many pages are looked at closely; who sends more has seen most of them.
PAGES_LOOKED_AT = 12
_AT_ONCE = 64 * 1024
_ACTS, _DEPTH = ("/A", "/OpenAction", "/Next", "/Annots"), 5
_TAIL = 2048

#: What qpdf throws at what is no PDF, or half of one.
BROKEN = (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
          RecursionError, OverflowError, RuntimeError)  # fmt: skip


class _Found(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def inspect(content: bytes) -> Inspected:
    try:
        with opened(content) as pdf:
            pages = len(pdf.pages)
            was_mended = bool(pdf.get_warnings())
            if pages == 0:
                return Inspected(PDF, Trouble.BROKEN)
            if pages > MOST_PAGES:
                return Inspected(PDF, Trouble.TOO_MANY_PAGES, pages)
            _look_through(pdf)
        mended = (Warned(Doubt.DAMAGED),) if was_mended else ()
        return Inspected(PDF, None, pages, warnings=(*mended, *_doubts(content, pages)))
    except _Found as found:
        return Inspected(PDF, found.trouble)
    except pikepdf.PasswordError:
        return Inspected(PDF, Trouble.LOCKED)
    except (*BROKEN, drawing.NotDrawn):
        return Inspected(PDF, Trouble.BROKEN)


def opened(content: bytes) -> Pdf:
    """A PDF as it is, or mended where all of it is there and only its table of contents is wrong.

    :raises pikepdf.PdfError: no PDF, or one whose end is missing
    """
    try:
        return pikepdf.open(io.BytesIO(content), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        if b"%%EOF" not in content[-_TAIL:]:
            raise
        return pikepdf.open(io.BytesIO(content), attempt_recovery=True)


def _look_through(pdf: Pdf) -> None:
    """:raises _Found: something in it that is not taken"""
    if len(pdf.objects) > MOST_OBJECTS:
        raise _Found(Trouble.UNPACKS_TOO_LARGE)
    form = pdf.Root.get("/AcroForm")
    if form is not None and "/XFA" in form and pdf.Root.get("/NeedsRendering", False):
        # Its pages exist in one program only; everybody else sees «please wait».
        raise _Found(Trouble.HAS_PROGRAM)
    left = MOST_UNPACKED_IN_ALL
    for thing in pdf.objects:
        if _launches(thing, _DEPTH):
            raise _Found(Trouble.HAS_PROGRAM)
        if isinstance(thing, pikepdf.Stream):
            if _pixels(thing) > MOST_PIXELS:
                raise _Found(Trouble.TOO_MANY_PIXELS)
            unpacked = _unpacked(thing, MOST_UNPACKED)
            left -= unpacked
            if unpacked > MOST_UNPACKED or left < 0:
                raise _Found(Trouble.UNPACKS_TOO_LARGE)


def _launches(thing: object, depth: int) -> bool:
    """Whether it starts a program: by itself, or by an action that is written into it.

    What is not written into it is an object of its own, and looked at as such.
    """
    if isinstance(thing, pikepdf.Array):
        return any(_launches(each, depth - 1) for each in _written(thing))
    if not isinstance(thing, pikepdf.Dictionary) or depth < 0:
        return False
    if thing.get("/S") == Name.Launch:
        return True
    acts = [thing[key] for key in _ACTS if key in thing]
    if isinstance(events := thing.get("/AA"), pikepdf.Dictionary):
        acts += events.values()
    return any(_launches(act, depth - 1) for act in acts if not _is_apart(act))


def _written(array: pikepdf.Array) -> Iterator[object]:
    for place in range(min(len(array), MOST_OBJECTS)):
        each = array[place]
        if isinstance(each, pikepdf.Dictionary) and not each.is_indirect:
            yield each


def _is_apart(thing: object) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def _pixels(stream: pikepdf.Stream) -> int:
    if stream.get("/Subtype") != Name.Image:
        return 0
    return int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))


def _unpacked(stream: pikepdf.Stream, most: int) -> int:
    """How many bytes a stream unpacks to, counted without keeping them; stops above `most`."""
    filters = stream.get("/Filter")
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters or [])
    packed: Iterator[bytes] = iter([stream.read_raw_bytes()])
    seen = 0
    for name in names:
        if name not in (Name.FlateDecode, Name.Fl):
            break
        packed = _inflated(packed)
    for part in packed:
        seen += len(part)
        if seen > most:
            break
    return seen


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for part in packed:
        rest = part
        while rest and not inflater.eof:
            try:
                unpacked = inflater.decompress(rest, _AT_ONCE)
            except zlib.error:
                # Readers take what they get up to here.
                return
            yield unpacked
            rest = inflater.unconsumed_tail


def _doubts(content: bytes, pages: int) -> Iterator[Warned]:
    """A file with nothing in it, and pages that were photographed badly.

    Single blank pages are what scanners make of backs, and thin letters what is pale on purpose.
    """
    looked_at, blank = min(pages, PAGES_LOOKED_AT), 0
    with drawing.pages(content) as document:
        for place in range(looked_at):
            grey = drawing.page(document, place, side=legibility.SIDE).convert("L")
            if legibility.is_blank(grey):
                blank += 1
                continue
            for doubt in legibility.doubts(grey):
                if doubt in (Doubt.BLURRED, Doubt.DARK):
                    yield Warned(doubt, place + 1)
    if blank == looked_at:
        yield Warned(Doubt.BLANK)
