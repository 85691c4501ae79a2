"""Words in two languages, and how they are compared."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """Content in Vietnamese and English; English may be missing and then shows Vietnamese."""

    vi: str
    en: str = ""

    def in_(self, language: str) -> str:
        return self.en if language == "en" and self.en else self.vi

    def has(self, language: str) -> bool:
        return bool(self.en if language == "en" else self.vi)


def nfc(text: str) -> str:
    """Composed form, the only form we store."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, for searching and comparing; never stored as the truth.

    `Đường Hòa Bình` and `duong hoa binh` fold to the same.
    """
    spread = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(plain.replace("đ", "d").split())
