"""What people write: cleaned of what cannot be seen, refused where it could deceive."""

import re

from motcua.kernel.words import nfc

from ..problems import Fault

# Zero-width blanks and soft hyphens come along when text is copied; they mean nothing.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
# Control characters but the newline, halves of characters, and marks that turn the direction of
# writing, which can make one text look like another.
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
LONGEST_INPUT = 100_000


def one_line(answer: object) -> str | None:
    """Composed, trimmed, blanks made single; None where nothing is left or it is no text."""
    if not isinstance(answer, str):
        return None
    return " ".join(_visible(answer).split()) or None


def lines(answer: object) -> str | None:
    """The same, line by line; lines are kept, blank ones at the ends are not."""
    if not isinstance(answer, str):
        return None
    text = _visible(answer).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n") or None


def _visible(text: str) -> str:
    return nfc(text[:LONGEST_INPUT].translate(_INVISIBLE))


def faults(text: str, *, least: int = 1, most: int) -> list[Fault]:
    """Control characters, too short, too long. Lengths count characters as people do, not marks."""
    if _FORBIDDEN.search(text):
        return [Fault("control-characters")]
    if len(text) > most:
        return [Fault("too-long", {"most": most, "over": len(text) - most})]
    return [Fault("too-short", {"least": least})] if len(text) < least else []


def is_forbidden(character: str) -> bool:
    return _FORBIDDEN.match(character) is not None


_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[.,  ][0-9]{3})+")
_PLAIN = re.compile(r"-?[0-9]{1,18}")


def whole_number(text: str) -> int | None:
    """`24000`, `24.000`, `24,000` and `24 000` are one number; anything else is none."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[.,  ]", "", text)
    return int(text) if _PLAIN.fullmatch(text) else None
