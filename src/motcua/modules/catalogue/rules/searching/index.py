"""The words of all procedures, in memory: small, changed in place, asked by many threads."""

import math
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator

from .entries import Entry, Facets, standing, without_asides
from .wording import bare, marked, words_of

#: What a word is worth by where it stands, in tenths.
NAME, PHRASE, AROUND = 10, 9, 5
#: How many numbers a document may take before the index is built anew.
MOST_NUMBERS = 60_000


class Document:
    """A procedure in the index: its lines as numbers of words."""

    __slots__ = ("code", "facets", "lines", "named", "number", "revision", "standing")

    def __init__(self, number: int, entry: Entry) -> None:
        self.number = number
        self.code = entry.code
        self.revision = entry.revision
        self.facets = entry.facets
        self.lines: list[array[int]] = []
        self.named = 0
        self.standing = 0.0


class Index:
    """An inverted index of words by their marks.

    Readers need no lock: a document is whole before its words lead to it, and one that was
    replaced only ceases to be `living`. Writers take turns.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.documents: list[Document] = []
        self.living: dict[str, Document] = {}
        self.numbers: dict[str, int] = {}
        self.forms: dict[str, list[int]] = {}
        self._bares: list[str] = []
        self._where: list[array[int]] = []
        self._worth: list[array[int]] = []
        self._kept: dict[Facets, Facets] = {}
        self._weights: dict[str, float] = {}
        self._weighed: dict[int, float] = {}
        self._turn = threading.Lock()
        self.put(entries)

    def put(self, entries: Iterable[Entry], gone: Iterable[str] = ()) -> None:
        """Bring documents in, in place of those with their codes, and take others out."""
        with self._turn:
            for code in gone:
                self.living.pop(code, None)
            for entry in entries:
                self._add(entry)
            self._weights, self._weighed = {}, {}

    @property
    def is_worn(self) -> bool:
        """Whether so much was replaced that building it anew is better.

        What is gone still counts where words are weighed, so little of it may remain.
        """
        gone = len(self.documents) - len(self.living)
        return len(self.documents) > MOST_NUMBERS or gone > 20 + len(self.living) // 10

    def is_living(self, document: Document) -> bool:
        return self.living.get(document.code) is document

    def often(self, word: str) -> int:
        """In how many lines a word without marks is met, about."""
        return sum(len(self._where[form]) for form in self.forms.get(word, ()))

    def weight(self, word: str) -> float:
        """What a word without marks tells: the rarer, the more."""
        known = self._weights.get(word)
        if known is None:
            often = self.often(word)
            known = math.log(1 + (len(self.living) + 1) / (often + 0.5)) if often else 0.0
            self._weights[word] = known
        return known

    def weights_of(self, line: Iterable[int]) -> list[float]:
        """What each form of a word in a line tells."""
        known = self._weighed
        return [known[form] if form in known else self._weigh(form) for form in line]

    def numbers_of(self, wanted: Callable[[Facets], bool] | None) -> frozenset[int] | None:
        """The living documents that are wanted; None where that is all there are."""
        if wanted is None and len(self.documents) == len(self.living):
            return None
        return frozenset(
            document.number
            for document in list(self.living.values())
            if wanted is None or wanted(document.facets)
        )

    def met(self, form: int, sure: float) -> Iterator[tuple[int, float]]:
        """Documents with this form of a word, and how well it does there, taken for so sure."""
        values = [sure * tenths / 10 for tenths in range(NAME + 1)]
        return zip(self._where[form], map(values.__getitem__, self._worth[form]), strict=False)

    def words(self) -> Iterable[str]:
        return self.forms.keys()

    def _add(self, entry: Entry) -> None:
        document = Document(len(self.documents), entry)
        document.facets = self._kept.setdefault(entry.facets, entry.facets)
        worth: dict[int, int] = {}
        named = [without_asides(name) for name in entry.names]
        around = [*entry.background, *(aside for _, aside in named if aside)]
        document.named = len(named)
        for value, lines in (
            (NAME, [name for name, _ in named]), (PHRASE, entry.phrases), (AROUND, around)
        ):  # fmt: skip
            for line in lines:
                numbers = array("H", map(self._number, words_of(line)))
                if value != AROUND:
                    document.lines.append(numbers)
                for number in numbers:
                    worth.setdefault(number, value)
        document.standing = standing(entry.facets, len(document.lines[0]) if document.lines else 0)
        self.documents.append(document)
        for number, value in worth.items():
            self._worth[number].append(value)
            self._where[number].append(document.number)
        self.living[entry.code] = document

    def _weigh(self, form: int) -> float:
        weight = self._weighed[form] = self.weight(self._bares[form])
        return weight

    def _number(self, word: str) -> int:
        form = marked(word)
        number = self.numbers.get(form)
        if number is None:
            number = self.numbers[form] = len(self._where)
            plain = bare(word)
            self._bares.append(plain)
            self._where.append(array("H"))
            self._worth.append(array("B"))
            self.forms.setdefault(plain, []).append(number)
        return number
