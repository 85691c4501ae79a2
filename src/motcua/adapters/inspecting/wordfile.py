"""DOCX: a document of Word's, whole, without macros, and without objects of other programs."""

import re
from collections.abc import Iterator

from lxml import etree

from motcua.modules.documents.ports import DOCX, Inspected, Trouble

from . import packed

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE_DOCUMENT = "/officeDocument"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: Parts that are programs, or are opened by some.
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/.*\.bin$|\.(exe|dll|js|vbs|hta|scr|xlsm|docm|pptm)$"
)
#: Relations that run or fetch something when the document is opened.
_FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/control", "/afChunk")
#: A template on the writer's own disk is only a name; one elsewhere would be fetched.
_ON_OWN_DISK = re.compile(r"^(file:///)?[a-z]:", re.IGNORECASE)
_FIELD = re.compile(rb"DDE(AUTO)?\b|INCLUDETEXT\s+\"?https?:", re.IGNORECASE)


def inspect(content: bytes) -> Inspected:
    """Pages are counted when it is copied: a DOCX has none before somebody sets it."""
    try:
        document = packed.unpacked(content)
        main_part(document)
        _must_hold_no_program(document)
        for name in document.ends(".xml", ".rels"):
            document.tree(name)
    except packed.Unfit as unfit:
        is_known = unfit.trouble is not Trouble.UNKNOWN_KIND
        return Inspected(DOCX if is_known else "", unfit.trouble)
    except packed.BROKEN:
        return Inspected(DOCX, Trouble.BROKEN)
    return Inspected(DOCX)


def main_part(document: packed.Packed) -> str:
    """The name of the part with the text. :raises Unfit: none: it is another sort of archive"""
    if "[Content_Types].xml" not in document.parts or "_rels/.rels" not in document.parts:
        raise packed.Unfit(Trouble.UNKNOWN_KIND)
    types = document.tree("[Content_Types].xml")
    said = {each.get("PartName"): each.get("ContentType", "") for each in types.iter("{*}Override")}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in said.values()):
        raise packed.Unfit(Trouble.HAS_PROGRAM)
    for relation in document.tree("_rels/.rels").iter(_REL):
        name = relation.get("Target", "").lstrip("/")
        is_text = relation.get("Type", "").endswith(_OFFICE_DOCUMENT)
        if is_text and said.get(f"/{name}") == _MAIN and name in document.parts:
            return str(name)
    raise packed.Unfit(Trouble.UNKNOWN_KIND)


def _must_hold_no_program(document: packed.Packed) -> None:
    if any(_PROGRAMS.search(name.lower()) for name in document.parts):
        raise packed.Unfit(Trouble.HAS_PROGRAM)
    for relation in _relations(document):
        is_outside = relation.get("TargetMode") == "External"
        is_fetched = relation.get("Type", "").endswith(_FETCHED)
        if is_outside and is_fetched and not _ON_OWN_DISK.match(relation.get("Target", "")):
            raise packed.Unfit(Trouble.HAS_PROGRAM)
    if any(_runs_a_field(document.parts[name]) for name in document.ends(".xml")):
        raise packed.Unfit(Trouble.HAS_PROGRAM)


def _relations(document: packed.Packed) -> Iterator[etree._Element]:
    for name in document.ends(".rels"):
        yield from document.tree(name).iter(_REL)


def _runs_a_field(content: bytes) -> bool:
    """Whether an instruction of a field starts another program or fetches a text."""
    instructions = b"".join(re.findall(rb"instrText[^>]*>([^<]*)<", content))
    simple = b" ".join(re.findall(rb'instr="([^"]*)"', content))
    return bool(_FIELD.search(instructions) or _FIELD.search(simple))
