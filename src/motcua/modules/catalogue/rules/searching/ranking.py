"""Which procedures answer a question, best first, and why. Every weight stands here, by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise

from .asking import Part, Question, Way, Word
from .entries import Facets
from .index import Document, Index

#: Of several ways to say a thing, one found in part counts for less than its part.
PARTLY = 1.6
#: A document that has less of what was asked, or less than this share of the best, is left out.
LEAST, LEAST_OF_BEST = 0.3, 0.45
#: So much of a part is enough to say that it was found.
ENOUGH = 0.25
#: For sums of fractions that come out a little less than they are.
SLACK = 1e-9
#: So many of the likeliest are looked at word by word.
LOOKED_AT = 100
#: How an answer is weighed: that the words are there; that the line says little else; that they
#: are neighbours in it.
THERE, NOTHING_ELSE, NEIGHBOURS = 0.62, 0.18, 0.20
#: A line of everyday words is a little less than a name.
PHRASE_LINE = 0.97
#: What speaks for a procedure where words do not: it can be filed here; who decides is near; it is
#: for people; few words name it.
FILEABLE, COMMUNE, PROVINCE, FOR_PEOPLE = 0.05, 0.045, 0.025, 0.015
LONG_NAME = 0.03

Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Because:
    """Why a document was found where it is not plain: `typed` was taken for `taken`.

    `kind`: means (another way to say it) or near (spelt nearly so).
    """

    kind: str
    typed: str
    taken: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers. Smaller keys are better; no two are the same."""

    document: Document
    key: Key


@dataclass(frozen=True, slots=True)
class Answer:
    """All documents that answer, unsorted. `is_exact`: the best has every telling word."""

    hits: tuple[Hit, ...]
    is_exact: bool
    reasons: Callable[[Document], tuple[Because, ...]]

    def first(self, most: int, after: Key | None = None) -> list[Hit]:
        hits = self.hits if after is None else [hit for hit in self.hits if hit.key > after]
        return nsmallest(most, hits, key=lambda hit: hit.key)


def prior(facets: Facets) -> float:
    """What speaks for a procedure before anything was asked."""
    near = COMMUNE if "commune" in facets.levels else PROVINCE if "province" in facets.levels else 0
    people = FOR_PEOPLE if "citizen" in facets.audience else 0
    return FILEABLE * facets.is_fileable + near + people


def answered(
    question: Question, index: Index, wanted: Callable[[Facets], bool] | None = None
) -> Answer:
    """:returns: every document that answers well enough and is wanted"""
    if question.codes:
        hits = _by_code(question.codes, index, wanted)
        if hits:
            return Answer(tuple(hits), is_exact=True, reasons=lambda _: ())
    search = _Search(question, index)
    return search.answer(wanted)


def _by_code(
    codes: Sequence[str], index: Index, wanted: Callable[[Facets], bool] | None
) -> list[Hit]:
    return [
        Hit(document, (0, int(code.lower() not in codes), code))
        for code, document in list(index.living.items())
        if code.lower().startswith(tuple(codes)) and (wanted is None or wanted(document.facets))
    ]


