"""What is asked, given the answers so far. A hidden answer is absent to everything after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.expressions import Expression

from .definition import Form, Page, Question
from .kinds.computed import Computed
from .kinds.group import READ_ROWS, Group

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class VisibleQuestion:
    """`answer` is clean; `given` is what stands in the draft. `rows` are those of a group."""

    question: Question
    answer: object | None
    given: object
    rows: tuple["VisibleRow", ...] = ()

    @property
    def key(self) -> str:
        return self.question.key


@dataclass(frozen=True, slots=True)
class VisibleRow:
    """`number` is the row's place among those given, from 0; empty rows do not count."""

    number: int
    questions: tuple[VisibleQuestion, ...]

    @property
    def answer(self) -> dict[str, object]:
        """Empty where nobody answered anything: what is computed makes no row by itself."""
        found = {q.key: q.answer for q in self.questions if q.answer is not None}
        typed = {q.key for q in self.questions if not isinstance(q.question.kind, Computed)}
        return found if typed & set(found) else {}


@dataclass(frozen=True, slots=True)
class VisiblePage:
    page: Page
    questions: tuple[VisibleQuestion, ...]

    @property
    def key(self) -> str:
        return self.page.key


@dataclass(frozen=True, slots=True)
class VisibleForm:
    """`answers` are those that count: clean, and of visible questions only."""

    form: Form
    pages: tuple[VisiblePage, ...]
    answers: Answers

    def page(self, key: str) -> VisiblePage | None:
        return next((page for page in self.pages if page.key == key), None)


def visible(form: Form, answers: Answers) -> VisibleForm:
    """The pages and questions that are asked. Conditions look back only, so one pass is enough."""
    counted: dict[str, object] = {}
    pages = []
    for page in form.pages:
        if not _holds(page.when, {"answers": counted}):
            continue
        questions = []
        for question in page.questions:
            if not _holds(question.when, {"answers": counted}):
                continue
            found = _seen(question, answers.get(question.key), counted)
            questions.append(found)
            if found.answer is not None:
                counted[question.key] = found.answer
        if questions:
            pages.append(VisiblePage(page, tuple(questions)))
    return VisibleForm(form, tuple(pages), counted)


def clean(form: Form, answers: Answers) -> dict[str, object]:
    """The answers that count, in the form's order: what gets filed."""
    return dict(visible(form, answers).answers)


def _seen(question: Question, given: object, counted: Answers) -> VisibleQuestion:
    if isinstance(question.kind, Computed):
        worth = question.kind.worth({"answers": counted})
        return VisibleQuestion(question, worth, worth)
    if not isinstance(question.kind, Group):
        return VisibleQuestion(question, question.kind.clean(given), given)
    listed = given[:READ_ROWS] if isinstance(given, list) else []
    rows = tuple(_row(question.kind, n, row, counted) for n, row in enumerate(listed))
    answers = [row.answer for row in rows if row.answer]
    return VisibleQuestion(question, answers or None, given, rows)


def _row(group: Group, number: int, given: object, counted: Answers) -> VisibleRow:
    item: dict[str, object] = {}
    found = []
    for question in group.questions:
        if not _holds(question.when, {"answers": counted, "item": item}):
            continue
        cell = given.get(question.key) if isinstance(given, Mapping) else None
        if isinstance(question.kind, Computed):
            cell = answer = question.kind.worth({"answers": counted, "item": item})
        else:
            answer = question.kind.clean(cell)
        found.append(VisibleQuestion(question, answer, cell))
        if answer is not None:
            item[question.key] = answer
    return VisibleRow(number, tuple(found))


def _holds(condition: Expression | None, facts: Mapping[str, object]) -> bool:
    return condition is None or condition.holds(facts)
