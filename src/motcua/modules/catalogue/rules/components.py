"""`components.yaml`: the documents of a dossier, when each is needed, where it may come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.expressions import Expression
from motcua.kernel.words import Text

from .formulas import Scope, condition
from .reading import Fields, Once, Place

COMPONENT_CODE = r"([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2}-KQ[0-9]+"


class Need(StrEnum):
    """How a document is asked for."""

    REQUIRED = "required"  # the dossier is not complete without it
    OPTIONAL = "optional"  # may be added
    FALLBACK = "fallback"  # only where the registers do not give the facts
    SHOWN = "shown"  # shown at the counter and handed back, never kept


class Source(StrEnum):
    """Where a document may come from."""

    FORM = "form"  # the interactive form itself
    UPLOAD = "upload"
    STORE = "store"  # the person's own document store
    REGISTER = "register"  # looked up by the agency
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Component:
    """One document. `question` is the form's question that holds its files, if it is uploaded."""

    key: str
    code: str
    name: Text
    need: Need
    when: Expression | None
    when_says: Text
    originals: int
    copies: int
    sources: tuple[Source, ...]
    document_type: str
    question: str
    note: Text

    def is_called_for(self, facts: Mapping[str, object]) -> bool:
        """Whether it belongs to a dossier with these facts (answers, channel, applicant)."""
        return self.when is None or self.when.holds(facts)


def called_for(components: tuple[Component, ...], facts: Mapping[str, object]) -> list[Component]:
    """The documents that belong to a dossier with these facts, in the package's order."""
    return [component for component in components if component.is_called_for(facts)]


def read_components(at: Place, scope: Scope) -> tuple[Component, ...]:
    keys, held = Once(), Once()
    found = tuple(_component(item, scope, keys, held) for item in at.items())
    for name, mark in scope.file_questions.items():
        if name not in held.names:
            at.found.add("file-without-component", mark, name=name)
    return found


def _component(at: Place, scope: Scope, keys: Once, held: Once) -> Component:
    fields = at.table(
        "key code name need sources",
        "when when_says originals copies document_type question note",
    )
    if "when" in fields and "when_says" not in fields:
        # Else the procedure's page would show the document as asked of everybody.
        at.complain("missing-key", name="when_says")
    key = keys.see(fields["key"].key(), fields["key"])
    sources = fields["sources"].choices(Source)
    return Component(
        key=key,
        code=fields["code"].matching(COMPONENT_CODE, example="000.00.00.G15-KQ003037"),
        name=fields["name"].words(),
        need=fields["need"].choice(Need),
        when=condition(fields["when"], scope) if "when" in fields else None,
        when_says=fields["when_says"].words() if "when_says" in fields else Text(""),
        originals=fields["originals"].whole(high=20) if "originals" in fields else 0,
        copies=fields["copies"].whole(high=20) if "copies" in fields else 0,
        sources=sources,
        document_type=fields["document_type"].key() if "document_type" in fields else key,
        question=_question(fields, scope, held, sources),
        note=fields["note"].words() if "note" in fields else Text(""),
    )


def _question(fields: Fields, scope: Scope, held: Once, sources: tuple[Source, ...]) -> str:
    at = fields["question"]
    if not at.is_there:
        if Source.UPLOAD in sources:
            fields.at.complain("upload-without-question")
        return ""
    name = held.see(at.line(), at)
    if name in scope.file_questions:
        return name
    if name in scope.questions:
        at.complain("question-not-file", name=name)
    else:
        at.found.unknown("no-such-question", at.mark, name, scope.file_questions)
    return name


def uploads(components: tuple[Component, ...]) -> Iterator[tuple[str, Component]]:
    """Form question -> the document its files are."""
    return ((component.question, component) for component in components if component.question)
