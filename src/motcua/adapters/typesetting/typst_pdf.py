"""Typesetting by Typst: the compiler and the fonts are loaded once and used for every paper."""

import io
import json
import re
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import cached_property, lru_cache
from pathlib import Path

import segno
import typst

from motcua.modules.results.ports import (
    Drawn,
    Look,
    Paper,
    Place,
    Size,
    TemplateBroken,
    Trouble,
)

from .fields import make_fields, read_places
from .glyphs import Glyphs

VIETNAM = timezone(timedelta(hours=7))
FAMILIES = ("Tinos", "Be Vietnam Pro")
_LINE = re.compile(r"\.typ:(\d+):\d+")
_LOOKS: Mapping[Place, Mapping[str, object]] = {
    Place.NUMBER: {"kind": "text", "size": 13, "style": "normal"},
    Place.ISSUED: {"kind": "centred-text", "size": 13, "style": "italic"},
    Place.SIGNATORY: {"kind": "signatory"},
    Place.ORGANISATION: {"kind": "organisation"},
}


class FontsMissing(Exception):
    """The folder of fonts does not hold the families the papers are set in."""


class TypstTypesetter:
    """Typesetter of the city's papers.

    `library` is the folder templates may import from (nothing outside it can be read); `fonts` the
    folder of TTF files, opened when the first paper is set. A compiler is kept per thread, as it
    remembers its last compilation.
    """

    def __init__(self, *, library: Path, fonts: Path) -> None:
        self._library = library
        self._folder = fonts
        self._local = threading.local()

    def check(self) -> None:
        """:raises FontsMissing: papers cannot be set with what is in the folder"""
        missing = set(FAMILIES) - set(self._fonts.families())
        if missing:
            raise FontsMissing(f"{', '.join(sorted(missing))}: not in {self._folder}")

    @cached_property
    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[self._folder]
        )

    @cached_property
    def _glyphs(self) -> Glyphs:
        self.check()
        return Glyphs(self._folder)

    @cached_property
    def _look(self) -> bytes:
        return (self._library / "look.typ").read_bytes()

    def typeset(self, paper: Paper) -> bytes:
        inputs = {
            "data": _json(self._glyphs.clean(paper.data)),
            "codes": _json({name: _svg(text) for name, text in paper.codes.items()}),
            "draft": "yes" if paper.draft else "no",
        }
        if paper.twin is not None:
            inputs["twin"] = json.dumps(paper.twin, ensure_ascii=False, sort_keys=True, indent=1)
        pdf = self._compile(paper.template.encode(), inputs, at=paper.at, tagged=True)
        if paper.draft:
            return pdf
        made, places = make_fields(pdf)
        lacking = paper.places - places
        if lacking:
            raise TemplateBroken([Trouble(0, f"no place for {', '.join(sorted(lacking))}")])
        return made

    def places(self, pdf: bytes) -> dict[Place, Size]:
        return read_places(pdf)

    def draw(self, looks: Sequence[Look], *, at: datetime) -> Drawn:
        pages = [
            {
                **_LOOKS[look.place],
                "lines": self._glyphs.clean(look.lines),
                "seal": self._glyphs.clean(look.seal),
                "width": look.size.width,
                "height": look.size.height,
            }
            for look in looks
        ]
        pdf = self._compile(self._look, {"data": _json(pages)}, at=at, tagged=False)
        return Drawn(tuple(look.place for look in looks), pdf)

    def _compile(
        self, source: bytes, inputs: Mapping[str, str], *, at: datetime, tagged: bool
    ) -> bytes:
        try:
            pdf, warnings = self._compiler().compile_with_warnings(
                input=source,
                format="pdf",
                sys_inputs=dict(inputs),
                pdf_standards=["a-3a", "ua-1"] if tagged else ["a-3b"],
                pdf_tags=tagged,
                timestamp=at.astimezone(VIETNAM).replace(microsecond=0),
            )
        except typst.TypstError as wrong:
            raise TemplateBroken([_trouble(wrong)]) from wrong
        if warnings:
            raise TemplateBroken([_trouble(warning) for warning in warnings])
        assert isinstance(pdf, bytes)
        return pdf

    def _compiler(self) -> typst.Compiler:
        compiler: typst.Compiler | None = getattr(self._local, "compiler", None)
        if compiler is None:
            compiler = typst.Compiler(
                root=self._library,
                font_paths=self._fonts,
                # No package is ever fetched: templates import from the library only.
                package_path=self._library,
                package_cache_path=self._library,
            )
            self._local.compiler = compiler
        return compiler


def _trouble(said: typst.TypstError | typst.TypstWarning) -> Trouble:
    found = _LINE.search(said.diagnostic or "")
    hints = f" ({'; '.join(said.hints)})" if said.hints else ""
    return Trouble(int(found.group(1)) if found else 0, f"{said.message}{hints}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=256)
def _svg(text: str) -> str:
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode()