class _Aim:
    """Words and neighbours to look for in a line, for one choice of ways to say each part."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self.sought = {
            form: sure for way in ways for word in way.words for form, sure in word.forms
        }
        self._pairs = [
            (
                one.mass + other.mass,
                {
                    (form, after): min(sure, also)
                    for form, sure in one.forms
                    for after, also in other.forms
                },
            )
            for one, other in _pairs(ways)
        ]
        self._whole = sum(mass for mass, _ in self._pairs)

    def near(self, line: set[tuple[int, int]]) -> float:
        """The share of neighbours asked for that are neighbours in the line."""
        if not self._whole:
            return 1.0
        got = 0.0
        for mass, forms in self._pairs:
            got += mass * max((forms[each] for each in forms.keys() & line), default=0.0)
        return got / self._whole


class _Search:
    """One question over the whole index.

    The weightiest parts and words are looked up first; once what is left could not bring a
    document into the answer by itself, only documents met already are looked at further.
    """

    def __init__(self, question: Question, index: Index) -> None:
        self.index = index
        self.parts = question.parts
        self.telling = question.telling
        self.whole = sum(part.mass for part in self.parts) or 1.0
        self.shares: dict[int, float] = {}
        #: Per part: document number -> how much of it was found (0 to 1), and in which way.
        self.found: dict[Part, dict[int, tuple[float, Way]]] = {}
        self._aims: dict[tuple[int, ...], _Aim] = {}
        self._look()

    def _look(self) -> None:
        left = 1.0
        for part in sorted(self.parts, key=lambda part: -part.mass):
            share = part.mass / self.whole
            among = self.shares if left < LEAST else None
            self.found[part] = found = self._found(part, among)
            shares = self.shares
            for number, (worth, _) in found.items():
                shares[number] = shares.get(number, 0.0) + share * worth
            left -= share
            if left < LEAST:
                bar = max(LEAST, LEAST_OF_BEST * max(shares.values(), default=0.0)) - left - SLACK
                self.shares = {number: has for number, has in shares.items() if has >= bar}

    def answer(self, wanted: Callable[[Facets], bool] | None) -> Answer:
        documents = self.index.documents
        shares = self._wanted(wanted)
        least = LEAST_OF_BEST * max(shares.values(), default=0.0)
        likely = [
            (-value - self._static(documents[number]), number)
            for number, value in shares.items()
            if value >= least
        ]
        ahead = nsmallest(LOOKED_AT, likely)
        seen = {number for _, number in ahead}
        hits = [self._hit(1, -self._score(documents[n], shares[n]), n) for _, n in ahead]
        hits += [self._hit(2, score, number) for score, number in likely if number not in seen]
        best = min(hits, key=lambda hit: hit.key, default=None)
        return Answer(tuple(hits), best is not None and self._is_exact(best.document), self.reasons)

    def _hit(self, tier: int, score: float, number: int) -> Hit:
        document = self.index.documents[number]
        return Hit(document, (tier, round(score * 1e6), document.code))

    def reasons(self, document: Document) -> tuple[Because, ...]:
        """Why it was found, where the words themselves do not show it."""
        told: list[Because] = []
        for part in self.telling:
            _, way = self.found[part].get(document.number, (0.0, None))
            if way is None:
                continue
            if way.says:
                told.append(Because("means", part.typed, way.says))
            told += [Because("near", word.typed, word.near) for word in way.words if word.near]
        return tuple(told)

    def _found(self, part: Part, among: Mapping[int, float] | None) -> dict[int, tuple[float, Way]]:
        best: dict[int, tuple[float, Way]] = {}
        for way in part.ways:
            power = PARTLY if len(way.words) > 1 else 1.0
            for number, share in self._shares(way, among).items():
                worth = way.weight * share**power
                if number not in best or best[number][0] < worth:
                    best[number] = (worth, way)
        return best

    def _shares(self, way: Way, among: Mapping[int, float] | None) -> dict[int, float]:
        """How much of a way documents have, by mass."""
        whole = left = way.mass or 1.0
        sums: dict[int, float] = {}
        for word in sorted(way.words, key=lambda word: -word.mass):
            met, share = self._met(word), word.mass / whole
            if among is None and left >= LEAST * whole:
                for number, worth in met.items():
                    sums[number] = sums.get(number, 0.0) + share * worth
            elif among is not None and left == whole:
                sums = {number: share * met.get(number, 0.0) for number in among}
            else:
                for number in sums.keys() & met.keys():
                    sums[number] += share * met[number]
            left -= word.mass
        return {number: share for number, share in sums.items() if share > 0}

    def _met(self, word: Word) -> dict[int, float]:
        """Documents with the word, and how well it does there: its surest form counts."""
        met: dict[int, float] = {}
        for form, sure in sorted(word.forms, key=lambda pair: pair[1]):
            met.update(self.index.met(form, sure))
        return met

    def _wanted(self, wanted: Callable[[Facets], bool] | None) -> dict[int, float]:
        documents, living = self.index.documents, self.index.living
        return {
            number: value
            for number, value in self.shares.items()
            if value >= LEAST
            and living.get((one := documents[number]).code) is one
            and (wanted is None or wanted(one.facets))
        }

    def _static(self, document: Document) -> float:
        length = len(document.lines[0]) if document.lines else 0
        return prior(document.facets) - LONG_NAME * min(1.0, length / 40)

    def _score(self, document: Document, share: float) -> float:
        aim = self._aim(document)
        best = 0.0
        for at, line in enumerate(document.lines):
            value = THERE + self._line(line, aim)
            best = max(best, value * (1.0 if at < document.named else PHRASE_LINE))
        return share * (best or THERE) + self._static(document)

    def _aim(self, document: Document) -> _Aim:
        """What to look for in the lines of a document; the same for most of them."""
        number = document.number
        ways = tuple(
            self.found[part][number][1]
            for part in self.parts
            if not part.is_filler and number in self.found[part]
        )
        key = tuple(map(id, ways))
        if key not in self._aims:
            self._aims[key] = _Aim(ways)
        return self._aims[key]

    def _line(self, line: Sequence[int], aim: _Aim) -> float:
        """How little else the line says, and how many neighbours asked for are neighbours in it."""
        weights = list(map(self.index.weight_of, line))
        whole = sum(weights) or 1.0
        # Each word of the line counts once, as each word asked for does.
        met = {
            form: value * aim.sought[form]
            for form, value in zip(line, weights, strict=True)
            if form in aim.sought
        }
        near = NEIGHBOURS * aim.near(set(pairwise(line)))
        return NOTHING_ELSE * min(1.0, sum(met.values()) / whole) + near

    def _is_exact(self, document: Document) -> bool:
        for part in self.telling:
            worth, way = self.found[part].get(document.number, (0.0, None))
            if way is None or worth < ENOUGH or any(word.near for word in way.words):
                return False
        return True


def _pairs(ways: Sequence[Way]) -> Iterable[tuple[Word, Word]]:
    """Neighbours inside a way, and where a word as typed follows another."""
    last: Word | None = None
    for way in ways:
        if last is not None and not way.says:
            yield last, way.words[0]
        yield from pairwise(way.words)
        last = None if way.says else way.words[-1]
