"""A few questions repeated for each entry, such as the members of a household."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import ListOf, Record, Type
from motcua.kernel.words import Text

from ..branch import Branch
from ..definition import Question
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import NOTHING_TYPED, Control, Kind, Parsed, Typed, read_bounds

MOST_ROWS = 50
# One more than may ever be allowed is read, so that too many are refused and never dropped.
READ_ROWS = MOST_ROWS + 1
_UNNAMED = Text("")


@dataclass(frozen=True, slots=True)
class Group(Kind):
    """The answer is a list of rows; each row maps the keys of its questions to answers."""

    name: ClassVar[str] = "group"

    item: Text = _UNNAMED
    questions: tuple[Question, ...] = ()
    least: int = 1
    most: int = 20

    @classmethod
    def read(cls, branch: Branch) -> Self:
        """Its `questions` are read by whoever reads questions."""
        least, most = read_bounds(branch, default=(1, 20), bounds=(1, MOST_ROWS))
        return cls(branch.words("item"), (), least, most)

    @property
    def type(self) -> Type:
        return ListOf(Record({question.key: question.kind.type for question in self.questions}))

    def ask(self, typed: Typed, scene: Scene) -> Control:
        return Control(most=self.most)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        """Rows as far as they can be read; faults inside them are for `row_faults` to tell."""
        rows = [self._row(row, scene) for row in typed.rows[:READ_ROWS]]
        return Parsed(rows or None)

    def _row(self, row: Mapping[str, Typed], scene: Scene) -> dict[str, object]:
        found = ((q, q.kind.parse(row.get(q.key, NOTHING_TYPED), scene)) for q in self.questions)
        return {question.key: p.answer for question, p in found if p.answer is not None}

    def row_faults(self, typed: Typed, scene: Scene) -> Iterator[tuple[int, Question, Fault]]:
        """What could not be read, row by row, of questions that may yet turn out to be hidden."""
        for n, row in enumerate(typed.rows[:READ_ROWS]):
            for question in self.questions:
                fault = question.kind.parse(row.get(question.key, NOTHING_TYPED), scene).fault
                if fault is not None:
                    yield n, question, fault

    def clean(self, answer: object) -> list[dict[str, object]] | None:
        """Rows with clean answers; rows without any are dropped."""
        if not isinstance(answer, list):
            return None
        rows = [self.clean_row(row) for row in answer[:READ_ROWS]]
        return [row for row in rows if row] or None

    def clean_row(self, row: object) -> dict[str, object]:
        if not isinstance(row, dict):
            return {}
        found = ((q.key, q.kind.clean(row.get(q.key))) for q in self.questions)
        return {key: answer for key, answer in found if answer is not None}

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        """Only how many there are; what is in a row is checked question by question."""
        count = len(answer) if isinstance(answer, list) else 0
        if count < self.least:
            return [Fault("too-few-rows", {"least": self.least})]
        return [Fault("too-many-rows", {"most": self.most})] if count > self.most else []

    def typed(self, answer: object) -> Typed:
        rows = answer if isinstance(answer, list) else []
        return Typed(
            rows=tuple(
                {q.key: q.kind.typed(self.clean_row(row).get(q.key)) for q in self.questions}
                for row in rows
            )
        )

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """How many; `showing` writes the rows out."""
        return str(len(answer)) if isinstance(answer, list) else ""
