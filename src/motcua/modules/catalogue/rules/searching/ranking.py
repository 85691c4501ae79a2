"""Which procedures answer a question, best first, and why. Every weight stands here, by name."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from .asking import Part, Question, Way, Word
from .entries import Facets
from .index import Document, Index

#: Of several ways to say a thing, one found in part counts for less than its part.
PARTLY = 1.6
#: A document that has less of what was asked, or less than this share of the best, is left out.
LEAST, LEAST_OF_BEST = 0.3, 0.6
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
    """All documents that answer, best first. `is_exact`: the best has every telling word."""

    hits: tuple[Hit, ...]
    is_exact: bool
    reasons: Callable[[Document], tuple[Because, ...]]

    def first(self, most: int, after: Key | None = None) -> list[Hit]:
        hits = self.hits if after is None else (hit for hit in self.hits if hit.key > after)
        return list(islice(hits, most))


def answered(
    question: Question,
    index: Index,
    wanted: Callable[[Facets], bool] | None = None,
    *,
    looked_at: int = LOOKED_AT,
) -> Answer:
    """:returns: every document that answers well enough and is wanted"""
    if question.codes:
        hits = _by_code(question.codes, index, wanted)
        if hits:
            hits.sort(key=lambda hit: hit.key)
            return Answer(tuple(hits), is_exact=True, reasons=lambda _: ())
    return _Search(question, index, wanted).answer(looked_at)


def _by_code(
    codes: Sequence[str], index: Index, wanted: Callable[[Facets], bool] | None
) -> list[Hit]:
    return [
        Hit(document, (0, int(code.lower() not in codes), code))
        for code, document in list(index.living.items())
        if code.lower().startswith(tuple(codes)) and (wanted is None or wanted(document.facets))
    ]


_Neighbours = tuple[float, dict[tuple[int, int], float]]
"""What two words together weigh, and the forms in which they may stand side by side."""


class _Aim:
    """Words and neighbours to look for in a line, for one choice of ways to say each part."""

    def __init__(self, ways: Sequence[Way], known: dict[tuple[int, int], _Neighbours]) -> None:
        self.sought = {
            form: sure for way in ways for word in way.words for form, sure in word.forms
        }
        self._pairs: list[_Neighbours] = []
        for one, other in _pairs(ways):
            key = id(one), id(other)
            if key not in known:
                known[key] = _neighbours(one, other)
            self._pairs.append(known[key])
        self._whole = sum(mass for mass, _ in self._pairs)

    def near(self, line: set[tuple[int, int]]) -> float:
        """The share of neighbours asked for that are neighbours in the line."""
        if not self._whole:
            return 1.0
        got = 0.0
        for mass, forms in self._pairs:
            got += mass * max((forms[each] for each in forms.keys() & line), default=0.0)
        return got / self._whole


def _neighbours(one: Word, other: Word) -> _Neighbours:
    forms = {
        (form, after): min(sure, also) for form, sure in one.forms for after, also in other.forms
    }
    return one.mass + other.mass, forms


class _Found:
    """Where a part of a question was found: how much of it each document has, by its best way."""

    def __init__(self, part: Part, index: Index, among: Mapping[int, float] | None) -> None:
        self._by_way = [(way, _worths(way, index, among)) for way in part.ways]
        self.worths = self._by_way[0][1] if self._by_way else {}
        if len(self._by_way) > 1:
            self.worths = dict(self.worths)
            for _, worths in self._by_way[1:]:
                for number, worth in worths.items():
                    if self.worths.get(number, 0.0) < worth:
                        self.worths[number] = worth

    def way(self, number: int) -> Way | None:
        """The way a document says it best."""
        worth = self.worths.get(number)
        return next(
            (way for way, worths in self._by_way if worth and worths.get(number) == worth), None
        )


def _worths(way: Way, index: Index, among: Mapping[int, float] | None) -> dict[int, float]:
    """How much of a way documents have, from 0 to its weight; `among`: no others matter."""
    if len(way.words) == 1:
        met = _met(way.words[0], index, way.weight)
        return met if among is None else {n: met[n] for n in met.keys() & among.keys()}
    shares = _shares(way, index) if among is None else _shares_among(way, index, among)
    return {number: way.weight * share**PARTLY for number, share in shares.items()}


def _shares(way: Way, index: Index) -> dict[int, float]:
    """How much of a way documents have, by mass; its weightiest words are looked up first."""
    whole = left = way.mass or 1.0
    sums: dict[int, float] = {}
    for word in sorted(way.words, key=lambda word: -word.mass):
        met, has = _met(word, index, word.mass / whole), sums.get
        if left >= LEAST * whole:
            sums.update({number: has(number, 0.0) + worth for number, worth in met.items()})
        else:
            sums.update({number: sums[number] + met[number] for number in sums.keys() & met.keys()})
        left -= word.mass
    return sums


def _shares_among(way: Way, index: Index, among: Mapping[int, float]) -> dict[int, float]:
    whole = way.mass or 1.0
    sums: dict[int, float] = {}
    for word in way.words:
        met, has = _met(word, index, word.mass / whole), sums.get
        both = met.keys() & among.keys()
        sums.update({number: has(number, 0.0) + met[number] for number in both})
    return sums


def _met(word: Word, index: Index, share: float) -> dict[int, float]:
    """Documents with the word, and this share of how well it does there, by its surest form."""
    met: dict[int, float] = {}
    for form, sure in sorted(word.forms, key=lambda pair: pair[1]):
        met.update(index.met(form, sure * share))
    return met


class _Search:
    """One question over the whole index.

    The weightiest parts are looked up first; once what is left could not bring a document into
    the answer by itself, only documents met already are looked at further.
    """

    def __init__(
        self, question: Question, index: Index, wanted: Callable[[Facets], bool] | None
    ) -> None:
        self.index = index
        self.parts = question.parts
        self.telling = question.telling
        self.whole = sum(part.mass for part in self.parts) or 1.0
        #: Document number -> how much of the question it has, from 0 to 1.
        self.shares: dict[int, float] = {}
        self.found: dict[Part, _Found] = {}
        self._aims: dict[tuple[int, ...], _Aim] = {}
        self._neighbours: dict[tuple[int, int], _Neighbours] = {}
        self._look(index.numbers_of(wanted))

    def _look(self, allowed: Container[int] | None) -> None:
        left = 1.0
        for part in sorted(self.parts, key=lambda part: -part.mass):
            share = part.mass / self.whole
            found = _Found(part, self.index, self.shares if left < LEAST else None)
            self.found[part] = found
            left -= share
            shares, has = self.shares, self.shares.get
            shares.update({n: has(n, 0.0) + share * worth for n, worth in found.worths.items()})
            if allowed is not None:
                shares = {number: worth for number, worth in shares.items() if number in allowed}
            if left < LEAST:
                bar = max(LEAST, LEAST_OF_BEST * max(shares.values(), default=0.0)) - left - SLACK
                shares = {number: worth for number, worth in shares.items() if worth >= bar}
            self.shares = shares

    def answer(self, looked_at: int) -> Answer:
        documents = self.index.documents
        likely = [(-worth - documents[n].standing, n) for n, worth in self.shares.items()]
        likely.sort()
        ahead = [
            self._hit(1, -self._score(documents[number]), number)
            for _, number in likely[:looked_at]
        ]
        ahead.sort(key=lambda hit: hit.key)
        rest = [self._hit(2, score, number) for score, number in likely[looked_at:]]
        is_exact = bool(ahead) and self._is_exact(ahead[0].document)
        return Answer((*ahead, *rest), is_exact, self.reasons)

    def _hit(self, tier: int, score: float, number: int) -> Hit:
        document = self.index.documents[number]
        return Hit(document, (tier, round(score * 1e6), document.code))

    def reasons(self, document: Document) -> tuple[Because, ...]:
        """Why it was found, where the words themselves do not show it."""
        told: list[Because] = []
        for part in self.telling:
            way = self.found[part].way(document.number)
            if way is None:
                continue
            if way.says:
                told.append(Because("means", part.typed, way.says))
            told += [Because("near", word.typed, word.near) for word in way.words if word.near]
        return tuple(told)

    def _score(self, document: Document) -> float:
        aim = self._aim(document)
        best = 0.0
        for at, line in enumerate(document.lines):
            value = THERE + self._line(line, aim)
            best = max(best, value * (1.0 if at < document.named else PHRASE_LINE))
        return self.shares[document.number] * (best or THERE) + document.standing

    def _aim(self, document: Document) -> _Aim:
        """What to look for in the lines of a document; the same for most of them."""
        found = [self.found[part].way(document.number) for part in self.parts if not part.is_filler]
        ways = tuple(way for way in found if way is not None)
        key = tuple(map(id, ways))
        if key not in self._aims:
            self._aims[key] = _Aim(ways, self._neighbours)
        return self._aims[key]

    def _line(self, line: Sequence[int], aim: _Aim) -> float:
        """How little else the line says, and how many neighbours asked for are neighbours in it."""
        weights = self.index.weights_of(line)
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
            found = self.found[part]
            way = found.way(document.number)
            if way is None or found.worths[document.number] < ENOUGH:
                return False
            if any(word.near for word in way.words):
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
