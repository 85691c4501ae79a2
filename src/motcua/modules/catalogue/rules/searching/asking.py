"""What is sought: the words typed, the phrases they make, and the other ways to say them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.kernel.words import fold

from .index import Index
from .lexicon import LONGEST, Lexicon, Other, Phrase
from .spelling import SOUND, parted, repairs, sounds
from .wording import LONGEST_QUESTION, MOST_WORDS, bare, has_marks, marked, words_of

_CODE = re.compile(r"(?<![0-9.])([0-9]\.[0-9]{1,6}(?:\.[a-z][0-9]{0,2})?)(?![0-9])")
_DIGITS = re.compile(r"(?<![0-9.])([0-9]{7})(?![0-9])")
WHOLE_CODE = len("2.000635")
#: A word typed without marks beside others that have some; and one whose marks are others.
UNMARKED, MISMARKED, UNFINISHED = 0.8, 0.7, 0.75
#: What a filler counts for, and a word that nobody has ever written.
FILLER_MASS, STRANGE_MASS = 0.05, 2.0
MOST_BEGINNINGS = 12
#: Who types a word with its marks means it more often than not.
CAREFUL = 0.75
#: Other ways to say a thing may make it weigh more than its own words do, but not much more.
MOST_OF_OWN = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word to look for. `forms`: numbers of words in the index, and how well each would do."""

    typed: str
    forms: tuple[tuple[int, float], ...]
    mass: float
    near: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.forms)


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to say a part of the question. `says` is empty for the words as typed."""

    words: tuple[Word, ...]
    weight: float = 1.0
    says: str = ""

    @property
    def mass(self) -> float:
        return sum(word.mass for word in self.words)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the question: a word or a phrase, in all ways it may be said."""

    typed: str
    ways: tuple[Way, ...]
    mass: float
    is_filler: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready. `codes`: what looks like a procedure's code, whole or begun."""

    parts: tuple[Part, ...]
    codes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.parts and not self.codes

    @property
    def telling(self) -> tuple[Part, ...]:
        """The parts that are not filler; all of them where there is nothing else."""
        return tuple(part for part in self.parts if not part.is_filler) or self.parts


def asked(query: str, index: Index, lexicon: Lexicon, *, is_unfinished: bool = False) -> Question:
    """At most the first 300 characters and 20 words count; `is_unfinished`: still being typed."""
    query = query[:LONGEST_QUESTION]
    codes, rest = _codes(query)
    typed = list(_known_words(words_of(rest)[:MOST_WORDS], index, lexicon))
    marks = any(has_marks(word) for word in typed)
    reader = _Reader(index, lexicon, typed, by_marks=marks, is_unfinished=is_unfinished)
    return Question(tuple(reader.parts()), codes)


def _codes(query: str) -> tuple[tuple[str, ...], str]:
    """Codes and what is left. Beside words a code must be whole: `2.000 kVA` is none."""
    folded = fold(query)
    found = _CODE.findall(folded)
    found += [f"{each[0]}.{each[1:]}" for each in _DIGITS.findall(folded)]
    if not found:
        return (), query
    rest = _DIGITS.sub(" ", _CODE.sub(" ", query.lower()))
    if words_of(rest):
        found = [each for each in found if len(each) >= WHOLE_CODE]
    return tuple(dict.fromkeys(found)), rest if found else query


def _known_words(typed: Sequence[str], index: Index, lexicon: Lexicon) -> Iterator[str]:
    """The words, those typed as one parted, each once."""

    def often(word: str) -> int:
        return index.often(word) + (word in lexicon.known)

    for word in typed:
        plain = bare(word)
        parts = None
        if len(plain) > 4 and not often(plain) and not repairs(plain, often, most=1):
            parts = parted(plain, often)
        yield from parts or (word,)


