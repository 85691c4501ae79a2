"""The words of a record made fit for a package: one spelling, no stray signs; nothing reworded."""

import re
from functools import lru_cache

from motcua.kernel.words import nfc

_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")
_TRAILING = re.compile(r"[ \t\xa0]+$", re.MULTILINE)
#: What the portal puts where there is nothing to say.
_NOTHING_SAID = frozenset({"", "-", ".", "không có thông tin", "không có thông tin."})


@lru_cache(maxsize=4096)
def block(text: str | None) -> str:
    """A text of any number of lines; empty where nothing is said."""
    if not text:
        return ""
    text = nfc(_TRAILING.sub("", _STRAY.sub("", _LINE_ENDS.sub("\n", text))).strip())
    return "" if len(text) < 24 and text.lower() in _NOTHING_SAID else text


def line(text: str | None) -> str:
    """The same on one line."""
    return " ".join(block(text).split())
