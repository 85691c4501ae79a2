"""Conditions that never hold: a page nobody sees, a document never asked for, a step skipped."""

from collections.abc import Callable, Iterator

from motcua.kernel.expressions import Expression
from motcua.modules.forms.rules import Form
from motcua.modules.forms.rules.tables import Table

from ..findings import Finding
from .situations import Facts, Situations
from .subject import Subject
from .telling import told

Path = tuple[str | int, ...]


def check(subject: Subject) -> Iterator[Finding]:
    package = subject.package
    form = [("form.yaml", path, when) for path, when in _of_form(package.form, ("pages",))]
    for file, path, when in [*form, *_elsewhere(subject)]:
        if _never(subject.situations, when):
            yield subject.finding("never-holds", file, path)
    for path, when in _of_fields(package.result_form):
        if _never(subject.officers, when):
            yield subject.finding("never-holds", "result.yaml", path)
    for number, table in enumerate(package.form.tables):
        yield from _rows(subject, number, table)


def _rows(subject: Subject, number: int, table: Table) -> Iterator[Finding]:
    """Rows that are never reached, and answers that no row fits."""
    conditions = [rule.when for rule in table.rules]
    for row in range(len(conditions)):
        if subject.situations.find(_reaching(conditions, row), conditions).is_impossible:
            path = ("tables", number, "rules", row)
            yield subject.finding("row-never-reached", "form.yaml", path)
    if table.otherwise is None:
        found = subject.situations.find(_reaching(conditions, len(conditions)), conditions)
        if found.facts is not None:
            yield subject.finding(
                "no-row-fits", "form.yaml", ("tables", number, "key"), when=told(found.facts)
            )


def _reaching(conditions: list[Expression], row: int) -> Callable[[Facts], bool]:
    """Whether a row, or the end below the last one, is what a situation comes to."""

    def reaches(facts: Facts) -> bool:
        fits = row == len(conditions) or conditions[row].holds(facts)
        return fits and all(above.fails(facts) for above in conditions[:row])

    return reaches


def _never(situations: Situations, when: Expression) -> bool:
    asked = [path[1] for path in when.reads if path[0] == "answers" and len(path) > 1]
    return situations.find(when.holds, [when], beside=asked).is_impossible


def _of_form(form: Form, start: Path) -> Iterator[tuple[Path, Expression]]:
    for n, page in enumerate(form.pages):
        if page.when is not None:
            yield (*start, n, "when"), page.when
        for m, question in enumerate(page.questions):
            if question.when is not None:
                yield (*start, n, "questions", m, "when"), question.when


def _of_fields(form: Form) -> Iterator[tuple[Path, Expression]]:
    for path, when in _of_form(form, ("pages",)):
        yield ("fields", *path[3:]), when


def _elsewhere(subject: Subject) -> Iterator[tuple[str, Path, Expression]]:
    for file, path, when in _perhaps(subject):
        if when is not None:
            yield file, path, when
    for n, charge in enumerate(subject.package.fees.charges):
        for m, exemption in enumerate(charge.exemptions):
            yield "fees.yaml", ("charges", n, "exemptions", m, "if"), exemption.applies


def _perhaps(subject: Subject) -> Iterator[tuple[str, Path, Expression | None]]:
    package = subject.package
    for n, component in enumerate(package.components):
        yield "components.yaml", (n, "when"), component.when
    for kind, route in package.routes.items():
        for n, step in enumerate(route.steps):
            yield "route.yaml", (kind.value, n, "when"), step.when
    for n, owner in enumerate(package.owners):
        yield "procedure.yaml", ("owner", n, "when"), owner.when
    for n, cosigner in enumerate(package.cosigners):
        yield "procedure.yaml", ("cosigners", n, "when"), cosigner.when
