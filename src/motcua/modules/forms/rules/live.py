"""What of a page can react at once in the browser, as data its script works on.

One definition serves both sides: the script evaluates the same conditions over the same answers.
Answers whose reading needs what only the server has (registers, lists of thousands, what is in a
file, the geometry of the earth) it does not guess: the server tells them, with the page and again
whenever it keeps or reads what was typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from motcua.kernel.expressions import Bool, Expression, Int, ListOf, Record, Type, Wire
from motcua.kernel.expressions import Text as Words

from .definition import Form, Page, Question
from .kinds.address import Address
from .kinds.bank_account import BankAccount
from .kinds.computed import Computed
from .kinds.decimal import Decimal
from .kinds.group import Group
from .kinds.kind import Kind
from .kinds.multiple_choice import MultipleChoice
from .kinds.reference_choice import MOST_PICKED, ReferenceChoice
from .kinds.single_choice import SingleChoice
from .visibility import Answers

#: Kinds whose answer the script reads from what was typed, exactly as the server does.
READABLE = frozenset(
    {
        *("single_choice", "multiple_choice", "yes_no", "declaration"),
        *("whole_number", "money", "date", "short_text", "long_text"),
        *("time", "year", "decimal", "person_name", "personal_id", "phone", "email"),
        *("bank_account", "signature"),
    }
)
#: Kinds that the script reads in part: an address, but not where an old one was picked; a choice
#: from a short list, but not what was searched for in a long one. The rest the server tells.
PARTLY = frozenset({"address", "reference_choice"})
Logic = dict[str, Wire]
#: What makes a page worth a script: shown at once, computed at once, or in the rows of a group.
_LIVE = frozenset({"live", "value"})


def logic_of(
    form: Form, page: Page, answers: Answers, *, given: Answers, today: date
) -> Logic | None:
    """The logic of a page, and what it reads besides; None where nothing is live.

    `answers` are those that count in the whole form, `given` all that the draft holds.
    """
    questions = entries_of(page.questions, "answers", today)
    if not any(map(_is_live, questions)):
        return None
    read = _answers_read(page.questions) - {question.key for question in page.questions}
    elsewhere: Logic = {
        question.key: _shaped(answers[question.key], question.kind.type)
        for question in form.questions()
        if question.key in read and question.key in answers
    }
    return {"questions": [*questions], "answers": elsewhere, "told": told_of(page, given)}


def told_of(page: Page, given: Answers) -> Logic:
    """The answers of a page that the script does not read by itself, as the server reads them."""
    return {
        question.key: told
        for question in page.questions
        if (told := _told(question.kind, given.get(question.key))) is not None
    }


def live_keys(page: Page) -> frozenset[str]:
    """The questions of a page that the script may show and hide by itself."""
    return _live(page.questions, "answers")


def live_cells(group: Group) -> frozenset[str]:
    """The same for the cells of a group's rows."""
    return _live(group.questions, "item")


def _live(questions: Sequence[Question], root: str) -> frozenset[str]:
    here = {question.key for question in questions}
    return frozenset(each.key for each in questions if _reads(each.when, root) & here)


def entries_of(questions: Sequence[Question], root: str, today: date) -> list[Logic]:
    """In the order of asking: how each is read, and the conditions and values over them."""
    live = _live(questions, root)
    found: list[Logic] = []
    for question in questions:
        entry: Logic = {"key": question.key, "kind": question.kind.name}
        if question.when is not None:
            entry["when"] = [*question.when.wire]
        if question.key in live:
            entry["live"] = True
        found.append(entry | _reading(question.kind, today))
    return found


def _reading(kind: Kind, today: date) -> Logic:
    """What the script must know of a kind to read what was typed."""
    known: Logic = {}
    match kind:
        case Computed(formula=Expression() as formula):
            known["value"] = [*formula.wire]
        case Group():
            known["cells"] = [*entries_of(kind.questions, "item", today)]
        case Decimal():
            units: list[Wire] = [[each.key, str(each.factor)] for each in kind.units]
            known = {"places": str(kind.places), "step": kind.step, "units": units}
        case BankAccount():
            known["choices"] = [entry.code for entry in kind.banks.entries]
        case ReferenceChoice():
            known["short"] = len(kind.listed.entries) <= MOST_PICKED
        case Address():
            known["today"] = today.isoformat()
        case SingleChoice() | MultipleChoice():
            known["choices"] = [option.value for option in kind.choices]
    return known


def _is_live(entry: Logic) -> bool:
    cells = entry.get("cells")
    inside = cells if isinstance(cells, list) else []
    return bool(_LIVE & set(entry)) or any(_is_live(c) for c in inside if isinstance(c, dict))


def _told(kind: Kind, given: object) -> Wire:
    if isinstance(kind, Group):
        listed = given if isinstance(given, list) else []
        rows: list[Wire] = [_told_row(kind, row) for row in listed]
        return rows if any(rows) else None
    if kind.name in READABLE or isinstance(kind, Computed):
        return None
    answer = kind.clean(given)
    return None if answer is None else _shaped(answer, kind.type)


def _told_row(group: Group, row: object) -> Logic:
    cells = row if isinstance(row, Mapping) else {}
    return {
        cell.key: told
        for cell in group.questions
        if (told := _told(cell.kind, cells.get(cell.key))) is not None
    }


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


def _shaped(answer: object, kind: Type) -> Wire:
    """As much of an answer as expressions see, as JSON: whole numbers by their digits."""
    match kind, answer:
        case Record(fields), Mapping():
            return {k: _shaped(each, fields[k]) for k, each in answer.items() if k in fields}
        case ListOf(item), list() | tuple():
            return [_shaped(each, item) for each in answer]
        case Words(among), str():
            return answer if among is None or answer in among else None
        case Bool(), bool():
            return answer
        case Int(), int():
            return {"i": str(answer)}
        case _:
            return answer if isinstance(answer, str) else None
