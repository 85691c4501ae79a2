"""The answers in words: for checking before filing, for the dossier page and for print."""

from collections.abc import Iterator
from dataclasses import dataclass

from .definition import Form
from .kinds.group import Group
from .kinds.table import Grid
from .places import NO_PLACES, PlaceNames
from .visibility import Answers, VisibleQuestion, visible


@dataclass(frozen=True, slots=True)
class Line:
    """A question and its answer; `text` is empty where an optional one was left out.

    `key` is the question's, and in a group `members.0.born_on`.
    """

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form; `page` is its key, for a link that leads back to change it."""

    page: str
    title: str
    lines: tuple[Line, ...]


def show(
    form: Form, answers: Answers, language: str, *, places: PlaceNames = NO_PLACES
) -> list[Section]:
    """What was answered to the visible questions, page by page."""
    return [
        Section(
            found.key,
            found.page.title.in_(language),
            tuple(line for each in found.questions for line in _lines(each, language, places)),
        )
        for found in visible(form, answers).pages
    ]


def _lines(found: VisibleQuestion, language: str, places: PlaceNames) -> Iterator[Line]:
    kind = found.question.kind
    if isinstance(kind, Group) and not isinstance(kind, Grid) and found.answer is not None:
        yield from _row_lines(found, kind, language, places)
        return
    yield _line(found, found.key, found.question.label.in_(language), language, places)


def _row_lines(
    found: VisibleQuestion, group: Group, language: str, places: PlaceNames
) -> Iterator[Line]:
    """`Person 2: Full name` — numbered among the rows that hold something."""
    filled = [row for row in found.rows if row.answer]
    for number, row in enumerate(filled):
        name = f"{group.item.in_(language)} {number + 1}"
        for cell in row.questions:
            label = f"{name}: {cell.question.label.in_(language)}"
            key = f"{found.key}.{number}.{cell.key}"
            yield _line(cell, key, label, language, places)


def _line(found: VisibleQuestion, key: str, label: str, language: str, places: PlaceNames) -> Line:
    if found.answer is None:
        return Line(key, label, "")
    return Line(key, label, found.question.kind.show(found.answer, language, places))
