"""What a browser posts: names of inputs and buttons, and what was typed into them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.datastructures import MultiValueDict

from .rules import Question, Typed, html_name
from .rules.kinds.group import MOST_ROWS, Group
from .rules.problems import At

Data = MultiValueDict[str, str]

# Hidden inputs: the questions that the page showed, and how many rows a group had.
ASKED = "asked"
ROWS = "rows"
# Where the code is typed back that proves an address.
CODE = "code"


class Verb(StrEnum):
    """Buttons that change the page without leaving it: their names end with these words."""

    ADD = "add"
    REMOVE = "remove"
    REFRESH = "refresh"
    PROVE = "prove"


_BUTTON = re.compile(r"q-([a-z0-9_]+)(?:-[0-9]+-[a-z0-9_]+)?-(add|remove|refresh|prove)")


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the page was pressed: for the question with this key."""

    key: str
    verb: Verb
    value: str


def pressed(data: Data) -> Press | None:
    for name in data:
        found = _BUTTON.fullmatch(name)
        if found:
            return Press(found[1], Verb(found[2]), data.get(name) or "")
    return None


def typed_into(question: Question, data: Data, at: At) -> Typed:
    """Exactly what was typed for a question, by part, or row by row."""
    if isinstance(question.kind, Group):
        count = _count(data.get(html_name(at, ROWS)))
        return Typed(rows=tuple(_row(question.kind, data, (*at, n)) for n in range(count)))
    names = {part: html_name(at, part) for part in question.kind.parts}
    return Typed({part: data.getlist(name) for part, name in names.items() if name in data})


def _row(group: Group, data: Data, at: At) -> Mapping[str, Typed]:
    return {cell.key: typed_into(cell, data, (*at, cell.key)) for cell in group.questions}


def _count(posted: str | None) -> int:
    return min(int(posted), MOST_ROWS) if posted and re.fullmatch(r"[0-9]{1,3}", posted) else 0


def amended(typed: Typed, press: Press, *, most: int) -> Typed:
    """The rows after a row was added or removed; rows that are not there cannot be removed."""
    rows = list(typed.rows)
    if press.verb is Verb.ADD and len(rows) < most:
        rows.append({})
    if press.verb is Verb.REMOVE and press.value in {str(n) for n in range(len(rows))}:
        del rows[int(press.value)]
    return replace(typed, rows=tuple(rows))
