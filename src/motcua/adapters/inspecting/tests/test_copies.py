"""The copies officers read: PDF/A-2b, upright, bare, and honest about what they lack."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, pdfa

from motcua.adapters.inspecting import archiving, drawing
from motcua.adapters.inspecting.workbench import Workbench
from motcua.modules.documents.ports import DOCX, HEIC, JPEG, PDF, PNG, Copied, Departure, Part

from . import documents, malice, pages

COLOURS = ("red", "lime", "blue", "white")


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench(pages.FONTS)


def _is_archive(pdf: bytes) -> bool:
    return pdfa.validate_written(io.BytesIO(pdf), "2b").passed


def _text(pdf: bytes) -> str:
    with drawing.pages(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _copy(bench: Workbench, content: bytes, media_type: str) -> Copied:
    copied = bench.copy([Part(content, media_type)])
    assert copied.trouble is None
    assert _is_archive(copied.pdf)
    return copied


@pytest.mark.parametrize(
    ("media_type", "make"),
    [(JPEG, pages.as_jpeg), (PNG, pages.as_png), (HEIC, pages.as_heic)],
)
def test_a_photo_becomes_a_page(
    bench: Workbench, media_type: str, make: Callable[..., bytes]
) -> None:
    copied = _copy(bench, make(pages.page()), media_type)

    assert (copied.pages, copied.departures) == (1, ())
    assert pages.DEVICE.encode() not in copied.pdf
    with pikepdf.open(io.BytesIO(copied.pdf)) as pdf:
        across, down = (float(length) for length in pdf.pages[0].mediabox[2:])
        assert (across < 596, down < 843) == (True, True)


def test_several_photos_are_pages_in_their_order(bench: Workbench) -> None:
    colours = ["red", "lime", "blue"]
    photos = [pages.as_jpeg(pages.corners((colour,) * 4)) for colour in colours]
    photos.append(pages.as_png(pages.corners(("white",) * 4, (400, 900))))

    copied = bench.copy([*(Part(photo, JPEG) for photo in photos[:3]), Part(photos[3], PNG)])

    assert copied.pages == 4
    assert _is_archive(copied.pdf)
    with drawing.pages(copied.pdf) as document:
        seen = [drawing.page(document, place, side=60).getpixel((20, 20)) for place in range(3)]
    for pixel, strong in zip(seen, (0, 1, 2), strict=True):
        assert isinstance(pixel, tuple)
        assert max(range(3), key=lambda level: pixel[level]) == strong


def test_a_large_photo_is_scaled_down_and_said_so(bench: Workbench) -> None:
    copied = _copy(bench, pages.as_jpeg(pages.page().resize((4000, 3000))), JPEG)

    assert copied.departures == (Departure.SCALED_DOWN,)


def test_a_pdf_keeps_its_text_and_loses_who_made_it(bench: Workbench) -> None:
    def tell(made: Pdf) -> None:
        made.docinfo["/Author"] = pages.DEVICE
        with made.open_metadata() as told:
            told["dc:title"] = pages.DEVICE

    with pikepdf.open(io.BytesIO(pages.text_pdf(2))) as made:
        tell(made)
        out = io.BytesIO()
        made.save(out)
    copied = _copy(bench, out.getvalue(), PDF)

    assert (copied.pages, copied.departures) == (2, ())
    assert "Nguyễn Thị An" in _text(copied.pdf)
    assert pages.DEVICE not in str(copied.pdf)
    with pikepdf.open(io.BytesIO(copied.pdf)) as pdf:
        assert "/Author" not in pdf.docinfo


def test_a_pdf_without_its_fonts_is_drawn_and_said_so(bench: Workbench) -> None:
    def write(made: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        made.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
        made.pages[0].obj.Contents = made.make_stream(b"BT /F 40 Tf 90 700 Td (Hello) Tj ET")

    copied = _copy(bench, malice.pdf(write), PDF)

    assert copied.departures == (Departure.DRAWN_AS_IMAGE, Departure.FONTS_REPLACED)
    with drawing.pages(copied.pdf) as document:
        assert min(drawing.page(document, 0, side=800).convert("L").tobytes()) < 60


def test_a_pdf_that_takes_too_long_to_read_closely_is_drawn(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "PATIENCE_SECONDS", 0.001)

    copied = _copy(bench, pages.text_pdf(200), PDF)

    assert (copied.pages, copied.departures) == (200, (Departure.DRAWN_AS_IMAGE,))


def test_what_acts_or_hides_stays_behind_and_is_told(bench: Workbench) -> None:
    def fill(made: Pdf) -> None:
        made.attachments["x.txt"] = b"hidden"
        script = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root.OpenAction = made.make_indirect(script)
        field = Dictionary(FT=Name.Sig, T=pikepdf.String("s"), V=Dictionary(Type=Name.Sig))
        fields = pikepdf.Array([made.make_indirect(field)])
        made.Root.AcroForm = made.make_indirect(Dictionary(SigFlags=3, Fields=fields))

    copied = _copy(bench, malice.pdf(fill), PDF)

    assert copied.departures == (
        Departure.ACTIONS_REMOVED,
        Departure.ATTACHMENTS_REMOVED,
        Departure.SIGNATURES_NOT_CARRIED,
    )
    assert b"app.alert" not in copied.pdf
    assert b"hidden" not in copied.pdf


def test_pictures_in_a_pdf_lose_what_the_camera_wrote(bench: Workbench) -> None:
    photo = pages.as_jpeg(pages.page())

    def put(made: Pdf) -> None:
        image = pikepdf.Stream(made, photo)
        image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
        (image.Width, image.Height), image.BitsPerComponent = pages.SIZE, 8
        image.ColorSpace = Name.DeviceRGB
        made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=made.make_indirect(image)))
        made.pages[0].obj.Contents = made.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")

    copied = _copy(bench, malice.pdf(put), PDF)

    assert copied.departures == ()
    assert pages.DEVICE.encode() in photo
    assert pages.DEVICE.encode() not in copied.pdf


def test_a_document_of_word_says_the_same(bench: Workbench) -> None:
    body = (
        documents.paragraph("ĐƠN ĐỀ NGHỊ", '<w:pStyle w:val="Title"/>')
        + documents.paragraph("Một", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + documents.paragraph("Hai", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + documents.paragraph("☐ Nam ☒ Nữ")
        + "<w:tbl><w:tblGrid><w:gridCol w:w='4000'/><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc>"
        + documents.paragraph("Họ và tên")
        + "</w:tc><w:tc>"
        + documents.paragraph("Nguyễn Thị An", letters="<w:b/><w:u w:val='single'/>")
        + "</w:tc></w:tr></w:tbl>"
    )
    copied = _copy(bench, documents.docx(body), DOCX)

    assert copied.departures == (Departure.LAYOUT_CHANGED,)
    text = _text(copied.pdf)
    for said in ("ĐƠN ĐỀ NGHỊ", "1.", "Một", "2.", "Hai", "Nam", "Nữ", "Nguyễn Thị An"):
        assert said in text


def test_a_document_of_word_keeps_its_pictures(bench: Workbench) -> None:
    drawing_of = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2540000" cy="1270000"/>'
        '<a:blip r:embed="i1"/></wp:inline></w:drawing></w:r></w:p>'
    )
    content = documents.docx(
        drawing_of,
        parts={"word/media/a.png": pages.as_png(pages.corners(("red",) * 4))},
        relations=documents.related("image", "media/a.png", "i1"),
    )
    copied = _copy(bench, content, DOCX)

    with drawing.pages(copied.pdf) as document:
        counts = drawing.page(document, 0, side=400).getcolors(100_000)
    assert counts is not None
    red = [n for n, at in counts if isinstance(at, tuple) and at[0] > 200 and at[1] < 90]
    assert sum(red) > 1000


@pytest.mark.parametrize(
    "lost",
    [
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:commentReference w:id='1'/></w:r></w:p>",
        "<w:p><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>",
        documents.paragraph("漢字"),
    ],
)
def test_what_of_a_document_is_not_carried_is_told(bench: Workbench, lost: str) -> None:
    copied = _copy(bench, documents.docx(documents.paragraph("Kính gửi") + lost), DOCX)

    assert Departure.PARTS_LEFT_OUT in copied.departures


def test_another_typeface_is_told(bench: Workbench) -> None:
    content = documents.docx(documents.paragraph("a", letters='<w:rFonts w:ascii="Arial"/>'))

    assert Departure.FONTS_REPLACED in _copy(bench, content, DOCX).departures


def test_words_of_a_document_are_never_markup(bench: Workbench) -> None:
    said = "#panic() $x$ *not bold* `raw` [x] &amp; #image(&quot;/etc/passwd&quot;)"
    copied = _copy(bench, documents.docx(documents.paragraph(said)), DOCX)

    text = _text(copied.pdf).replace("\r\n", " ")
    assert "#panic() $x$ *not bold* `raw` [x] &" in text


@pytest.mark.parametrize("media_type", [JPEG, PDF, DOCX])
def test_a_thumbnail_is_small_and_bare(bench: Workbench, media_type: str) -> None:
    content = {JPEG: pages.as_jpeg(pages.page()), PDF: pages.text_pdf(), DOCX: documents.docx()}

    drawn = bench.thumbnail(Part(content[media_type], media_type))

    assert drawn.startswith(b"\xff\xd8\xff")
    assert len(drawn) < 60_000
    assert pages.DEVICE.encode() not in drawn


def test_what_is_broken_has_neither_copy_nor_thumbnail(bench: Workbench) -> None:
    copied = bench.copy([Part(b"%PDF-1.4 nothing", PDF)])

    assert (copied.pdf, copied.thumbnail, str(copied.trouble)) == (b"", b"", "file-broken")
    assert bench.thumbnail(Part(b"nothing", JPEG)) == b""
