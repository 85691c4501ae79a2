"""One page, filled in: what was typed becomes answers, problems, and questions that now appear."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .checking import page_problems
from .definition import Form, Page
from .kinds.file import File
from .kinds.group import Group
from .kinds.kind import NOTHING_TYPED, Typed
from .problems import At, Fault, Problem
from .scene import Scene
from .visibility import Answers, VisiblePage, visible


@dataclass(frozen=True, slots=True)
class Filled:
    """`answers` is the whole draft after this page, and may always be kept.

    `page` is None if the page is not asked at all. `appeared` are the keys of questions that the
    answers have called up and that nobody has been asked yet.
    """

    answers: Mapping[str, object]
    page: VisiblePage | None
    problems: tuple[Problem, ...] = ()
    appeared: tuple[str, ...] = ()


def fill(
    form: Form,
    page: Page,
    draft: Answers,
    *,
    typed: Mapping[str, Typed],
    asked: Collection[str],
    scene: Scene,
) -> Filled:
    """What follows from what was typed into the questions that were `asked`.

    The answers of other questions, hidden ones too, stay in the draft as they are. Files are not
    typed: theirs must be in the draft already.
    """
    answers = dict(draft)
    faults: dict[At, Fault] = {}
    for question in page.questions:
        if question.key not in asked or isinstance(question.kind, File):
            continue
        given = typed.get(question.key, NOTHING_TYPED)
        parsed = question.kind.parse(given, scene)
        answers[question.key] = parsed.answer
        if parsed.fault is not None:
            faults[(question.key,)] = parsed.fault
        if isinstance(question.kind, Group):
            for n, cell, fault in question.kind.row_faults(given, scene):
                faults[(question.key, n, cell.key)] = fault
    shown = visible(form, answers)
    kept = {key: answer for key, answer in answers.items() if answer is not None}
    visible_page = shown.page(page.key)
    if visible_page is None:
        return Filled(kept, None)
    problems = _problems(visible_page, faults, page_problems(visible_page, shown.answers, scene))
    appeared = tuple(each.key for each in visible_page.questions if each.key not in asked)
    known = tuple(problem for problem in problems if problem.key not in appeared)
    return Filled(kept, visible_page, known, appeared)


def _problems(
    page: VisiblePage, faults: Mapping[At, Fault], checked: Iterable[Problem]
) -> list[Problem]:
    """In the order of asking; what could not be read stands before what else is wrong with it."""
    places = {at: n for n, at in enumerate(_places(page))}
    unread = [
        Problem(at, fault.code, page.key, fault.params, fault.part)
        for at, fault in faults.items()
        if at in places
    ]
    known = {problem.at for problem in unread} | {(problem.key,) for problem in unread}
    found = [*unread, *(problem for problem in checked if problem.at not in known)]
    return sorted(found, key=lambda problem: places.get(problem.at, 0))


def _places(page: VisiblePage) -> Iterator[At]:
    """Where answers can be on this page: questions, and those in the rows of groups."""
    for found in page.questions:
        yield (found.key,)
        for row in found.rows:
            yield from ((found.key, row.number, cell.key) for cell in row.questions)
