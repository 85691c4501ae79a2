"""Rows of short cells under fixed columns, some added up below."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from motcua.kernel.words import Text

from ..branch import Branch
from ..definition import Question
from ..places import NO_PLACES, PlaceNames
from ..scene import Scene
from .group import MOST_ROWS, Group
from .kind import Control, Typed, read_bounds

MOST_COLUMNS = 8
#: What fits into a cell: one field, nothing that needs words around it.
CELLS = frozenset(
    {"short_text", "whole_number", "money", "year", "single_choice", "person_name", "personal_id"}
)
ADDED_UP = frozenset({"whole_number", "money"})
LINE, TOTAL = Text("Dòng", "Row"), Text("Tổng", "Total")


@dataclass(frozen=True, slots=True)
class GridControl(Control):
    """Its columns with their headings; `totals` are sums in words, by column."""

    columns: tuple[Question, ...] = ()
    totals: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid(Group):
    """A group whose questions are columns, without conditions: the answer is a list of rows."""

    name: ClassVar[str] = "table"

    totals: frozenset[str] = frozenset()

    @classmethod
    def read(cls, branch: Branch) -> Self:
        """Its `columns` are read by whoever reads questions."""
        least, most = read_bounds(branch, default=(1, 20), bounds=(1, MOST_ROWS))
        item = branch.words_if_any("item") or LINE
        totals = branch.texts("totals", most=MOST_COLUMNS) if branch.has("totals") else ()
        return cls(item, (), least, most, frozenset(totals))

    @property
    def wrong_totals(self) -> list[str]:
        """What was to be added up and cannot be."""
        numbers = {each.key for each in self.questions if each.kind.name in ADDED_UP}
        return sorted(self.totals - numbers)

    def ask(self, typed: Typed, scene: Scene) -> Control:
        rows = self.parse(typed, scene).answer
        totals = self._totals(rows if isinstance(rows, list) else [])
        return GridControl(most=self.most, columns=self.questions, totals=totals)

    def _totals(self, rows: list[dict[str, object]]) -> dict[str, Text]:
        found = {}
        for column in self.questions:
            if column.key in self.totals:
                numbers = (row.get(column.key) for row in rows)
                total = sum(number for number in numbers if isinstance(number, int))
                show = column.kind.show
                found[column.key] = Text(show(total, "vi", NO_PLACES), show(total, "en", NO_PLACES))
        return found

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """A line for each row, with the heading before each cell; totals at the end."""
        rows = self.clean(answer) or []
        lines = [
            f"{n}. " + "; ".join(self._cells(row, language, places))
            for n, row in enumerate(rows, 1)
        ]
        labels = {column.key: column.label.in_(language) for column in self.questions}
        sums = [f"{labels[k]}: {total.in_(language)}" for k, total in self._totals(rows).items()]
        return "\n".join(
            [*lines, *([f"{TOTAL.in_(language)}. " + "; ".join(sums)] if sums else [])]
        )

    def _cells(self, row: Mapping[str, object], language: str, places: PlaceNames) -> list[str]:
        return [
            f"{each.label.in_(language)}: {each.kind.show(row[each.key], language, places)}"
            for each in self.questions
            if each.key in row
        ]
