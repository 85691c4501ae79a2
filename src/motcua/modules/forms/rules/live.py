"""What of a page can react at once in the browser, as data its script works on.

One definition serves both sides: the script evaluates the same conditions over the same answers.
What it cannot read by itself (files, addresses, checked numbers) is left to the server, as it is
without script.
"""

from collections.abc import Iterable, Mapping, Sequence

from motcua.kernel.expressions import Expression, Wire

from .definition import Page, Question
from .kinds.computed import Computed
from .kinds.group import Group
from .visibility import Answers

#: Kinds whose answer the script reads from what was typed exactly as the server does.
READABLE = frozenset(
    {
        *("single_choice", "multiple_choice", "yes_no", "declaration"),
        *("whole_number", "money", "date", "short_text", "long_text"),
    }
)
Logic = dict[str, Wire]
#: What makes a page worth a script: shown at once, computed at once, or in the rows of a group.
_LIVE = frozenset({"live", "value", "cells"})


def logic_of(page: Page, answers: Answers) -> Logic | None:
    """The logic of a page, and answers of other pages that it reads; None where nothing is live.

    `answers` are those that count in the whole form.
    """
    questions = _questions(page.questions, "answers")
    if not any(_LIVE & set(each) for each in questions):
        return None
    here = {question.key for question in page.questions}
    read = _answers_read(page.questions) - here
    elsewhere: dict[str, Wire] = {
        key: _plain(answers[key]) for key in sorted(read) if key in answers
    }
    listed: list[Wire] = [*questions]
    return {"questions": listed, "answers": elsewhere}


def live_keys(page: Page) -> frozenset[str]:
    """The questions of a page that the script may show and hide by itself."""
    return frozenset(str(e["key"]) for e in _questions(page.questions, "answers") if "live" in e)


def live_cells(group: Group) -> frozenset[str]:
    """The same for the cells of a group's rows."""
    return frozenset(str(e["key"]) for e in _questions(group.questions, "item") if "live" in e)


def _questions(questions: Sequence[Question], root: str) -> list[Logic]:
    """In the order of asking: what is read, and the conditions over what can be read."""
    here = {question.key for question in questions}
    readable: set[str] = set()
    found: list[Logic] = []
    for question in questions:
        entry: Logic = {"key": question.key, "kind": question.kind.name}
        reads = _reads(question.when, root) & here
        if question.when is not None and reads <= readable:
            entry["when"] = [*question.when.wire]
            if reads:
                entry["live"] = True
        formula = question.kind.formula if isinstance(question.kind, Computed) else None
        if formula is not None and _reads(formula, root) & here <= readable:
            entry["value"] = [*formula.wire]
        # A question that only the server can show or hide tells the script nothing for sure.
        is_read = question.kind.name in READABLE or "value" in entry
        if is_read and (question.when is None or "when" in entry):
            readable.add(question.key)
            entry["read"] = True
        if choices := [option.value for option in getattr(question.kind, "choices", ())]:
            listed: list[Wire] = [*choices]
            entry["choices"] = listed
        if isinstance(question.kind, Group) and (cells := _live(question.kind)):
            entry["cells"] = cells
        found.append(entry)
    return found


def _live(group: Group) -> list[Wire]:
    cells = _questions(group.questions, "item")
    return [*cells] if any(_LIVE & set(each) for each in cells) else []


def _reads(when: Expression | None, root: str) -> set[str]:
    if when is None:
        return set()
    return {path[1] for path in when.reads if path[0] == root and len(path) > 1}


def _answers_read(questions: Iterable[Question]) -> set[str]:
    """Of the whole form, rows included."""
    found: set[str] = set()
    for question in questions:
        found |= _reads(question.when, "answers")
        if isinstance(question.kind, Computed):
            found |= _reads(question.kind.formula, "answers")
        if isinstance(question.kind, Group):
            found |= _answers_read(question.kind.questions)
    return found


def _plain(answer: object) -> Wire:
    """An answer as JSON the script can hold: whole numbers by their digits."""
    match answer:
        case bool() | str() | None:
            return answer
        case int():
            return {"i": str(answer)}
        case Mapping():
            return {str(key): _plain(value) for key, value in answer.items()}
        case list() | tuple():
            return [_plain(each) for each in answer]
        case _:
            return None
