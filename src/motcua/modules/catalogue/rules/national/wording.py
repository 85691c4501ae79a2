"""The words of a record made fit for a package: one spelling, no stray signs; nothing reworded."""

import re

from motcua.kernel.words import fold, nfc

_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")
_TRAILING = re.compile(r"[ \t\xa0]+$", re.MULTILINE)
_BLANKS = re.compile(r"\s+")
#: What the portal puts where there is nothing to say.
_NOTHING_SAID = frozenset({"", "-", ".", "khong co thong tin", "khong co thong tin."})


def block(text: str | None) -> str:
    """A text of any number of lines; empty where nothing is said."""
    if not text:
        return ""
    text = _LINE_ENDS.sub("\n", text)
    text = _TRAILING.sub("", _STRAY.sub("", text)).strip()
    return "" if len(text) < 24 and fold(text) in _NOTHING_SAID else nfc(text)


def line(text: str | None) -> str:
    """The same on one line."""
    return _BLANKS.sub(" ", block(text))
