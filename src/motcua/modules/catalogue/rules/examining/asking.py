"""Questions: each answer is used by somebody, nothing is asked twice or known already."""

from collections.abc import Iterator

from motcua.modules.forms.rules import Page, Question

from ..findings import Finding
from .papers import answers_read_by_papers
from .reading_rules import rules_of
from .subject import Subject

#: Kinds of question about a person -> where the answer is known from, if the person is who files.
KNOWN = {
    "personal_id": "applicant.personal_id",
    "person_name": "applicant.full_name",
    "phone": "applicant.phone",
    "email": "applicant.email",
}


def check(subject: Subject) -> Iterator[Finding]:
    yield from _unused(subject)
    yield from _twice(subject)
    yield from _known(subject)


def _unused(subject: Subject) -> Iterator[Finding]:
    """Personal data are collected for a stated purpose only (Law 91/2025/QH15, Article 3)."""
    used = _used(subject)
    for page, question in _asked(subject):
        del page
        if question.key not in used and question.kind.name != "declaration":
            yield subject.finding(
                "nobody-uses", "form.yaml", subject.path_of(question.key), name=question.key
            )


def _twice(subject: Subject) -> Iterator[Finding]:
    """Two questions that are filled from one source and may be asked of one person."""
    seen: dict[str, Question] = {}
    for _, question in _asked(subject):
        other = seen.setdefault(question.prefill, question)
        if not question.prefill or other is question:
            continue
        if _may_both_be_asked(subject, question.key, other.key):
            yield subject.finding(
                "asked-twice", "form.yaml", subject.path_of(question.key),
                name=question.key, other=other.key,
            )  # fmt: skip


def _may_both_be_asked(subject: Subject, one: str, other: str) -> bool:
    situations = subject.situations
    about = [*situations.conditions_of(one), *situations.conditions_of(other)]
    found = situations.find(
        lambda facts: situations.is_asked(one, facts) and situations.is_asked(other, facts), about
    )
    return found.facts is not None


def _known(subject: Subject) -> Iterator[Finding]:
    """On a page about who files, everything known of them is filled in; and some page is."""
    filled = {question.prefill for _, question in _asked(subject)}
    for page in subject.package.form.pages:
        here = {question.prefill for question in page.questions if question.prefill}
        for question in page.questions:
            source = KNOWN.get(question.kind.name, "")
            if not source or question.prefill or source in here:
                continue
            if here or (question.kind.name == "personal_id" and not any(filled)):
                yield subject.finding(
                    "known-already", "form.yaml", subject.path_of(question.key), source=source
                )


def _asked(subject: Subject) -> Iterator[tuple[Page, Question]]:
    for page in subject.package.form.pages:
        for question in page.questions:
            yield page, question


def _used(subject: Subject) -> set[str]:
    """The questions that a rule, a paper, a document or a step of the route reads."""
    package = subject.package
    used = {path[1] for rule in rules_of(package) for path in rule.reads if len(path) > 1}
    used.update(component.question for component in package.components)
    used.update(name for owner in package.owners for name in owner.questions.values())
    used.update(name for each in package.cosigners for name in (each.full_name, each.personal_id))
    for paths in package.result.propose.values():
        used.update(path.split(".")[1] for path in paths if path.startswith("answers."))
    for route in package.routes.values():
        used.update(name for step in route.steps for name in step.reads)
    return used | answers_read_by_papers(package)
