"""A DOCX set again by Typst: its text, tables and pictures, its layout as far as that goes."""

import base64
import io
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from motcua.modules.documents.ports import JPEG, PNG, Departure

from . import packed, pictures, wordfile
from .wordstyles import ElementTree, Numbering, Styles, attribute, child, points, tag
from .wordtext import Block, Reading

SHEET = Path(__file__).with_name("sheet.typ")
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PICTURE_SIDE = 1800
_NOT_SHOWN = "□"
_A4 = {"width": 595.3, "height": 841.9, "top": 56.7, "bottom": 56.7, "left": 85.0, "right": 56.7}
_LEAST_PAGE, _LEAST_ROOM = 100.0, 72.0


class NotSet(Exception):
    """Typst cannot set it, whatever stands in it."""


@dataclass
class Setter:
    """The fonts are opened for the first document."""

    fonts: Path

    def pdf(self, content: bytes) -> tuple[bytes, set[Departure]]:
        """A PDF, and what of the document it does not carry.

        :raises NotSet: the text cannot be set
        """
        document = packed.unpacked(content)
        main = wordfile.main_part(document)
        reading = self._reading(document, main)
        body = child(document.tree(main), "body")
        section = child(body, "sectPr")
        told: dict[str, object] = {
            "page": _page(section),
            "blocks": list(reading.blocks(body)),
            "header": self._edge(reading, document, section, "headerReference"),
            "footer": self._edge(reading, document, section, "footerReference"),
        }
        return self._set(told), reading.departures | {Departure.LAYOUT_CHANGED}

    def _set(self, told: dict[str, object]) -> bytes:
        data = json.dumps(told, ensure_ascii=False)
        try:
            compiler = typst.Compiler(font_paths=self._fonts)
            pdf = compiler.compile(
                SHEET.read_bytes(), format="pdf", sys_inputs={"data": data}, pdf_tags=False
            )
        except typst.TypstError as wrong:
            raise NotSet(wrong.message) from wrong
        assert isinstance(pdf, bytes)
        return pdf

    def _reading(self, document: packed.Packed, main: str) -> Reading:
        near = _Near(document, main)
        return Reading(
            document,
            Styles.read(near.tree("styles")),
            Numbering.read(near.tree("numbering")),
            picture=_picture,
            letters=self._letters,
            relations=near.targets,
            notes={
                tag(note)[:3] + attribute(note, "id"): note
                for kind in ("footnotes", "endnotes")
                if (tree := near.tree(kind)) is not None
                for note in tree
            },
        )

    def _edge(
        self, reading: Reading, document: packed.Packed, section: ElementTree | None, kind: str
    ) -> list[Block]:
        """What stands above or below every page."""
        told = [each for each in (section if section is not None else ()) if tag(each) == kind]
        told.sort(key=lambda each: attribute(each, "type") != "default")
        name = reading.relations.get(attribute(told[0], "id"), "") if told else ""
        if name not in document.parts:
            return []
        body, reading.relations = reading.relations, _Near(document, name).targets
        try:
            return list(reading.blocks(document.tree(name)))
        finally:
            reading.relations = body

    def _letters(self, text: str) -> tuple[str, int]:
        """What our fonts can show, a sign for each letter they cannot, and how many those are."""
        composed = unicodedata.normalize("NFC", text)
        seen = [c for c in composed if unicodedata.category(c) not in ("Cc", "Cf")]
        shown = [c if ord(c) in self._covered else _NOT_SHOWN for c in seen]
        return "".join(shown), sum(a != b for a, b in zip(seen, shown, strict=True))

    @cached_property
    def _covered(self) -> frozenset[int]:
        covered: set[int] = set()
        for file in sorted(self.fonts.glob("*-Regular.ttf")):
            with TTFont(file, lazy=True) as font:
                covered.update(font.getBestCmap())
        return frozenset(covered)

    @cached_property
    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[self.fonts]
        )


class _Near:
    """The parts that a part names."""

    def __init__(self, document: packed.Packed, name: str) -> None:
        self._document = document
        folder, _, file = name.rpartition("/")
        self.targets: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if relations not in document.parts:
            return
        for each in document.tree(relations).iter(_REL):
            if each.get("TargetMode") == "External":
                continue
            target = each.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            self.targets[each.get("Id", "")] = path.lstrip("/")
            self._kinds[each.get("Type", "").rpartition("/")[2]] = path.lstrip("/")

    def tree(self, kind: str) -> ElementTree | None:
        name = self._kinds.get(kind, "")
        return self._document.tree(name) if name in self._document.parts else None


def _page(section: ElementTree | None) -> dict[str, float]:
    """The size of the pages and their margins in points; A4 where nothing sensible is said."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    page = dict(_A4)
    for key, short in (("width", "w"), ("height", "h")):
        if (told := attribute(size, short)).isdigit():
            page[key] = max(_LEAST_PAGE, min(2000.0, int(told) / 20))
    for key in ("top", "bottom", "left", "right"):
        page[key] = abs(points(attribute(margins, key), page[key])) or page[key]
    for one, other, side in (("left", "right", "width"), ("top", "bottom", "height")):
        if page[side] - page[one] - page[other] < _LEAST_ROOM:
            page[one] = page[other] = page[side] / 10
    return page


def _picture(content: bytes) -> str:
    """A part of a DOCX as a picture inside an SVG, which is how Typst takes one without a file."""
    for media_type in _kinds_of_picture(content):
        try:
            picture = pictures.reduced(pictures.opened(content, media_type), _PICTURE_SIDE)
        except (pictures.TooManyPixels, *pictures.BROKEN):
            return ""
        out = io.BytesIO()
        is_photo = media_type == JPEG
        picture.save(out, "JPEG" if is_photo else "PNG", **({"quality": 85} if is_photo else {}))
        width, height = picture.size
        told = f"data:{media_type};base64,{base64.b64encode(out.getvalue()).decode()}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}"><image width="{width}" height="{height}"'
            f' href="{told}"/></svg>'
        )
    return ""


def _kinds_of_picture(content: bytes) -> Iterator[str]:
    if content.startswith(b"\xff\xd8\xff"):
        yield JPEG
    if content.startswith(b"\x89PNG"):
        yield PNG
