"""Which known word was probably meant by one that nobody knows."""

import re
from collections.abc import Callable, Iterator

LETTERS = "abcdeghiklmnopqrstuvxyfjwz"
#: How sure a repair is: a keyboard's leftovers, a sound written otherwise, one slip of a finger.
LEFTOVER, BOTH, SLIP, SOUND = 0.95, 0.85, 0.75, 0.6
_TELEX = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("w", ""))
_SOUNDS = (
    ("tr", "ch"), ("ch", "tr"), ("x", "s"), ("s", "x"), ("gi", "d"), ("d", "gi"), ("r", "d"),
    ("d", "r"), ("l", "n"), ("n", "l"), ("v", "d"), ("c", "k"), ("k", "c"), ("ngh", "ng"),
    ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("gi", "r"), ("r", "gi"), ("qu", "h"), ("kh", "k"),
)  # fmt: skip
_ENDINGS = (("t", "c"), ("c", "t"), ("n", "ng"), ("ng", "n"), ("n", "nh"), ("nh", "n"))

Known = Callable[[str], int]
"""How often a word without marks is met; nought: never."""


def leftovers(word: str) -> Iterator[str]:
    """The word as Telex or VNI would have made it: `ddawng` is `dang`, `ky1` is `ky`."""
    plain = re.sub(r"[0-9]", "", word) if re.search(r"[a-z]", word) else word
    for sign, instead in _TELEX:
        plain = plain.replace(sign, instead)
    if plain != word:
        yield plain
    for form in (plain, word):
        toneless = re.sub(r"(?<=[aeiouyngcmptih])[sfrxj]$", "", form)
        if toneless != form:
            yield toneless
    inside = re.sub(r"(?<=[aeiouy])[sfrxj](?=[a-z])", "", plain)
    if inside != plain:
        yield inside


def sounds(word: str) -> Iterator[str]:
    """The word as it might be written by ear: `xinh` for `sinh`, `chú` for `trú`."""
    for sign, instead in _SOUNDS:
        if word.startswith(sign) and not (sign in "cgnk" and word.startswith(sign + "h")):
            yield instead + word[len(sign) :]
    for sign, instead in _ENDINGS:
        if word.endswith(sign) and len(word) > len(sign) + 1:
            yield word[: -len(sign)] + instead


def slips(word: str) -> Iterator[str]:
    """Every word one slip away: a letter too many, too few, another, or two swapped."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in LETTERS:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def repairs(word: str, known: Known, *, most: int = 4) -> list[tuple[str, float]]:
    """Known words this one may be, with how sure that is, surest first."""
    found: dict[str, float] = {}
    for sure, forms in ((LEFTOVER, leftovers), (SLIP, slips), (SOUND, sounds)):
        if sure == SLIP and len(word) < 3:
            continue
        for form in forms(word):
            if form and form != word and known(form):
                found[form] = BOTH if sure == SOUND and form in found else found.get(form, sure)
        if sure == LEFTOVER and found:
            break

    def order(pair: tuple[str, float]) -> tuple[float, bool, int]:
        form, sure = pair
        return -sure, form[:1] != word[:1], -known(form)

    return sorted(found.items(), key=order)[:most]


def parted(word: str, known: Known) -> tuple[str, str] | None:
    """The two known words that were typed as one: `khaisinh`."""
    best, most = None, 0
    for at in range(2, len(word) - 1):
        one, other = word[:at], word[at:]
        often = min(known(one), known(other))
        if often > most:
            best, most = (one, other), often
    return best
