"""Which letters the fonts can show. PDF/A refuses a text that no font shows, and a citizen's name
must never be the reason why a decision cannot be issued."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont

MISSING = "\u25af"  # ▯
_KEPT = frozenset("\n\t")
#: Signs that reorder text: in an official paper they could only deceive.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


class Glyphs:
    """The letters of all fonts of a folder together (Typst falls back from one to the other)."""

    def __init__(self, fonts: Path) -> None:
        covered: set[int] = set()
        for file in sorted(fonts.glob("*.ttf")):
            with TTFont(file, lazy=True) as font:
                covered.update(font.getBestCmap())
        self._covered = frozenset(covered)
        self._instead = MISSING if ord(MISSING) in covered else "?"

    def shown(self, text: str) -> str:
        """The text in composed form, with `▯` (or `?`) for what no font has."""
        composed = unicodedata.normalize("NFC", text)
        return "".join(self._letter(c) for c in composed if not self._dropped(c))

    def clean(self, value: object) -> object:
        """The same JSON-able value with every string in it made showable."""
        if isinstance(value, str):
            return self.shown(value)
        if isinstance(value, Mapping):
            return {str(k): self.clean(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(v) for v in value]
        return value

    def _dropped(self, c: str) -> bool:
        return c in _REORDERING or (unicodedata.category(c) == "Cc" and c not in _KEPT)

    def _letter(self, c: str) -> str:
        return c if c in _KEPT or ord(c) in self._covered else self._instead
