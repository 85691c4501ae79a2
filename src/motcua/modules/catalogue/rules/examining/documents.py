"""Documents: what is required can be given, what is not needed is not demanded."""

from collections.abc import Iterator

from motcua.kernel.expressions import Expression

from ..components import Component, Need, Source
from ..findings import Finding
from ..procedure import Channel
from .situations import Facts
from .subject import Subject
from .telling import told

FILE = "components.yaml"
ONLINE = {"channel": Channel.ONLINE.value}
_ELSEWHERE = frozenset({Source.FORM, Source.STORE, Source.REGISTER})


def check(subject: Subject) -> Iterator[Finding]:
    for number, component in enumerate(subject.package.components):
        yield from _held(subject, number, component)
        if component.question and Channel.ONLINE in subject.package.procedure.channels:
            yield from _givable(subject, number, component)
            yield from _needed(subject, component)


def _held(subject: Subject, number: int, component: Component) -> Iterator[Finding]:
    """What a connected register holds is asked for only where the register fails.

    Decree 118/2025/NĐ-CP, Article 4(2a) as amended by Decree 309/2026/NĐ-CP.
    """
    where = subject.city.held.get(component.document_type)
    asked = component.need in (Need.REQUIRED, Need.FALLBACK)
    if where and asked and not {Source.REGISTER, Source.STORE} & set(component.sources):
        yield subject.finding("held-already", FILE, (number, "sources"), where=where)


def _givable(subject: Subject, number: int, component: Component) -> Iterator[Finding]:
    """A required document that may only be uploaded must be asked for wherever it is required."""
    if component.need is not Need.REQUIRED or _ELSEWHERE & set(component.sources):
        return
    situations, key = subject.situations, component.question
    names = {"name": component.name, "question": key}

    def is_missed(facts: Facts) -> bool:
        return component.is_called_for(facts) and not situations.is_asked(key, facts)

    found = situations.find(is_missed, _about(component, subject), fixed=ONLINE)
    if found.facts is not None:
        yield subject.finding(
            "document-cannot-be-given", FILE, (number, "question"), when=told(found.facts), **names
        )
    question = subject.package.form.question(key)
    if question is not None and not question.required:
        yield subject.finding("document-may-be-left-out", FILE, (number, "question"), **names)


def _needed(subject: Subject, component: Component) -> Iterator[Finding]:
    """A file is demanded only where a document calls for it."""
    situations, key = subject.situations, component.question
    question = subject.package.form.question(key)
    if question is None or not question.required or component.when is None:
        return

    def is_idle(facts: Facts) -> bool:
        return situations.is_asked(key, facts) and not component.is_called_for(facts)

    found = situations.find(is_idle, _about(component, subject), fixed=ONLINE)
    if found.facts is not None:
        yield subject.finding(
            "document-not-needed", "form.yaml", subject.path_of(key),
            question=key, when=told(found.facts),
        )  # fmt: skip


def _about(component: Component, subject: Subject) -> list[Expression]:
    own = [component.when] if component.when is not None else []
    return [*own, *subject.situations.conditions_of(component.question)]
