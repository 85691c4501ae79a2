"""A form definition as values. It is made by `parse_form` alone, which has checked it."""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.expressions import Expression
from motcua.kernel.words import Text

from .findings import Finding
from .kinds.kind import Kind
from .tables import Table


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over several answers; it refuses where `that` is false."""

    key: str
    that: Expression
    say: Text


@dataclass(frozen=True, slots=True)
class Question:
    """`use` is its name in the bank of questions, where it is one that many forms share; `again`:
    what was answered to it in an earlier application is offered.
    """

    key: str
    kind: Kind
    label: Text
    hint: Text | None = None
    required: bool = True
    when: Expression | None = None
    prefill: str = ""
    checks: tuple[Check, ...] = ()
    missing: Text | None = None
    use: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    key: str
    title: Text
    hint: Text | None
    when: Expression | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What must hold for whoever files (a condition of eligibility), and what to tell others.

    `instead` is the code of a procedure that may suit them; empty where there is none.
    """

    key: str
    that: Expression
    say: Text
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """`findings` holds warnings only: a form with an error is never made."""

    title: Text
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    terms: tuple[Term, ...] = ()

    def questions(self) -> Iterator[Question]:
        """All questions in the order of asking, those inside groups left to their group."""
        for page in self.pages:
            yield from page.questions

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)

    def question(self, key: str) -> Question | None:
        return next((each for each in self.questions() if each.key == key), None)
