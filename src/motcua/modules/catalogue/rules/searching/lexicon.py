"""How people speak and how procedures are called: phrases read from `lexicon.yaml`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec
import yaml

from .wording import bare, has_marks, marked, words_of

FILE = Path(__file__).with_name("lexicon.yaml")
LONGEST = 8
SAME, MEANS, ENGLISH = 1.0, 0.95, 0.95


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says one of the first probably looks for one of the others; `weight`: how probably."""

    say: tuple[str, ...]
    mean: tuple[str, ...]
    weight: float = MEANS


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    format: int
    fillers: tuple[tuple[str, ...], ...]
    same: tuple[tuple[str, ...], ...]
    means: tuple[Meaning, ...]
    english: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Other:
    """Another way to say a phrase, in words as procedures use them."""

    says: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase people type. A filler has no other ways, and tells next to nothing."""

    words: tuple[str, ...]
    marks: tuple[str, ...]
    others: tuple[Other, ...]
    is_filler: bool

    def fits(self, typed: Sequence[str], *, by_marks: bool) -> bool:
        """Whether the typed words are these: a word with marks by its marks, in a phrase of two
        and more all but one. A filler of one word is only itself: `moi` may be `môi`.

        `by_marks`: other words of the question were typed with marks.
        """
        strict = self.is_filler and (by_marks or len(self.words) == 1)
        wrong = sum(
            marked(word) != mark and (strict or has_marks(word))
            for word, mark in zip(typed, self.marks, strict=True)
        )
        return wrong <= (len(self.words) >= 2)


class Lexicon:
    """All phrases, found by their first word without marks."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        known: set[str] = set()
        for phrase in phrases:
            self._by_first[phrase.words[0]].append(phrase)
            known.update(phrase.words)
        for found in self._by_first.values():
            found.sort(key=lambda each: -len(each.words))
        self.known = frozenset(known)

    def beginning_with(self, word: str) -> Sequence[Phrase]:
        """Phrases that begin with the word, longest first."""
        return self._by_first.get(word, ())


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    return Lexicon(_phrases(declared(FILE.read_bytes())))


def declared(content: bytes) -> Declared:
    """:raises msgspec.ValidationError: not a lexicon"""
    told = yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 -- knows strings alone
    return msgspec.convert(told, Declared, strict=False)


def _phrases(told: Declared) -> Iterator[Phrase]:
    others: dict[tuple[str, ...], list[Other]] = defaultdict(list)
    for said, other in _pairs(told):
        found = others[tuple(words_of(said))]
        if other not in found:
            found.append(other)
    for words, ways in others.items():
        yield _phrase(words, tuple(ways), is_filler=False)
    for said in chain.from_iterable(told.fillers):
        words = tuple(words_of(said))
        if words not in others:
            yield _phrase(words, (), is_filler=True)


def _pairs(told: Declared) -> Iterator[tuple[str, Other]]:
    for group in told.same:
        yield from ((one, _other(two, SAME)) for one in group for two in group if one != two)
    for meaning in told.means:
        for one in meaning.say:
            yield from ((one, _other(two, meaning.weight)) for two in meaning.mean)
    for one, many in told.english.items():
        yield from ((one, _other(two, ENGLISH)) for two in many)


def _phrase(words: tuple[str, ...], ways: tuple[Other, ...], *, is_filler: bool) -> Phrase:
    return Phrase(tuple(map(bare, words)), tuple(map(marked, words)), ways, is_filler)


def _other(says: str, weight: float) -> Other:
    return Other(says, tuple(words_of(says)), weight)
