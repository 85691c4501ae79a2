"""What a price and the documents depend on, asked apart from the form, and what follows from it.

Of a form of forty questions a price may read two. These, and what decides whether they are asked at
all, are the determinants: enough to tell somebody the amount before anything is filled in. Nothing
is guessed: as long as an answer that counts is missing, the amount is not known, and it is said
which answers are missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from motcua.kernel.expressions import BOOL, Expression, checked
from motcua.kernel.expressions.tree import Binary
from motcua.kernel.money import Dong, dong
from motcua.modules.forms.rules import Form, Page, Question, Term
from motcua.modules.forms.rules.kinds.computed import Computed
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.forms.rules.kinds.whole_number import WholeNumber

from .cases import CaseRule
from .components import Component
from .fees import ChargeLine, FeeRules, PriceUnknown, assess
from .package import Package
from .procedure import Case, Channel

Answers = Mapping[str, object]
PAGE = "circumstances"
#: Kinds that can be asked in a line or two; a price that reads others is told in words.
_BRIEF = frozenset({
    "single_choice", "multiple_choice", "yes_no", "whole_number", "money", "date", "declaration",
})  # fmt: skip
_ANSWERS = "answers"
_MOST_ROWS = 50


class Asked(StrEnum):
    """Whether a document is asked for, or a condition holds, as far as is known."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Determinants:
    """`form` is one page of questions: those the price reads, the time limit, and the documents.

    `counted` are lists of which only the length is asked for.
    """

    form: Form
    price: tuple[str, ...]
    times: tuple[str, ...]
    documents: tuple[str, ...]
    counted: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(question.key for question in self.form.questions())


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What somebody said of their case. `answers` are those that count.

    `settled` are the questions of which nothing more is to be learnt: answered, left blank, hidden.
    """

    channel: Channel
    applicant: str
    answers: Answers
    settled: frozenset[str]

    @property
    def facts(self) -> dict[str, object]:
        known = {"kind": self.applicant} if self.applicant else {}
        return {_ANSWERS: self.answers, "channel": self.channel.value, "applicant": known}

    def lacks(self, expression: Expression) -> frozenset[str]:
        """What this came by and nobody has said yet."""
        return frozenset(
            path[1] if path[0] == _ANSWERS else ".".join(path)
            for path in expression.missing(self.facts)
            if not self._is_settled(path)
        )

    def _is_settled(self, path: tuple[str, ...]) -> bool:
        if path[0] != _ANSWERS or path[1] not in self.settled:
            return False
        # Of a list only the length was asked for: what is in its entries is not known.
        return len(path) == len((_ANSWERS, path[1])) or path[1] not in self.answers


@dataclass(frozen=True, slots=True)
class Quote:
    """What it costs. `lines` is None while the answers in `lacks` are missing."""

    lines: tuple[ChargeLine, ...] | None
    lacks: frozenset[str]

    @property
    def total(self) -> Dong:
        return dong(sum(line.amount for line in self.lines or ()))


def determinants(package: Package, channel: Channel) -> Determinants:
    """What the price, and the documents, for this channel depend on, in the form's order."""
    price = _closed(package.form, _of_price(package.fees, channel))
    times = _closed(package.form, (rule.when for rule in package.case_rules)) - price
    needed = (component.when for component in package.components if component.when)
    live = (when for when in needed if not when.fails({"channel": channel.value}))
    documents = _closed(package.form, live) - price - times
    counted: set[str] = set()
    questions = []
    for page in package.form.pages:
        for question in page.questions:
            if question.key in price | times | documents:
                questions.append(_brief(question, page))
                if isinstance(question.kind, Group):
                    counted.add(question.key)
    sheet = Page(PAGE, package.form.title, None, None, tuple(questions))
    order = [question.key for question in questions]
    return Determinants(
        form=Form(package.form.title, (sheet,)),
        price=tuple(key for key in order if key in price),
        times=tuple(key for key in order if key in times),
        documents=tuple(key for key in order if key in documents),
        counted=frozenset(counted),
    )


def of_terms(form: Form) -> Determinants:
    """What the conditions of eligibility depend on, as far as it can be asked in a line or two."""
    read = _closed(form, (term.that for term in form.terms))
    questions = [
        _brief(question, page)
        for page in form.pages for question in page.questions if question.key in read
    ]  # fmt: skip
    counted = frozenset(
        question.key
        for page in form.pages for question in page.questions
        if question.key in read and isinstance(question.kind, Group)
    )  # fmt: skip
    sheet = Page(PAGE, form.title, None, None, tuple(questions))
    return Determinants(Form(form.title, (sheet,)), (), (), (), counted)


