"""Plain words: no sentence of a form that people must read twice."""

from collections.abc import Iterator

from motcua.kernel.reading import MOST_SYLLABLES, too_long
from motcua.kernel.words import Text
from motcua.modules.forms.rules import Question

from ..findings import Finding
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Advice for the designer: each question with a sentence that is too long."""
    for page in subject.package.form.pages:
        for question in page.questions:
            longest = max(
                (count for said in _said(question) for count in _lengths(said)), default=0
            )
            if longest:
                path = subject.path_of(question.key)
                yield subject.finding(
                    "long-sentence", "form.yaml", path, count=longest, most=MOST_SYLLABLES
                )


def _said(question: Question) -> Iterator[Text]:
    yield question.label
    if question.hint is not None:
        yield question.hint
    if question.missing is not None:
        yield question.missing
    yield from (check.say for check in question.checks)
    for choice in getattr(question.kind, "choices", ()):
        yield choice.label
        if choice.hint is not None:
            yield choice.hint


def _lengths(said: Text) -> list[int]:
    return [each.syllables for each in too_long(said.vi)]
