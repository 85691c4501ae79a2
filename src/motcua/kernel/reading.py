"""How hard words are to read: what a person who left school early must hold in mind at once.

Vietnamese writes every syllable apart, so syllables between stops are counted. Twenty-five of them
are about fifteen English words, where plain-language guides (ISO 24495-1:2023, 5.3.4) tell writers
to stop; a question or a button should need far fewer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: The most syllables of a sentence that people meet while they fill in a form.
MOST_SYLLABLES = 25
_STOP = re.compile(r"(?<=[.!?…:;])\s+|\n+")
_SYLLABLE = re.compile(r"[^\W\d_]+")
#: What stands in brackets is read apart, as an aside.
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and how many syllables it has."""

    text: str
    syllables: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a Vietnamese text; asides in brackets are sentences of their own."""
    for aside in _ASIDE.findall(text):
        yield from _parted(aside.strip("()"))
    yield from _parted(_ASIDE.sub("", text))


def too_long(text: str, *, most: int = MOST_SYLLABLES) -> list[Sentence]:
    """The sentences that ask too much."""
    return [each for each in sentences(text) if each.syllables > most]


def _parted(text: str) -> Iterator[Sentence]:
    for part in _STOP.split(text):
        if count := len(_SYLLABLE.findall(part)):
            yield Sentence(part.strip(), count)
