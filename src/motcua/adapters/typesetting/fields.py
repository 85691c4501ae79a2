"""Turns the reserved places of a typeset PDF into form fields.

Typst knows no form fields, but it knows links, and it puts them into the structure tree. A link to
`motcua:field/NAME` becomes the widget of the field NAME, in the same place of the page and of the
structure tree, so that the PDF stays tagged. pyHanko recognises a field by exactly this shape when
it judges later changes.
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from motcua.modules.results.ports import NotAPdf, Place, Size

SCHEME = "motcua:field/"
_READ_ONLY = 1
_SIGNATURES_EXIST_AND_APPEND_ONLY = 3
_PRINT = 4
_TITLES = {
    Place.NUMBER: "Số, ký hiệu văn bản",
    Place.ISSUED: "Địa danh và thời gian ban hành",
    Place.SIGNATORY: "Chữ ký số của người có thẩm quyền",
    Place.ORGANISATION: "Chữ ký số của cơ quan",
}


def make_fields(pdf: bytes) -> tuple[bytes, frozenset[Place]]:
    """The PDF with its places as empty form fields, and which these are.

    The same input gives the same bytes.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        elements = _structure(document)
        fields = [
            _widget(document, page.obj, annotation, elements)
            for page in document.pages
            for annotation in page.obj.get("/Annots", Array())
            if _name(annotation) is not None
        ]
        if fields:
            form = Dictionary(Fields=Array(fields), SigFlags=_SIGNATURES_EXIST_AND_APPEND_ONLY)
            form.DR = Dictionary(Font=_fonts(document))
            document.Root.AcroForm = document.make_indirect(form)
        places = frozenset(Place(str(field.T)) for field in fields)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue(), places


def read_places(pdf: bytes) -> dict[Place, Size]:
    """The places of a PDF and their sizes in points. :raises NotAPdf: unreadable"""
    try:
        with Pdf.open(io.BytesIO(pdf)) as document:
            form = document.Root.get("/AcroForm", Dictionary())
            found = {str(field.T): field.Rect for field in form.get("/Fields", Array())}
    except pikepdf.PdfError as wrong:
        raise NotAPdf(str(wrong)) from wrong
    return {place: _size(found[place]) for place in Place if place in found}


def _name(annotation: pikepdf.Object) -> Place | None:
    if annotation.get("/Subtype") != Name.Link:
        return None
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    return Place(address.removeprefix(SCHEME)) if address.startswith(SCHEME) else None


def _structure(document: Pdf) -> dict[int, pikepdf.Object]:
    """StructParent number -> structure element, for what is not page content."""
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    return {int(n): e for n, e in zip(numbers[::2], numbers[1::2], strict=True)}


def _widget(
    document: Pdf,
    page: pikepdf.Object,
    annotation: pikepdf.Object,
    elements: dict[int, pikepdf.Object],
) -> pikepdf.Object:
    place = _name(annotation)
    assert place is not None
    for key in ("/A", "/Border", "/Contents"):
        if key in annotation:
            del annotation[key]
    size = _size(annotation.Rect)
    blank = Stream(document, b"q Q")  # an empty stream is no valid compressed one
    blank.Type, blank.Subtype = Name.XObject, Name.Form
    blank.BBox, blank.Resources = Array([0, 0, size.width, size.height]), Dictionary()
    annotation.Subtype, annotation.T, annotation.TU = Name.Widget, String(place), _TITLES[place]
    annotation.F, annotation.P = _PRINT, page
    annotation.AP = Dictionary(N=document.make_indirect(blank))
    if place in (Place.SIGNATORY, Place.ORGANISATION):
        annotation.FT = Name.Sig
        if place is Place.ORGANISATION:
            annotation.Lock = Dictionary(Type=Name.SigFieldLock, Action=Name.All)
    else:
        annotation.FT, annotation.Ff = Name.Tx, _READ_ONLY
        annotation.DA = String("/F0 13 Tf 0 g")
    element = elements[int(annotation.StructParent)]
    element.S, element.K = Name.Form, element.K[0]
    return annotation


def _fonts(document: Pdf) -> Dictionary:
    """One embedded font for the default appearance; the looks bring their own."""
    for page in document.pages:
        for font in page.resources.get("/Font", Dictionary()).values():
            return Dictionary(F0=font)
    return Dictionary()


def _size(rect: pikepdf.Object) -> Size:
    left, bottom, right, top = (float(n) for n in rect)
    return Size(abs(right - left), abs(top - bottom))
