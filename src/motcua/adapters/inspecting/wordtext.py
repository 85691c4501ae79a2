"""The text of a DOCX as plain blocks: paragraphs, tables, pictures, ready to be set again.

What cannot be carried over (drawings, charts, formulas, comments, what a reviewer struck out) is
noted, never silently lost.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from motcua.modules.documents.ports import Departure

from . import packed
from .wordstyles import (
    ElementTree,
    Look,
    Numbering,
    Styles,
    attribute,
    child,
    children,
    has_rules,
    is_on,
    paragraph_look,
    points,
    run_look,
    tag,
)

Block = dict[str, object]
_EMU_PER_POINT = 12_700
_THROUGH = frozenset({"hyperlink", "smartTag", "ins", "moveTo", "fldSimple", "dir", "bdo",
                      "customXml", "sdtContent", "sdt"})  # fmt: skip
_STRUCK = frozenset({"del", "moveFrom", "delText"})
_LOST = frozenset({"object", "commentReference", "chart", "oMath", "oMathPara", "wgp", "relIds"})
#: Signs of the fonts for signs, as texts have them that were written in Word.
_SIGNS = {"f0a8": "□", "f06f": "□", "f071": "□", "f0fe": "☒", "f0fd": "☒", "f0fc": "✓",
          "f052": "☒", "f0b7": "•", "f0a7": "■", "f06e": "■", "f0e0": "→"}  # fmt: skip
#: Drawn by the setter, as no font of ours has them.
_BOXES = {"☐": "empty", "☑": "crossed", "☒": "crossed", "✓": "tick", "✔": "tick"}
_NARROW, _MOST_COLUMNS = 40.0, 60
_TIMES = ("times", "tinos", "liberation serif")


@dataclass
class Reading:
    """One document being read. `picture` makes a picture of ours from a part, or gives '';
    `letters` what our fonts can show, and how many letters they cannot."""

    document: packed.Packed
    styles: Styles
    numbering: Numbering
    picture: Callable[[bytes], str]
    letters: Callable[[str], tuple[str, int]]
    departures: set[Departure] = field(default_factory=set)
    relations: dict[str, str] = field(default_factory=dict)
    #: Texts that stand in boxes: they follow the paragraph that holds the box.
    boxed: list[Block] = field(default_factory=list)
    #: Which part of a field we are in: '' none, 'told' its instruction, 'shown' what it came to.
    in_field: str = ""
    instruction: str = ""
    notes: dict[str, ElementTree] = field(default_factory=dict)

    def blocks(self, holder: ElementTree | None) -> Iterator[Block]:
        for each in holder if holder is not None else ():
            name = tag(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield self._table(each)
            elif name == "sdt":
                yield from self.blocks(child(each, "sdtContent"))
            elif name in ("customXml", "ins", "moveTo"):
                yield from self.blocks(each)
            elif name in _STRUCK or name == "altChunk":
                self.departures.add(Departure.PARTS_LEFT_OUT)

    def _paragraph(self, element: ElementTree) -> Iterator[Block]:
        properties = child(element, "pPr")
        look, letters = self.styles.looks(attribute(child(properties, "pStyle"), "val"))
        own = paragraph_look(properties)
        mark = ""
        if (told := own.get("list", look.get("list"))) and isinstance(told, tuple):
            mark, level = self.numbering.next(str(told[0]), int(told[1]))
            look |= level
        look |= own
        look.pop("list", None)
        if look.pop("break", False):
            yield {"kind": "break"}
        runs: list[Block] = []
        size = letters.get("size", 10.0)
        for run in self._runs(element, letters, look):
            if run.get("page"):
                yield {"kind": "paragraph", **look, "mark": mark, "size": size, "runs": runs}
                yield {"kind": "break"}
                runs, mark = [], ""
            else:
                runs.append(run)
        yield {"kind": "paragraph", **look, "mark": mark, "size": size, "runs": runs}
        boxed, self.boxed = self.boxed, []
        yield from boxed

    def _runs(self, holder: ElementTree, letters: Look, look: Look) -> Iterator[Block]:
        for each in holder:
            name = tag(each)
            if name == "r":
                style = attribute(child(each, "rPr", "rStyle"), "val")
                own = self.styles.of_letters(style) | run_look(child(each, "rPr"))
                yield from self._run(each, letters | own, look)
            elif name in _THROUGH:
                yield from self._runs(each, letters, look)
            elif name in _STRUCK:
                self.departures.add(Departure.PARTS_LEFT_OUT)
            elif name in ("oMath", "oMathPara"):
                self.departures.add(Departure.PARTS_LEFT_OUT)
                yield from self._text("".join(t.text or "" for t in each.iter("{*}t")), letters)

    def _run(self, element: ElementTree, letters: Look, look: Look) -> Iterator[Block]:
        if letters.get("vanish"):
            return
        for each in element:
            name = tag(each)
            if name == "fldChar":
                yield from self._turn_field(each, letters)
            elif name == "instrText":
                self.instruction += each.text or ""
            elif self.in_field not in ("told", "ours"):
                yield from self._piece(each, name, letters, look)

    def _piece(self, each: ElementTree, name: str, letters: Look, look: Look) -> Iterator[Block]:
        if name in ("footnoteReference", "endnoteReference"):
            yield from self._note(attribute(each, "id"), name, letters, look)
        elif name in ("drawing", "pict"):
            yield from self._drawing(each)
        elif name == "AlternateContent":
            # The same thing twice, for newer and for older programs.
            chosen = child(each, "Choice")
            for inner in each if chosen is None else chosen:
                yield from self._piece(inner, tag(inner), letters, look)
        elif name in _LOST or name in _STRUCK:
            self.departures.add(Departure.PARTS_LEFT_OUT)
        else:
            yield from self._sign(each, name, letters, look)

    def _sign(self, each: ElementTree, name: str, letters: Look, look: Look) -> Iterator[Block]:
        if name == "t":
            yield from self._text(each.text or "", letters)
        elif name in ("tab", "ptab"):
            yield {"tab": look.get("fills") or "step"}
        elif name in ("br", "cr"):
            yield {"page": True} if attribute(each, "type") == "page" else {"line": True}
        elif name == "noBreakHyphen":
            yield from self._text("\u2011", letters)
        elif name == "sym":
            yield from self._text(_SIGNS.get(attribute(each, "char").lower(), "□"), letters)

    def _turn_field(self, element: ElementTree, letters: Look) -> Iterator[Block]:
        """Numbers of pages are counted anew; other fields show what they came to in Word."""
        turn = attribute(element, "fldCharType")
        if turn == "begin":
            self.in_field, self.instruction = "told", ""
            if (box := child(element, "ffData", "checkBox")) is not None:
                yield from self._text("☒" if _is_ticked(box) else "☐", letters)
        elif turn == "separate":
            asked = self.instruction.split()[:1]
            counted = {"PAGE": "page", "NUMPAGES": "pages"}.get(asked[0] if asked else "")
            self.in_field = "ours" if counted else "shown"
            if counted:
                yield {"counted": counted, **self._shown(letters)}
        elif turn == "end":
            self.in_field = ""

    def _text(self, text: str, letters: Look) -> Iterator[Block]:
        """Runs of letters, with boxes and ticks between them."""
        shown = self._shown(letters)
        plain = ""
        for sign in text:
            if sign in _BOXES:
                if plain:
                    yield from self._letters(plain, letters)
                yield {"box": _BOXES[sign], **shown}
                plain = ""
            else:
                plain += sign
        if plain:
            yield from self._letters(plain, letters)

    def _letters(self, text: str, letters: Look) -> Iterator[Block]:
        shown, count = self.letters(text.upper() if letters.get("caps") else text)
        if count:
            self.departures.add(Departure.PARTS_LEFT_OUT)
        yield {"text": shown, **self._shown(letters)}

    def _shown(self, letters: Look) -> Look:
        font = str(letters.get("font", "")).lower()
        if font and not font.startswith(_TIMES):
            self.departures.add(Departure.FONTS_REPLACED)
        kept = ("b", "i", "u", "strike", "size", "color", "raised")
        return {key: letters[key] for key in kept if letters.get(key)}

    def _note(self, number: str, name: str, letters: Look, look: Look) -> Iterator[Block]:
        note = self.notes.get(name[:3] + number)
        if note is None:
            return
        runs: list[Block] = []
        for paragraph in children(note, "p"):
            runs += self._runs(paragraph, letters, look)
        yield {"note": runs}

    def _drawing(self, element: ElementTree) -> Iterator[Block]:
        for box in element.iter("{*}txbxContent"):
            self.boxed.extend(self.blocks(box))
        found = False
        for blip in element.iter("{*}blip", "{*}imagedata"):
            name = self.relations.get(attribute(blip, "embed") or attribute(blip, "id"), "")
            drawn = self.picture(self.document.parts.get(name, b""))
            if drawn:
                found = True
                yield {"picture": drawn, **_extent(element)}
        if not found and not self.boxed:
            self.departures.add(Departure.PARTS_LEFT_OUT)

    def _table(self, element: ElementTree) -> Block:
        columns = children(child(element, "tblGrid"), "gridCol")
        widths = [points(attribute(each, "w")) for each in columns]
        rows = list(_rows(element))
        cells = list(self._cells(rows))
        needed = max((cell.x + cell.across for cell in cells), default=1)
        widths += [_NARROW] * (needed - len(widths))
        return {
            "kind": "table", "ruled": self._is_ruled(element), "rows": max(1, len(rows)),
            "widths": [max(1.0, width) for width in widths],
            "cells": [{"x": cell.x, "y": cell.y, "across": cell.across, "down": cell.down,
                       "blocks": cell.blocks} for cell in cells],
        }  # fmt: skip

    def _cells(self, rows: list[ElementTree]) -> Iterator["_Cell"]:
        above: dict[int, _Cell] = {}
        for y, row in enumerate(rows):
            x = 0
            for element in _cell_elements(row):
                said = child(element, "tcPr")
                told = attribute(child(said, "gridSpan"), "val", "1")
                across = max(1, min(_MOST_COLUMNS, int(told))) if told.isdigit() else 1
                merged = child(said, "vMerge")
                if merged is not None and attribute(merged, "val") != "restart" and x in above:
                    above[x].down = y - above[x].y + 1
                else:
                    above[x] = _Cell(x, y, across, list(self.blocks(element)))
                    yield above[x]
                x += across

    def _is_ruled(self, table: ElementTree) -> bool:
        own = child(table, "tblPr", "tblBorders")
        style = attribute(child(table, "tblPr", "tblStyle"), "val")
        is_ruled = has_rules(own) if own is not None else style in self.styles.ruled
        return is_ruled or any(has_rules(each) for each in table.iter("{*}tcBorders"))


@dataclass
class _Cell:
    x: int
    y: int
    across: int
    blocks: list[Block]
    down: int = 1


def _is_ticked(box: ElementTree) -> bool:
    ticked = child(box, "checked")
    return ticked is not None and is_on(ticked)


def _rows(table: ElementTree) -> Iterator[ElementTree]:
    for each in table:
        if tag(each) == "tr":
            yield each
        elif tag(each) in ("sdt", "customXml", "sdtContent", "ins"):
            yield from _rows(each)


def _cell_elements(row: ElementTree) -> Iterator[ElementTree]:
    for each in row:
        if tag(each) == "tc":
            yield each
        elif tag(each) in ("sdt", "customXml", "sdtContent"):
            yield from _cell_elements(each)


def _extent(element: ElementTree) -> Look:
    """How large a picture is drawn, in points; nothing where it is not said."""
    for each in element.iter("{*}extent"):
        across, down = attribute(each, "cx"), attribute(each, "cy")
        if across.isdigit() and down.isdigit() and int(across) and int(down):
            return {"width": int(across) / _EMU_PER_POINT, "height": int(down) / _EMU_PER_POINT}
    return {}
