"""A PDF as PDF/A-2b: as it is where that is allowed, else drawn page by page."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream, sanitize
from PIL import Image

from motcua.modules.documents.ports import Departure

from . import bookbinding, drawing, portable, stripping

#: Reading a long file closely may take minutes; drawing it does not.
PATIENCE_SECONDS = 20.0
#: Drawn pages: dots per inch, fewer where there are many.
DPI, MANY, DPI_OF_MANY = 200, 60, 110
_ACTIONS = frozenset(
    Name(name)
    for name in ("/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData",
                 "/Movie", "/Sound", "/Rendition")
)  # fmt: skip
_OF_THE_WHOLE = ("/AcroForm", "/AA", "/OpenAction", "/ViewerPreferences", "/PageMode", "/Perms",
                 "/DSS", "/Legal", "/SpiderInfo", "/PieceInfo")  # fmt: skip
_FINDING_ONES_WAY = (("/Outlines", "/Names", "/Dests", "/PageLabels", "/Threads"),
                     ("/StructTreeRoot", "/MarkInfo", "/OCProperties"))  # fmt: skip
#: /CIDSet is of no use, and wrong in most files.
_PRIVATE = ("/CIDSet", "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF")


class _TooLong(Exception):
    """It would take longer than anybody waits."""


def archive(content: bytes) -> tuple[bytes, int, set[Departure]]:
    """The copy, its pages, and where it is not what the original is."""
    with portable.opened(content) as pdf:
        departures = _read(pdf)
        is_drawn_by_program = _waits_for_program(pdf)
        pages = len(pdf.pages)
        if not is_drawn_by_program:
            try:
                with _at_most(PATIENCE_SECONDS):
                    _strip(pdf)
                    return _archived(pdf), pages, departures
            except bookbinding.NotArchivable as not_so:
                if any("embedded" in str(finding).lower() for finding in not_so.report.findings):
                    departures.add(Departure.FONTS_REPLACED)
            except (_TooLong, *portable.BROKEN):
                pass
    return _drawn(content, pages), pages, departures | {Departure.DRAWN_AS_IMAGE}


def _read(pdf: Pdf) -> set[Departure]:
    """What the original has and no copy may have."""
    found = set()
    if pdf.attachments or "/Collection" in pdf.Root:
        found.add(Departure.ATTACHMENTS_REMOVED)
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary):
            continue
        if thing.get("/S") in _ACTIONS:
            found.add(Departure.ACTIONS_REMOVED)
        if thing.get("/FT") == Name.Sig and "/V" in thing:
            found.add(Departure.SIGNATURES_NOT_CARRIED)
        if thing.get("/Subtype") == Name.FileAttachment:
            found.add(Departure.ATTACHMENTS_REMOVED)
    return found


def _waits_for_program(pdf: Pdf) -> bool:
    """Whether filled fields have no looks yet: only who draws them can show what is in them."""
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))


def _strip(pdf: Pdf) -> None:
    """Leave what is seen on the pages, and nothing that acts, hides, or tells who made it."""
    pdf.flatten_annotations("screen")
    sanitize.remove_javascript(pdf)
    sanitize.remove_external_access(pdf)
    sanitize.remove_attachments(pdf)
    sanitize.remove_multimedia(pdf)
    sanitize.remove_collection(pdf)
    for key in _OF_THE_WHOLE:
        if key in pdf.Root:
            del pdf.Root[key]
    del pdf.docinfo
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | Stream):
            _strip_thing(thing)


def _strip_thing(thing: pikepdf.Object) -> None:
    for key in _PRIVATE:
        if key in thing:
            del thing[key]
    if isinstance(thing, Stream) and thing.get("/Filter") == Name.DCTDecode:
        raw = thing.read_raw_bytes()
        plain = stripping.strip_jpeg(raw)
        if plain != raw:
            told = thing.get("/DecodeParms")
            parameters = told if isinstance(told, Dictionary) else None
            thing.write(plain, filter=Name.DCTDecode, decode_parms=parameters)


def _archived(pdf: Pdf) -> bytes:
    """As it is; else without what helps to find one's way, which nobody sees on the pages.

    :raises bookbinding.NotArchivable: what is on the pages is not allowed in an archive
    """
    for keys in _FINDING_ONES_WAY:
        try:
            return bookbinding.archived(pdf)
        except bookbinding.NotArchivable:
            for key in keys:
                if key in pdf.Root:
                    del pdf.Root[key]
    return bookbinding.archived(pdf)


def _drawn(content: bytes, pages: int) -> bytes:
    dpi = DPI if pages <= MANY else DPI_OF_MANY
    with drawing.pages(content) as document:

        def draw() -> Iterator[tuple[Image.Image, tuple[float, float]]]:
            for place in range(pages):
                side = drawing.side_at(document, place, dpi=dpi)
                picture = drawing.page(document, place, side=side)
                yield _without_needless_colour(picture), document.get_page_size(place)

        return bookbinding.bind(draw(), drawn=True)


def _without_needless_colour(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    is_grey = red.tobytes() == green.tobytes() == blue.tobytes()
    return red if is_grey else picture


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Seconds of work. Only in the main thread, as a fork's is.

    :raises _TooLong: when they are over
    """

    def over(_number: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
