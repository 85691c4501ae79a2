"""How a DOCX says its paragraphs look: its defaults, its styles, and each paragraph's own word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

Look = dict[str, object]
_TWIPS = 20
_MOST_BASES = 30
_MOST_POINTS = 400.0
_OFF = ("0", "false", "off", "none")
#: Numbers of lists, as Word calls their ways of counting.
_WAYS = {"decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A",
         "lowerRoman": "i", "upperRoman": "I"}  # fmt: skip
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ALIGNED = {"center": "center", "right": "right", "end": "right", "both": "justify",
            "distribute": "justify"}  # fmt: skip
ElementTree: TypeAlias = etree._Element


def tag(element: ElementTree) -> str:
    """The name without its namespace: Word writes two of them for the same thing."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: ElementTree | None, name: str, default: str = "") -> str:
    if element is None:
        return default
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return default


def child(element: ElementTree | None, *names: str) -> ElementTree | None:
    """The first child of that name, and of it the first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if tag(each) == name), None)
    return element


def children(element: ElementTree | None, name: str) -> Iterator[ElementTree]:
    if element is not None:
        yield from (each for each in element if tag(each) == name)


def points(told: str, default: float = 0.0) -> float:
    """Twentieths of a point as points; nothing that a page could not hold."""
    try:
        return max(-_MOST_POINTS, min(_MOST_POINTS, float(told) / _TWIPS))
    except ValueError:
        return default


def paragraph_look(properties: ElementTree | None) -> Look:
    look: Look = {}
    for each in properties if properties is not None else ():
        name = tag(each)
        if name == "jc":
            look["align"] = _ALIGNED.get(attribute(each, "val"), "left")
        elif name == "ind":
            look |= _indents(each)
        elif name == "spacing":
            look |= _spacing(each)
        elif name == "numPr":
            look["list"] = (attribute(child(each, "numId"), "val"), _level(each))
        elif name == "pageBreakBefore":
            look["break"] = is_on(each)
        elif name == "tabs":
            look["fills"] = _fills(each)
    return look


def run_look(properties: ElementTree | None) -> Look:
    look: Look = {}
    for each in properties if properties is not None else ():
        name, value = tag(each), attribute(each, "val")
        if name in ("b", "i", "caps", "vanish", "strike"):
            look[name] = is_on(each)
        elif name == "u":
            look["u"] = value not in _OFF
        elif name == "sz" and value.isdigit():
            look["size"] = min(72.0, max(4.0, int(value) / 2))
        elif name == "color" and len(value) == 6:
            look["color"] = value if all(c in "0123456789abcdefABCDEF" for c in value) else "000000"
        elif name == "vertAlign":
            look["raised"] = {"superscript": "super", "subscript": "sub"}.get(value, "")
        elif name == "rFonts":
            look["font"] = attribute(each, "ascii") or attribute(each, "hAnsi")
    return look


def is_on(element: ElementTree) -> bool:
    return attribute(element, "val", "1") not in _OFF


def _indents(element: ElementTree) -> Look:
    look: Look = {}
    for name, key in (("left", "left"), ("start", "left"), ("right", "right"), ("end", "right")):
        if told := attribute(element, name):
            look[key] = points(told)
    if told := attribute(element, "firstLine"):
        look["first"] = points(told)
    if told := attribute(element, "hanging"):
        look["first"] = -points(told)
    return look


def _spacing(element: ElementTree) -> Look:
    look: Look = {}
    for name in ("before", "after"):
        if told := attribute(element, name):
            look[name] = points(told)
    if (told := attribute(element, "line")).lstrip("-").isdigit():
        is_share = attribute(element, "lineRule", "auto") == "auto"
        look["line"] = max(0.8, min(3.0, int(told) / 240)) if is_share else 1.0
    return look


def _level(number: ElementTree) -> int:
    told = attribute(child(number, "ilvl"), "val", "0")
    return min(8, int(told)) if told.isdigit() else 0


def _fills(tabs: ElementTree) -> str:
    """What the last stop of a line is for: '' to step on, 'fill' to reach the margin, or dots."""
    stops = [each for each in tabs if attribute(each, "val") != "clear"]
    if not stops:
        return ""
    if attribute(stops[-1], "leader") in ("dot", "underscore", "hyphen", "middleDot"):
        return "dots"
    return "fill" if attribute(stops[-1], "val") in ("right", "end") else ""


@dataclass
class Styles:
    """By id: what a style is based on, and what it says of paragraphs and of letters."""

    known: dict[str, tuple[str, Look, Look]] = field(default_factory=dict)
    ruled: set[str] = field(default_factory=set)
    default: str = ""
    paragraph: Look = field(default_factory=dict)
    run: Look = field(default_factory=dict)

    @classmethod
    def read(cls, tree: ElementTree | None) -> "Styles":
        styles = cls()
        defaults = child(tree, "docDefaults")
        styles.paragraph = paragraph_look(child(defaults, "pPrDefault", "pPr"))
        styles.run = run_look(child(defaults, "rPrDefault", "rPr"))
        for each in children(tree, "style"):
            name = attribute(each, "styleId")
            looks = paragraph_look(child(each, "pPr")), run_look(child(each, "rPr"))
            styles.known[name] = (attribute(child(each, "basedOn"), "val"), *looks)
            if has_rules(child(each, "tblPr", "tblBorders")):
                styles.ruled.add(name)
            is_default = attribute(each, "default") in ("1", "true")
            if is_default and attribute(each, "type") == "paragraph":
                styles.default = name
        return styles

    def looks(self, name: str) -> tuple[Look, Look]:
        """Of paragraph and letters, with all that the style is based on."""
        paragraph, run = dict(self.paragraph), dict(self.run)
        for each in reversed(list(self._line(name or self.default))):
            paragraph |= each[1]
            run |= each[2]
        return paragraph, run

    def of_letters(self, name: str) -> Look:
        """What a style of letters adds."""
        look: Look = {}
        for each in reversed(list(self._line(name))):
            look |= each[2]
        return look

    def _line(self, name: str) -> Iterator[tuple[str, Look, Look]]:
        for _ in range(_MOST_BASES):
            if name not in self.known:
                return
            yield self.known[name]
            name = self.known[name][0]


def has_rules(borders: ElementTree | None) -> bool:
    sides = [each for each in borders if tag(each) != "diagonal"] if borders is not None else []
    return any(attribute(each, "val") not in ("", "nil", "none") for each in sides)


@dataclass
class Numbering:
    """Counts the paragraphs of lists: what stands in front of each."""

    lists: Mapping[str, list[tuple[str, str, int, Look]]]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def read(cls, tree: ElementTree | None) -> "Numbering":
        drawn = {
            attribute(each, "abstractNumId"): [
                _read_level(level) for level in children(each, "lvl")
            ]
            for each in children(tree, "abstractNum")
        }
        return cls({
            attribute(each, "numId"): drawn.get(attribute(child(each, "abstractNumId"), "val"), [])
            for each in children(tree, "num")
        })  # fmt: skip

    def next(self, number: str, level: int) -> tuple[str, Look]:
        """The mark of the next paragraph of a list, and how its level is set in."""
        levels = self.lists.get(number, [])
        if level >= len(levels):
            return "", {}
        way, text, start, look = levels[level]
        self.counts[number, level] = self.counts.get((number, level), start - 1) + 1
        for deeper in range(level + 1, len(levels)):
            self.counts.pop((number, deeper), None)
        if way == "bullet":
            return "–" if text.strip() in ("-", "–", "") else "•", look
        for place in range(level + 1):
            count = self.counts.get((number, place), levels[place][2])
            text = text.replace(f"%{place + 1}", _numeral(count, levels[place][0]))
        return text, look


def _read_level(level: ElementTree) -> tuple[str, str, int, Look]:
    start = attribute(child(level, "start"), "val", "1")
    return (
        attribute(child(level, "numFmt"), "val"),
        attribute(child(level, "lvlText"), "val"),
        int(start) if start.isdigit() else 1,
        paragraph_look(child(level, "pPr")),
    )


def _numeral(count: int, way: str) -> str:
    sort = _WAYS.get(way, "1")
    if sort in ("a", "A"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 4 + 1)
        return letters if sort == "a" else letters.upper()
    if sort in ("i", "I"):
        roman = _roman(count)
        return roman.lower() if sort == "i" else roman
    return f"{count:02}" if sort == "01" else str(count)


def _roman(count: int) -> str:
    left, made = min(count, 3999), ""
    for value, sign in _ROMAN:
        made, left = made + sign * (left // value), left % value
    return made
