"""Conditions that never hold: a page nobody sees, a document never asked for, a step skipped."""

from collections.abc import Iterator

from motcua.kernel.expressions import Expression
from motcua.modules.forms.rules import Form

from ..findings import Finding
from .situations import Situations
from .subject import Subject

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