class _Reader:
    """Reads a question from left to right: the longest phrase first, else a word."""

    def __init__(
        self, index: Index, lexicon: Lexicon, typed: list[str], *, by_marks: bool,
        is_unfinished: bool,
    ) -> None:  # fmt: skip
        self.index, self.lexicon, self.typed, self.by_marks = index, lexicon, typed, by_marks
        self.unfinished = len(typed) - 1 if is_unfinished else -1
        self.plain = [bare(word) for word in typed]
        self.repaired = [self._repairs(*pair) for pair in zip(typed, self.plain, strict=True)]

    def parts(self) -> Iterator[Part]:
        taken = self._phrases()
        at, seen = 0, set()
        while at < len(self.typed):
            phrases, length = taken.get(at, ((), 1))
            said = tuple(self.plain[at : at + length])
            if said not in seen:
                seen.add(said)
                yield self._part(at, length, phrases)
            at += length

    def _phrases(self) -> dict[int, tuple[tuple[Phrase, ...], int]]:
        """Phrases that do not overlap, the longest first, by where they begin."""
        found: dict[tuple[int, int], list[Phrase]] = {}
        for at in range(len(self.typed)):
            for phrase in self._phrases_at(at):
                found.setdefault((len(phrase.words), at), []).append(phrase)
        taken: dict[int, tuple[tuple[Phrase, ...], int]] = {}
        used: set[int] = set()
        for (length, at), phrases in sorted(found.items(), key=lambda item: (-item[0][0], item[0])):
            span = set(range(at, at + length))
            if not span & used:
                used |= span
                taken[at] = (tuple(phrases), length)
        return taken

    def _phrases_at(self, at: int) -> Iterator[Phrase]:
        for first in (self.plain[at], *(word for word, _ in self.repaired[at][:2])):
            for phrase in self.lexicon.beginning_with(first):
                length = len(phrase.words)
                if length <= min(LONGEST, len(self.typed) - at) and self._is(phrase, at):
                    yield phrase

    def _is(self, phrase: Phrase, at: int) -> bool:
        length = len(phrase.words)
        for offset, word in enumerate(phrase.words):
            here = at + offset
            if self.plain[here] != word and all(word != form for form, _ in self.repaired[here]):
                return False
        if any(self.repaired[at + offset] for offset in range(length)):
            return length > 1 or not phrase.is_filler
        return phrase.fits(self.typed[at : at + length], by_marks=self.by_marks)

    def _part(self, at: int, length: int, phrases: Sequence[Phrase]) -> Part:
        own = Way(tuple(self._word(here) for here in range(at, at + length)))
        typed = " ".join(self.typed[at : at + length])
        is_letter = at == self.unfinished and len(self.plain[at]) == 1
        if is_letter or (phrases and all(phrase.is_filler for phrase in phrases)):
            return Part(typed, (own,), FILLER_MASS * own.mass, is_filler=True)
        others = dict.fromkeys(other for phrase in phrases for other in phrase.others)
        ways = [self._way(other) for other in others]
        ways = [way for way in ways if any(word.is_known for word in way.words)]
        known = all(word.is_known for word in own.words)
        mass = max((way.mass for way in (*ways, own)), default=0.0)
        if known:
            mass = min(mass, MOST_OF_OWN * own.mass)
        return Part(typed, (own, *ways) if known or not ways else tuple(ways), mass)

    def _way(self, other: Other) -> Way:
        words = tuple(self._exact(word) for word in other.words)
        return Way(words, other.weight, other.says)

    def _exact(self, word: str) -> Word:
        number = self.index.numbers.get(marked(word))
        plain = bare(word)
        # Procedures without marks are met too, as English ones and shouted names are.
        forms = [(form, 1.0 if form == number else 0.3) for form in self.index.forms.get(plain, ())]
        return Word(word, tuple(forms), self.index.weight(plain))

    def _word(self, at: int) -> Word:
        typed, plain = self.typed[at], self.plain[at]
        forms = dict(self._by_marks(typed, plain))
        if forms and at != self.unfinished:
            for sound in sounds(plain):
                forms |= {
                    form: SOUND for form in self.index.forms.get(sound, ()) if form not in forms
                }
        mass, near = self.index.weight(plain), ""
        if len(plain) > 1 and (at == self.unfinished or (not forms and at == len(self.typed) - 1)):
            for word in self._beginning_with(plain):
                forms = dict.fromkeys(self.index.forms[word], UNFINISHED) | forms
                mass = max(mass, self.index.weight(word))
        if not forms:
            for word, sure in self.repaired[at]:
                near = near or word
                forms |= {
                    form: sure for form in self.index.forms.get(word, ()) if form not in forms
                }
                mass = max(mass, self.index.weight(word))
        return Word(typed, tuple(forms.items()), mass or STRANGE_MASS, near)

    def _by_marks(self, typed: str, plain: str) -> Iterator[tuple[int, float]]:
        number = self.index.numbers.get(marked(typed))
        other = MISMARKED if has_marks(typed) else UNMARKED if self.by_marks else 1.0
        for form in self.index.forms.get(plain, ()):
            yield form, 1.0 if form == number else other

    def _beginning_with(self, plain: str) -> list[str]:
        found = [word for word in self.index.words() if word.startswith(plain) and word != plain]
        return sorted(found, key=lambda word: -self.index.often(word))[:MOST_BEGINNINGS]

    def _repairs(self, typed: str, plain: str) -> list[tuple[str, float]]:
        if self.index.often(plain) or plain in self.lexicon.known or plain.isdigit():
            return []
        sureness = CAREFUL if has_marks(typed) else 1.0
        return [(word, sure * sureness) for word, sure in repairs(plain, self._often)]

    def _often(self, word: str) -> int:
        return self.index.often(word) + (word in self.lexicon.known)
