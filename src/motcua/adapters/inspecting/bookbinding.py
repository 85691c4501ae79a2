"""Pages of pictures bound into a PDF/A: photos, and pages that could only be drawn."""

import io
import zlib
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, pdfa
from PIL import Image

FLAVOUR = "2b"
QUALITY = 85
#: Points; a photo is as large as fits on A4, whichever way it lies.
A4 = (595.28, 841.89)
_MOST_COLOURS = 256

NotArchivable = pdfa.PdfaError


def bind(pages: Iterable[tuple[Image.Image, tuple[float, float]]], *, drawn: bool) -> bytes:
    """Pictures in RGB or L, each with the size of its page in points; one at a time in memory.

    `drawn`: they hold few colours and sharp edges, so that what is lossless may be smaller.
    """
    pdf = pikepdf.new()
    for picture, size in pages:
        _add_page(pdf, picture, size, lossless=drawn)
    return archived(pdf)


def get_ready() -> None:
    """Load what tells which PDF is an archive's."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    archived(pdf)


def archived(pdf: Pdf) -> bytes:
    """As PDF/A-2b, proved by reading it again.

    :raises NotArchivable: something in it is not allowed there
    """
    # As `pikepdf.pdfa.save` does, but in memory: nothing is written where files are opened.
    settings = pdfa.resolve_save_kwargs(FLAVOUR, compress_streams=True)
    pdfa.prepare(pdf, FLAVOUR)
    out = io.BytesIO()
    pdf.save(out, **settings)
    report = pdfa.validate_written(out, FLAVOUR, save_kwargs=settings)
    if not report.passed:
        raise NotArchivable(report)
    return out.getvalue()


def on_a4(picture: Image.Image) -> tuple[float, float]:
    """How large a page for a picture is."""
    width, height = picture.size
    across, down = A4 if height >= width else (A4[1], A4[0])
    scale = min(across / width, down / height)
    return width * scale, height * scale


def _add_page(pdf: Pdf, picture: Image.Image, size: tuple[float, float], *, lossless: bool) -> None:
    width, height = (round(length, 2) for length in size)
    page = pdf.add_blank_page(page_size=(width, height))
    image = _image(pdf, picture, lossless=lossless)
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=pdf.make_indirect(image)))
    page.obj.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Page Do Q".encode())


def _image(pdf: Pdf, picture: Image.Image, *, lossless: bool) -> pikepdf.Stream:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    best, form = out.getvalue(), Dictionary(
        Filter=Name.DCTDecode, ColorSpace=_colours(picture.mode), BitsPerComponent=8
    )  # fmt: skip
    if lossless and (flat := _flat(picture)) is not None and len(flat[0]) < len(best):
        best, form = flat
    stream = pikepdf.Stream(pdf, best)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = picture.size
    for key, value in form.items():
        stream[key] = value
    return stream


def _flat(picture: Image.Image) -> tuple[bytes, Dictionary] | None:
    """Every pixel as it is, where a picture has few colours."""
    colours = picture.getcolors(_MOST_COLOURS)
    if colours is None:
        return None
    if picture.mode == "L":
        form = Dictionary(Filter=Name.FlateDecode, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
        return zlib.compress(picture.tobytes(), 6), form
    few = picture.quantize(_MOST_COLOURS, dither=Image.Dither.NONE)
    palette = bytes(few.getpalette() or b"")[: 3 * _MOST_COLOURS]
    space = Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, pikepdf.String(palette)])
    form = Dictionary(Filter=Name.FlateDecode, ColorSpace=space, BitsPerComponent=8)
    return zlib.compress(few.tobytes(), 6), form


def _colours(mode: str) -> Name:
    return Name.DeviceGray if mode == "L" else Name.DeviceRGB
