"""Pages of a PDF as pictures, drawn by PDFium: without scripts, without anything from elsewhere."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from PIL import Image

#: Drawn pages of PDF are never larger than this, whatever size a page says it has.
MOST_SIDE = 3508
_POINTS_PER_INCH = 72

NotDrawn = pdfium.PdfiumError


@contextmanager
def pages(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """:raises NotDrawn: PDFium cannot read it"""
    document = pdfium.PdfDocument(content)
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


def page(document: pdfium.PdfDocument, place: int, *, side: int) -> Image.Image:
    """One page in RGB, its longer side so many pixels. :raises NotDrawn: it cannot be drawn"""
    sheet = document[place]
    try:
        width, height = sheet.get_size()
        scale = min(side, MOST_SIDE) / max(width, height, 1.0)
        bitmap = sheet.render(scale=scale, may_draw_forms=True, rev_byteorder=True)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return picture
    finally:
        sheet.close()


def side_at(document: pdfium.PdfDocument, place: int, *, dpi: int) -> int:
    """How many pixels the longer side of a page has at so many dots per inch."""
    inches = float(max(document.get_page_size(place))) / _POINTS_PER_INCH
    return min(MOST_SIDE, max(1, round(inches * dpi)))


def thumbnail(picture: Image.Image, side: int) -> bytes:
    """A small JPEG without anything but pixels."""
    small = picture.convert("RGB")
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=75, optimize=True)
    return out.getvalue()
