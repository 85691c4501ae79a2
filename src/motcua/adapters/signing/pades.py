"""Prepares a PDF for a signature and completes it: PAdES by pyHanko, in two halves.

Between `prepare` and `complete` any time may pass, and the key may be anywhere: the digest goes
out, a container comes back. Everything a signature changes is one appended revision; what was
signed before is left as it is.
"""

import io
from dataclasses import dataclass
from datetime import timedelta, timezone

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject

from motcua.kernel.errors import Invalid
from motcua.modules.results.ports import Drawn, NotAPdf, SignatureRequest

VIETNAM = timezone(timedelta(hours=7))
DIGEST = "sha256"
#: Room for the container in hex digits: two certificates, a token with its own, and some to spare.
RESERVED = 14_000


class PlaceTaken(Invalid):
    """The place does not exist in this file, or is signed already."""

    code = "place-taken"


class _Appending(IncrementalPdfFileWriter):
    """Appends without touching the document's metadata: its XMP says PDF/A, byte for byte."""

    def _update_meta(self) -> None:
        """The title, the dates and the conformance stay what the typesetter wrote."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that waits for the container over `digest`. Plain values: it can be stored."""

    document: bytes
    digest: bytes
    start: int
    end: int


def prepare(pdf: bytes, request: SignatureRequest) -> Prepared:
    """Fill the texts, draw the looks, reserve the room, and say what is to be signed.

    :raises NotAPdf: unreadable
    :raises PlaceTaken: no such place, or it is signed
    """
    try:
        writer = _Appending(io.BytesIO(pdf))
        fields = _fields(writer)
        for place, text in request.texts.items():
            _free(fields, place)[pdf_name("/V")] = pdf_string(text)
        _free(fields, request.place)
        _draw(writer, fields, request.drawn)
        return _reserve(writer, request, fields[request.place])
    except (PdfError, SigningError) as wrong:
        raise NotAPdf(str(wrong)) from wrong


def complete(prepared: Prepared, container: bytes) -> bytes:
    """The signed file."""
    out = io.BytesIO(prepared.document)
    room = PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end)
    room.fill_with_cms(out, container)
    return out.getvalue()


def _fields(writer: _Appending) -> dict[str, DictionaryObject]:
    if "/AcroForm" not in writer.root:
        return {}
    fields = [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]
    return {str(field["/T"]): field for field in fields}


def _free(fields: dict[str, DictionaryObject], place: str) -> DictionaryObject:
    field = fields.get(place)
    if field is None or "/V" in field:
        raise PlaceTaken(f"no free place «{place}»", place=place)
    return field


def _draw(writer: _Appending, fields: dict[str, DictionaryObject], drawn: Drawn) -> None:
    """Put each page into its place. Fonts that pages share are taken over once."""
    source = PdfFileReader(io.BytesIO(drawn.pdf))
    pages = [_page(source, number) for number in range(len(drawn.places))]
    gathered = ArrayObject(page["/Resources"] for page in pages)
    gathered.container_ref = pages[0].container_ref
    resources = writer.import_object(gathered)
    assert isinstance(resources, ArrayObject)
    for place, page, used in zip(drawn.places, pages, resources, strict=True):
        content = page["/Contents"]
        shown = StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): ArrayObject(page["/MediaBox"]),
                pdf_name("/Resources"): used,
                pdf_name("/Filter"): content["/Filter"],
            },
            encoded_data=content.encoded_data,
        )
        field = fields[place]
        looks = DictionaryObject({pdf_name("/N"): writer.add_object(shown)})  # type: ignore[no-untyped-call] # pyHanko
        field[pdf_name("/AP")] = looks
        writer.update_container(field)


def _page(source: PdfFileReader, number: int) -> DictionaryObject:
    found = source.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call] # pyHanko
    assert isinstance(found, DictionaryObject)
    return found


def _reserve(writer: _Appending, request: SignatureRequest, field: DictionaryObject) -> Prepared:
    steps = PdfCMSEmbedder().write_cms(
        field_name=str(request.place), writer=writer, existing_fields_only=True
    )
    next(steps)
    signature = SignatureObject(
        timestamp=request.at.astimezone(VIETNAM).replace(microsecond=0),
        subfilter=SigSeedSubFilter.PADES,
        name=request.signer.name,
        reason=request.reason,
        bytes_reserved=RESERVED,
    )
    lock = FieldMDPSpec.from_pdf_object(field["/Lock"]) if "/Lock" in field else None
    limits = SigMDPSetup(
        md_algorithm=DIGEST,
        certify=request.certify,
        field_lock=lock,
        docmdp_perms=MDPPerm.FILL_FORMS if request.certify else None,
    )
    steps.send(SigObjSetup(sig_placeholder=signature, mdp_setup=limits))
    digest, out = steps.send(SigIOSetup(md_algorithm=DIGEST))
    return Prepared(
        document=out.getvalue(),
        digest=digest.document_digest,
        start=digest.reserved_region_start,
        end=digest.reserved_region_end,
    )
