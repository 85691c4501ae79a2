"""Words as they are compared: without marks, and by their marks however those were typed."""

import re
import unicodedata
from functools import lru_cache

from motcua.kernel.words import fold, nfc

LONGEST_QUESTION = 300
MOST_WORDS = 20
WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300": "2", "\u0301": "3", "\u0309": "4", "\u0303": "5", "\u0323": "6"}
#: `lý` and `lí` are one word spelt twice; `quý` and `quí` too. `y` alone stands in `y tế`.
_FINAL_Y = re.compile(r"^([bcdghklmnpqrstvx]+|qu)y$")


def plain(line: str) -> str:
    """Words without marks and signs: `. Đăng ký (mới)` is `dang ky moi`."""
    return " ".join(WORD.findall(fold(line)))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, composed, with their marks."""
    return WORD.findall(nfc(text).lower())


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """A word as it is looked up: no marks, `y` at the end as `i`."""
    return _FINAL_Y.sub(r"\1i", fold(word))


@lru_cache(maxsize=16_384)
def marked(word: str) -> str:
    """A word by its marks: letters with theirs, the tone at the end, so `hoà` is `hòa`."""
    tone = ""
    letters = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in _TONES:
            tone = _TONES[sign]
        else:
            letters.append(sign)
    return _FINAL_Y.sub(r"\1i", unicodedata.normalize("NFC", "".join(letters))) + tone


def has_marks(word: str) -> bool:
    return marked(word) != bare(word)