def meant(form: Form, case: Circumstances, *, today: date) -> list[tuple[Term, Asked]]:
    """Every condition of eligibility, and whether it holds for this case as far as is known."""
    facts = {**case.facts, "today": today}
    found = []
    for term in form.terms:
        if term.that.fails(facts):
            found.append((term, Asked.NO))
        else:
            found.append((term, Asked.YES if term.that.holds(facts) else Asked.MAYBE))
    return found


def circumstances(
    asked: Determinants, answers: Answers, channel: Channel, *, applicant: str = "",
    given: Iterable[str] = (),
) -> Circumstances:  # fmt: skip
    """The answers that count: hidden ones are absent, lists are as long as was said.

    `given` are questions that were answered by leaving them blank.
    """
    counted: dict[str, object] = {}
    settled: set[str] = set()
    blank = frozenset(given)
    for question in asked.form.questions():
        when = question.when
        if when is not None and not when.holds({_ANSWERS: counted}):
            # As long as it is open whether it is asked, what reads it is open too.
            if _keys(when.missing({_ANSWERS: counted})) <= settled:
                settled.add(question.key)
            continue
        if isinstance(question.kind, Computed):
            answer = question.kind.worth({_ANSWERS: counted})
        else:
            answer = question.kind.clean(answers.get(question.key))
        if answer is not None:
            counted[question.key] = _rows(answer) if question.key in asked.counted else answer
        if answer is not None or question.key in blank:
            settled.add(question.key)
    return Circumstances(channel, applicant, counted, frozenset(settled))


def quote(fees: FeeRules, case: Circumstances) -> Quote:
    """What it costs in this case, line by line, or what is missing to tell."""
    lacks: set[str] = set()
    for expression in _of_price(fees, case.channel):
        lacks |= case.lacks(expression)
    if lacks:
        return Quote(None, frozenset(lacks))
    try:
        return Quote(tuple(assess(fees, case.facts)), frozenset())
    except PriceUnknown:
        return Quote(None, frozenset())


def situation(rules: Iterable[CaseRule], case: Circumstances) -> Case | None:
    """The situation of the procedure this is; None where there is none, or it is still open."""
    for rule in rules:
        if rule.when.holds(case.facts):
            return rule.case
        if case.lacks(rule.when):
            return None
    return None


def documents(
    components: Iterable[Component], case: Circumstances
) -> Iterator[tuple[Component, Asked]]:
    """Every document, and whether it is asked for in this case."""
    for component in components:
        if component.when is None or component.when.holds(case.facts):
            yield component, Asked.YES
        elif case.lacks(component.when):
            yield component, Asked.MAYBE
        else:
            yield component, Asked.NO


def _of_price(fees: FeeRules, channel: Channel) -> Iterator[Expression]:
    for charge in fees.charges:
        if channel in charge.prices:
            yield charge.prices[channel].amount
            yield from (exemption.applies for exemption in charge.exemptions)


def _closed(form: Form, expressions: Iterable[Expression]) -> frozenset[str]:
    """The questions these read, and those that decide whether these are asked."""
    at = {question.key: (page, question) for page in form.pages for question in page.questions}
    found: set[str] = set()
    waiting = [key for expression in expressions for key in _keys(expression.reads)]
    while waiting:
        key = waiting.pop()
        if key in found or key not in at:
            continue
        page, question = at[key]
        is_known = isinstance(question.kind, Group | Computed)
        if not is_known and question.kind.name not in _BRIEF:
            continue
        found.add(key)
        if isinstance(question.kind, Computed) and question.kind.formula:
            waiting += _keys(question.kind.formula.reads)
        for when in (page.when, question.when):
            waiting += _keys(when.reads) if when else ()
    return frozenset(found)


def _keys(paths: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(path[1] for path in paths if path[0] == _ANSWERS and len(path) > 1)


def _brief(question: Question, page: Page) -> Question:
    """The question without its demands: blank is an answer not given yet. A list is its length."""
    kind = question.kind
    if isinstance(kind, Group):
        kind = WholeNumber(least=1, most=min(kind.most, _MOST_ROWS), unit=kind.item)
    return replace(
        question, kind=kind, required=False, prefill="", checks=(), missing=None,
        when=_both(page.when, question.when),
    )  # fmt: skip


def _both(first: Expression | None, second: Expression | None) -> Expression | None:
    if first is None or second is None:
        return first or second
    names = {**first.names.fields, **second.names.fields}
    both = Binary("&&", first.tree, second.tree)
    return checked(f"({first.source}) && ({second.source})", both, names, expect=BOOL)


def _rows(answer: object) -> list[dict[str, object]]:
    """As many entries as were said, of which nothing else is known."""
    count = answer if isinstance(answer, int) else 0
    return [{"number": number} for number in range(1, min(count, _MOST_ROWS) + 1)]
