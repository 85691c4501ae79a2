"""Names of places compared the way people write them: with or without marks, spaces, hyphens."""

import re
import unicodedata
from functools import lru_cache

from motcua.kernel.words import fold, nfc

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Folded words: `Bà Rịa - Vũng Tàu` -> ba, ria, vung, tau; `Ea H'leo` -> ea, hleo; `01` -> 1.

    Where a tone mark stands (Hòa, Hoà) makes no difference, since marks are left out.
    """
    bare = re.sub(r"['’‘`ʼ]", "", fold(text))
    return tuple(_number(word) for word in re.findall(r"[a-z0-9]+", bare))


def compact(text: str) -> str:
    """The folded words as one: the key by which names are the same."""
    return "".join(words(text))


def plain(text: str) -> str:
    """Without marks but with its capitals, for English: `Đắk Lắk` -> `Dak Lak`."""
    spread = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def order(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """A key that sorts Vietnamese as dictionaries do: word by word, letters before tones.

    Tones go level, huyền, hỏi, ngã, sắc, nặng; numbers sort by value, before letters.
    """
    return tuple(_word_order(word) for word in re.findall(r"[^\W_]+", nfc(text.lower())))


def _word_order(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if re.fullmatch(r"[0-9]+", word):
        return (-1, int(word)), ()
    spread = unicodedata.normalize("NFD", word)
    tones = tuple(_TONES[c] for c in spread if c in _TONES)
    toneless = unicodedata.normalize("NFC", "".join(c for c in spread if c not in _TONES))
    return tuple(_LETTERS.find(c) for c in toneless), tones


def _number(word: str) -> str:
    return str(int(word)) if word.isdigit() else word
